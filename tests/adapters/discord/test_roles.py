"""Roles of a guild: an admin says which stands for which, and people wear one when they ask."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
from discord import Permissions

from bot.adapters.discord import roles
from bot.adapters.discord.callbacks import Kind, to_custom_id
from bot.cards import NOWHERE
from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.errors import StoreError
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.models import ADMINISTRATOR, MANAGE_GUILD, Json, Posted, Role
from tests.fakes.discord.person import Person
from tests.fakes.discord.seen import buttons, labels, selects, words
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.validating import validator

ENGINEER, ANALYST = "data_engineer", "data_analyst"
SWAP = "PATCH /guilds/{guild_id}/members/{user_id}"
ASK = "GET /guilds/{guild_id}/members/{user_id}"
NOT_YET = "I may not give you that role here yet. An admin can see why with /whichrole-admin."
ADMINS_ONLY = "Only whoever may manage this server can do that."
ONE_MOMENT = (
    "One moment, please: I am a little slow right now. Press or send it once more in a few "
    "seconds; nothing is lost."
)

MEMBER = "GET /guilds/{guild_id}/members/{user_id}"


@pytest.fixture
async def discord() -> AsyncIterator[FakeDiscord]:
    """A Discord that would have taken all that reached it."""
    async with FakeDiscord(deadline=15.0, limited=False, validator=validator()) as discord:
        yield discord
    assert discord.problems() == []


@pytest.fixture
async def served(
    discord: FakeDiscord, database: Path, catalog: Catalog
) -> AsyncIterator[Served]:
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        yield served


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is given up because this machine is busy; tests about time set their own."""
    monkeypatch.setattr(roles, "PATIENCE", 15.0)


@pytest.fixture
def chief(discord: FakeDiscord) -> Person:
    """Somebody who may manage the guild."""
    chief = discord.person("Chief")
    discord.happens.gets(
        discord.town,
        chief.id,
        discord.happens.adds_role(discord.town, "Chiefs", 20, MANAGE_GUILD),
    )
    return chief


@pytest.fixture
def engineers(discord: FakeDiscord) -> Role:
    return discord.happens.adds_role(discord.town, "Engineers", 5)


@pytest.fixture
def analysts(discord: FakeDiscord) -> Role:
    return discord.happens.adds_role(discord.town, "Analysts", 6)


async def maps(chief: Person, served: Served, role: str, stands_for: Role | None) -> str:
    """An admin says what stands for a role; what they are told."""
    named: dict[str, Any] = {"stands-for": stands_for.id} if stands_for else {"clear": True}
    options = {"role": role} | named
    return await told(chief, served, "/whichrole-admin", options)


async def told(
    person: Person, served: Served, command: str, options: Mapping[str, Any] | str = ""
) -> str:
    """What somebody reads after a command."""
    await person.runs(command, options)
    await served.rests()
    return said_to(person)


async def wears(person: Person, served: Served, role: str) -> str:
    """Somebody asks for a role, on the card that stands for them; what they are told."""
    await person.runs("/whichrole")
    await served.rests()
    return await asks_for(role, person, person.ephemeral[-1], served)


async def asks_for(role: str, person: Person, card: Posted, served: Served) -> str:
    """Somebody presses the button for a role, whatever its card offers; what they are told."""
    button = cast("Json", next(buttons(card.components)))
    button["custom_id"] = to_custom_id(Kind.WEAR, NOWHERE, role)
    await person.acts(card, button)
    await served.rests()
    return said_to(person)


def said_to(person: Person) -> str:
    """The last that only they see, without the marks that make it small."""
    return words(person.ephemeral[-1]).removeprefix("-# ")


def worn(discord: FakeDiscord, person: Person) -> list[str]:
    """Names of the roles that somebody has."""
    town = discord.town
    return sorted(town.roles[one].name for one in town.members[person.id].roles)


async def to_the_end(person: Person, served: Served) -> list[str]:
    """Answer with whatever comes first until a role can be worn; what can be done then."""
    await told(person, served, "/whichrole")
    while True:
        card = person.ephemeral[-1]
        if any(one.startswith("Show ") for one in labels(card)):
            return labels(card)
        menu = next(iter(selects(card.components)), {})
        if menu.get("placeholder") in (None, "More"):
            await person.presses(labels(card)[0])
        else:
            few = menu["options"][: menu["min_values"]]
            await person.picks([one["label"] for one in few])
        await served.rests()


