"""Roles of guilds: who may give and take which, and what is not there."""

import pytest

from tests.fakes.discord.listening import Ask, Listener
from tests.fakes.discord.models import MANAGE_ROLES, Role
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.world import US

pytestmark = pytest.mark.thorough
"""A tool of the tests: what uses it is tried more often."""


@pytest.fixture
def role(fake: FakeDiscord) -> Role:
    """A role that we may give."""
    return fake.world.add_role(fake.town, "Engineer", 5)


def member(fake: FakeDiscord) -> str:
    return f"/guilds/{fake.town.id}/members/{fake.person().id}"


async def test_a_role_is_given_and_taken(fake: FakeDiscord, ask: Ask, role: Role) -> None:
    sam = fake.person()
    place = f"{member(fake)}/roles/{role.id}"

    given, had = await ask("PUT", place), list(fake.town.members[sam.id].roles)
    taken, has = await ask("DELETE", place), list(fake.town.members[sam.id].roles)

    assert (given.status, had, taken.status, has) == (204, [role.id], 204, [])


async def test_roles_are_swapped_in_one_step(fake: FakeDiscord, ask: Ask, role: Role) -> None:
    other = fake.world.add_role(fake.town, "Analyst", 6)
    fake.town.members[fake.person().id].roles = [role.id]

    told = await ask("PATCH", member(fake), {"roles": [other.id]})

    assert told.body["roles"] == [other.id]
    assert fake.town.members[fake.person().id].roles == [other.id]


async def test_a_role_above_ours_is_not_given(fake: FakeDiscord, ask: Ask, role: Role) -> None:
    fake.happens.changes_role(fake.town, role, position=10)

    one = await ask("PUT", f"{member(fake)}/roles/{role.id}")
    all_at_once = await ask("PATCH", member(fake), {"roles": [role.id]})

    assert [(one.status, one.code), (all_at_once.status, all_at_once.code)] == [
        (403, 50013)
    ] * 2
    assert fake.town.members[fake.person().id].roles == []


async def test_roles_that_are_not_touched_may_stand_above_ours(
    fake: FakeDiscord, ask: Ask, role: Role
) -> None:
    high = fake.world.add_role(fake.town, "Chief", 20)
    fake.town.members[fake.person().id].roles = [high.id]

    told = await ask("PATCH", member(fake), {"roles": [high.id, role.id]})

    assert told.body["roles"] == [high.id, role.id]


async def test_without_the_permission_no_role_is_given(
    fake: FakeDiscord, ask: Ask, role: Role
) -> None:
    fake.happens.changes_role(fake.town, fake.town.role("WhichRole"), permissions=0)

    told = await ask("PUT", f"{member(fake)}/roles/{role.id}")

    assert (told.status, told.code) == (403, 50013)


async def test_a_role_of_another_application_is_not_given(fake: FakeDiscord, ask: Ask) -> None:
    managed = fake.world.add_role(fake.town, "Another", 2)
    managed.is_managed = True

    assert (await ask("PUT", f"{member(fake)}/roles/{managed.id}")).code == 50013


async def test_a_role_that_was_deleted_is_unknown_and_nobody_has_it(
    fake: FakeDiscord, ask: Ask, role: Role
) -> None:
    fake.town.members[fake.person().id].roles = [role.id]
    fake.happens.deletes_role(fake.town, role)

    told = await ask("PUT", f"{member(fake)}/roles/{role.id}")

    assert (told.status, told.code) == (404, 10011)
    assert fake.town.members[fake.person().id].roles == []


async def test_a_member_who_left_is_unknown_and_nobody_is_told_before(
    fake: FakeDiscord, ask: Ask, listener: Listener
) -> None:
    sam = fake.person()
    fake.happens.leaves(fake.town, sam.id)

    told = await ask("GET", member(fake))
    fake.happens.adds_role(fake.town, "Analyst", 5)

    assert (told.status, told.code) == (404, 10007)
    assert (await listener.hears())["t"] == "GUILD_ROLE_CREATE"


async def test_a_guild_that_threw_us_out_is_closed_to_us(fake: FakeDiscord, ask: Ask) -> None:
    fake.happens.guild_removes_us(fake.town)

    told = await ask("GET", f"/guilds/{fake.town.id}/roles")
    posted = await ask("POST", f"/channels/{fake.person().town}/messages", {"content": "hello"})

    assert (told.code, posted.code) == (50001, 50001)


async def test_we_come_again_with_a_new_role(fake: FakeDiscord, listener: Listener) -> None:
    fake.happens.guild_removes_us(fake.town)

    fake.happens.guild_adds_us(fake.town)

    assert (await listener.hears_of("GUILD_CREATE"))["id"] == fake.town.id
    assert fake.town.permissions_of(US) & MANAGE_ROLES


async def test_what_somebody_may_do_is_told_with_their_click(
    fake: FakeDiscord, listener: Listener
) -> None:
    sam = fake.person()
    chief = fake.world.add_role(fake.town, "Chief", 20, 1 << 5)
    fake.happens.gets(fake.town, sam.id, chief)
    fake.answers.patience = 0.01
    interaction = fake.world.interact(2, sam.id, sam.town)

    await sam.asks(interaction, {"id": "1", "name": "x", "type": 1})

    told = await listener.hears_of("INTERACTION_CREATE")
    assert int(told["member"]["permissions"]) & 1 << 5
    assert told["context"] == 0
    assert told["authorizing_integration_owners"] == {"0": fake.town.id}


async def test_a_member_is_told_with_what_sets_them_apart(fake: FakeDiscord, ask: Ask) -> None:
    there = fake.town.members[fake.person().id]
    there.nick, there.is_pending, there.flags = "Sammy", True, 1 << 4
    there.user.has_global_name = False

    told = (await ask("GET", member(fake))).body

    assert (told["nick"], told["pending"], told["flags"]) == ("Sammy", True, 1 << 4)
    assert told["user"]["global_name"] is None