async def test_A22_somebody_gets_a_role_only_when_they_say_so(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, analysts: Role,
    catalog: Catalog,
) -> None:  # fmt: skip
    for role in catalog.roles:
        await maps(chief, served, role, engineers)
    sam = discord.person()

    shown = await to_the_end(sam, served)
    before = worn(discord, sam)
    await sam.presses("Show Engineers in this server")
    await served.rests()

    assert "Show Engineers in this server" in shown
    assert before == []
    assert worn(discord, sam) == ["Engineers"]
    assert said_to(sam) == (
        "Done: you now have the role Engineers in this server, and no other of the five."
    )


async def test_A22_roles_are_swapped_in_one_request_and_others_stay(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, analysts: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    await maps(chief, served, ANALYST, analysts)
    sam = discord.person()
    high = discord.happens.adds_role(discord.town, "Founders", 30)
    discord.happens.gets(discord.town, sam.id, analysts, high)

    said = await wears(sam, served, ENGINEER)

    assert said.startswith("Done: you now have the role Engineers")
    assert worn(discord, sam) == ["Engineers", "Founders"]
    assert len(discord.requests(SWAP)) == 1


async def test_a_role_that_the_gateway_never_told_of_is_not_lost_in_the_swap(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    sam = discord.person()
    untold = discord.world.add_role(discord.town, "Untold", 3)
    discord.town.members[sam.id].roles = [untold.id]

    await wears(sam, served, ENGINEER)

    assert worn(discord, sam) == ["Engineers", "Untold"]


async def test_a_role_that_somebody_wears_is_not_given_again(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    sam = discord.person()
    await wears(sam, served, ENGINEER)

    said = await wears(sam, served, ENGINEER)

    assert said == "You have the role Engineers in this server already."
    assert len(discord.requests(SWAP)) == 1


async def test_whoever_wears_two_of_the_five_is_left_with_the_one_they_ask_for(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, analysts: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    await maps(chief, served, ANALYST, analysts)
    sam = discord.person()
    discord.happens.gets(discord.town, sam.id, engineers, analysts)

    await wears(sam, served, ENGINEER)

    assert worn(discord, sam) == ["Engineers"]


async def test_without_the_permission_both_sides_are_told_plainly(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    ours = discord.town.role("WhichRole")
    discord.happens.changes_role(discord.town, ours, permissions=0)

    said = await wears(discord.person(), served, ENGINEER)
    listed = await told(chief, served, "/whichrole-admin")

    assert said == NOT_YET
    assert (
        "I lack the permission to manage roles: give it to my role under Server Settings, "
        "Roles."
    ) in listed
    assert worn(discord, discord.person()) == []


async def test_a_role_above_ours_is_named_to_the_admin_when_they_choose_it(
    served: Served, discord: FakeDiscord, chief: Person
) -> None:
    high = discord.happens.adds_role(discord.town, "Stars", 15)

    listed = await maps(chief, served, ENGINEER, high)
    said = await wears(discord.person(), served, ENGINEER)

    assert "Stars now stands for Data engineer here." in listed
    assert (
        "The role Stars stands above mine, so I cannot give it: under Server Settings, Roles, "
        "drag mine above it."
    ) in listed
    assert said == NOT_YET


async def test_a_role_that_was_deleted_is_named_and_nobody_is_offered_it(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    discord.happens.deletes_role(discord.town, engineers)

    said = await wears(discord.person(), served, ENGINEER)
    listed = await told(chief, served, "/whichrole-admin")

    assert said == NOT_YET
    assert "The role that stood for Data engineer was deleted: name another one." in listed
    assert "- Data engineer: none yet" in listed


async def test_a_role_that_is_deleted_while_it_is_asked_for_is_not_given(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    discord.plan.then(SWAP, 10011)

    assert await wears(discord.person(), served, ENGINEER) == NOT_YET


async def test_a_role_of_an_integration_cannot_be_given_and_that_is_said(
    served: Served, discord: FakeDiscord, chief: Person
) -> None:
    managed = discord.happens.adds_role(discord.town, "Music", 4)
    managed.is_managed = True
    discord.happens.changes_role(discord.town, managed)

    listed = await maps(chief, served, ENGINEER, managed)
    said = await wears(discord.person(), served, ENGINEER)

    assert (
        "The role Music belongs to an integration, so nobody can be given it: name another one."
    ) in listed
    assert said == NOT_YET
    assert discord.requests(SWAP) == []


async def test_the_role_of_everybody_stands_for_none_of_the_five(
    served: Served, discord: FakeDiscord, chief: Person
) -> None:
    everybody = discord.town.roles[discord.town.id]

    listed = await maps(chief, served, ENGINEER, everybody)

    assert (
        "Everybody here has the role @everyone, so it can stand for none of the five: name "
        "another one."
    ) in listed


@pytest.mark.parametrize("power", [MANAGE_GUILD, ADMINISTRATOR, 1 << 2], ids=hex)
async def test_a_role_that_brings_power_over_the_guild_is_given_to_nobody(
    served: Served, discord: FakeDiscord, chief: Person, power: int
) -> None:
    moderators = discord.happens.adds_role(discord.town, "Moderators", 5, power)

    listed = await maps(chief, served, ENGINEER, moderators)
    said = await wears(discord.person(), served, ENGINEER)

    assert (
        "The role Moderators lets people moderate this server, so I give it to nobody: name "
        "another one."
    ) in listed
    assert said == NOT_YET
    assert worn(discord, discord.person()) == []


async def test_somebody_who_left_meanwhile_is_told_that_nothing_changed(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    discord.plan.then(SWAP, 10007)

    said = await wears(discord.person(), served, ENGINEER)

    assert said == "I could not find you in this server any more, so I changed nothing."


@pytest.mark.parametrize("fault", [Fault.LOST_BEFORE, Fault.SLOW])
async def test_a_discord_that_does_not_answer_in_time_is_asked_again_by_the_person(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, fault: Fault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    await maps(chief, served, ENGINEER, engineers)
    monkeypatch.setattr(roles, "PATIENCE", 0.1)
    discord.plan.then(ASK, *[fault] * 5)

    said = await wears(discord.person(), served, ENGINEER)

    assert said == ONE_MOMENT


async def test_an_admin_hears_of_a_discord_with_trouble(
    served: Served, discord: FakeDiscord, chief: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "PATIENCE", 0.1)
    discord.plan.always(ASK, Fault.SERVER_ERROR)

    assert await told(chief, served, "/whichrole-admin") == ONE_MOMENT


async def test_a_database_that_does_not_take_the_change_is_told_and_nothing_changed(
    served: Served, chief: Person, engineers: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StoreError("busy")

    with monkeypatch.context() as patched:
        patched.setattr(served.store, "map_role", fail)
        said = await maps(chief, served, ENGINEER, engineers)

    assert said == ONE_MOMENT
    assert "- Data engineer: none yet" in await told(chief, served, "/whichrole-admin")


async def test_A23_everything_that_is_wrong_is_told_at_once(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    high = discord.happens.adds_role(discord.town, "Stars", 15)
    await maps(chief, served, ENGINEER, engineers)
    await maps(chief, served, ANALYST, high)
    discord.happens.deletes_role(discord.town, engineers)
    discord.happens.changes_role(discord.town, discord.town.role("WhichRole"), permissions=0)

    listed = await told(chief, served, "/whichrole-admin")

    assert "I lack the permission" in listed
    assert "was deleted" in listed
    assert "stands above mine" in listed


async def test_a_role_that_stands_for_nothing_any_more_is_taken_from_nobody(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    sam = discord.person()
    await wears(sam, served, ENGINEER)

    listed = await maps(chief, served, ENGINEER, None)

    assert (
        "No role of this server stands for Data engineer any more. Nobody lost theirs."
    ) in listed
    assert worn(discord, sam) == ["Engineers"]
    assert await wears(sam, served, ENGINEER) == NOT_YET


async def test_whoever_may_not_manage_the_guild_is_not_even_offered_the_command(
    served: Served, discord: FakeDiscord
) -> None:
    with pytest.raises(AssertionError, match="is not for Sam"):
        await discord.person().runs("/whichrole-admin")


async def test_F61_an_admin_of_the_guild_may_let_others_run_it_and_we_do_not(
    served: Served, discord: FakeDiscord, engineers: Role
) -> None:
    """Discord lets a guild offer a command to others than its developer meant."""
    (command,) = (one for one in discord.world.commands if one["name"] == "whichrole-admin")
    command["default_member_permissions"] = None

    said = await maps(discord.person(), served, ENGINEER, engineers)

    assert said == ADMINS_ONLY
    assert discord.requests(ASK) == []
    assert await served.store.roles("discord", discord.town.id) == {}


async def test_F62_an_admin_who_is_demoted_between_two_commands_is_refused_the_second(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, analysts: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    (command,) = (one for one in discord.world.commands if one["name"] == "whichrole-admin")
    command["default_member_permissions"] = None
    discord.happens.gets(discord.town, chief.id)

    said = await maps(chief, served, ENGINEER, analysts)

    assert said == ADMINS_ONLY
    assert await served.store.roles("discord", discord.town.id) == {ENGINEER: engineers.id}


async def test_F62_an_admin_who_is_demoted_while_the_command_is_under_way_changes_nothing(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    discord.plan.then(ASK, Fault.SLOW, Fault.SLOW)
    running = asyncio.create_task(maps(chief, served, ENGINEER, engineers))
    await served.until(lambda: discord.requests(ASK))
    discord.town.members[chief.id].roles = []

    said = await running

    assert said == ADMINS_ONLY
    assert await served.store.roles("discord", discord.town.id) == {}


async def test_the_owner_of_a_guild_needs_no_role_for_it(
    served: Served, discord: FakeDiscord, engineers: Role
) -> None:
    owner = discord.person("Owner")
    discord.town.owner = owner.id
    discord.happens.guild_is_back(discord.town)

    listed = await maps(owner, served, ENGINEER, engineers)

    assert "Engineers now stands for Data engineer here." in listed


async def test_outside_a_guild_no_role_is_offered_and_none_is_given(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    sam = discord.person()
    await sam.says("hello")
    await served.rests()

    said = await asks_for(ENGINEER, sam, sam.newest_card, served)

    assert said == NOT_YET
    assert discord.requests(SWAP) == []


async def test_in_a_guild_that_does_not_have_us_no_role_is_given(
    served: Served, discord: FakeDiscord
) -> None:
    village = discord.world.add_guild("Village", has_us=False)
    sam = discord.visitor("Vera")
    discord.world.join(village, discord.world.users[sam.id])

    said = await wears(sam, served, ENGINEER)

    assert said == NOT_YET


async def test_what_stands_for_what_is_kept_over_a_restart(
    discord: FakeDiscord, database: Path, catalog: Catalog, chief: Person, engineers: Role
) -> None:
    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        await maps(chief, served, ENGINEER, engineers)

    async with serving_discord(discord, database, catalog, SystemClock()) as served:
        said = await wears(discord.person(), served, ENGINEER)

    assert said.startswith("Done: you now have the role Engineers")


async def test_F33_a_guild_that_takes_us_back_finds_its_settings(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, database: Path
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    discord.happens.guild_removes_us(discord.town)
    discord.happens.guild_adds_us(discord.town)
    await served.rests()

    assert (await wears(discord.person(), served, ENGINEER)).startswith("Done")


async def test_settings_that_ended_while_we_were_out_are_not_remembered(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    discord.happens.guild_removes_us(discord.town)
    await served.store.map_role("discord", discord.town.id, ENGINEER, None)  # as retention does
    discord.happens.guild_adds_us(discord.town)
    await served.rests()

    assert await wears(discord.person(), served, ENGINEER) == NOT_YET


async def test_an_admin_who_only_looks_at_one_role_changes_nothing(
    served: Served, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)

    alone = await told(chief, served, "/whichrole-admin", {"role": ENGINEER})
    without = await told(chief, served, "/whichrole-admin", {"stands-for": engineers.id})

    assert "Data engineer: Engineers" in alone
    assert "Name one of the five under role, too" in without
    assert "Data engineer: Engineers" in without


@pytest.mark.parametrize("power", ["mute_members", "mention_everyone", "manage_nicknames"])
async def test_a_role_that_lets_one_bother_others_is_given_to_nobody(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role, power: str
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    value = Permissions(**{power: True}).value
    discord.happens.changes_role(discord.town, engineers, permissions=value)
    sam = discord.person()

    await wears(sam, served, ENGINEER)

    assert worn(discord, sam) == []


@pytest.mark.thorough
async def test_F77_whoever_presses_for_a_role_again_and_again_costs_little(
    served: Served, discord: FakeDiscord, chief: Person, engineers: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    sam = discord.person()
    await wears(sam, served, ENGINEER)
    card = sam.ephemeral[0]
    asked = len(discord.requests(MEMBER))

    for _ in range(60):
        await asks_for(ENGINEER, sam, card, served)

    assert len(discord.requests(MEMBER)) - asked < 40


async def test_the_log_tells_who_changed_which_role_stands_for_ours(
    served: Served, chief: Person, engineers: Role, analysts: Role
) -> None:
    await maps(chief, served, ENGINEER, engineers)
    await maps(chief, served, ENGINEER, engineers)  # nothing new
    await maps(chief, served, ENGINEER, analysts)
    await maps(chief, served, ENGINEER, None)

    log = await told(chief, served, "/whichrole-admin", "log")

    assert [line.partition(", ")[2] for line in log.splitlines() if "stands for" in line] == [
        "Chief: role that stands for Data engineer: taken back",
        "Chief: role that stands for Data engineer: “Analysts”",
        "Chief: role that stands for Data engineer: “Engineers”",
    ]
