"""Who somebody is in a guild, as Discord tells it at that moment."""

import pytest

from bot.adapters.discord import roster
from bot.adapters.discord.inbound import address
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, Membership
from tests.fakes.discord.club import Club, community
from tests.fakes.discord.faults import Fault
from tests.fakes.discord.models import ADMINISTRATOR, MANAGE_GUILD, Guild
from tests.fakes.discord.person import Person

GUILD, MEMBER = "GET /guilds/{guild_id}", "GET /guilds/{guild_id}/members/{user_id}"
FORBIDDEN, IS_GUEST = 50001, 1 << 4


async def found(club: Club, person: Person, guild: Guild | None = None) -> Membership:
    there = community(guild or club.town)
    return await club.served.application.roster.membership(address(person.id), there, None)


async def test_a_member_is_told_with_their_roles(club: Club) -> None:
    sam, happens = club.served.discord.person(), club.served.discord.happens
    role = happens.adds_role(club.town, "Mentors", 5)
    happens.gets(club.town, sam.id, role)

    membership = await found(club, sam)

    assert membership == Membership(is_member=True, groups=frozenset({role.id}))


@pytest.mark.parametrize("permission", [MANAGE_GUILD, ADMINISTRATOR])
async def test_whoever_may_manage_the_guild_is_an_admin(club: Club, permission: int) -> None:
    sam, happens = club.served.discord.person(), club.served.discord.happens
    happens.gets(club.town, sam.id, happens.adds_role(club.town, "Boss", 5, permission))

    assert (await found(club, sam)).is_admin


async def test_what_everybody_may_do_counts_for_everybody(club: Club) -> None:
    everybody = club.town.roles[club.town.id]
    club.served.discord.happens.changes_role(club.town, everybody, permissions=MANAGE_GUILD)

    assert (await found(club, club.served.discord.person())).is_admin


async def test_the_owner_is_an_admin_without_any_role(club: Club) -> None:
    owner = Address("discord", "", club.town.owner)

    membership = await club.served.application.roster.membership(
        owner, community(club.town), None
    )

    assert (membership.is_member, membership.is_admin) == (True, True)


async def test_F62_a_right_that_was_taken_a_moment_ago_is_none(club: Club) -> None:
    chief = club.chief()
    before = await found(club, chief)
    club.town.role("Chiefs").permissions = 0  # of which the gateway told nothing

    after = await found(club, chief)

    assert (before.is_admin, after.is_admin) == (True, False)


@pytest.mark.parametrize("what", ["left", "bot", "pending", "guest"])
async def test_F61_whoever_left_is_a_program_a_newcomer_or_a_guest_is_no_member(
    club: Club, what: str
) -> None:
    sam = club.served.discord.person()
    member = club.town.members[sam.id]
    match what:
        case "left":
            club.served.discord.happens.leaves(club.town, sam.id)
        case "bot":
            member.user.is_app = True
        case "pending":
            member.is_pending = True
        case "guest":
            member.flags = IS_GUEST

    membership = await found(club, sam)

    assert (membership.is_member, membership.is_admin) == (False, False)


async def test_F61_in_a_guild_without_us_nobody_is_anything(club: Club) -> None:
    chief = club.chief()
    club.served.discord.happens.guild_removes_us(club.town)

    assert await found(club, chief) == STRANGER


@pytest.mark.parametrize("route", [GUILD, MEMBER])
@pytest.mark.parametrize("fault", [FORBIDDEN, Fault.LOST_BEFORE])
async def test_F61_where_discord_does_not_tell_nobody_is_anything(
    club: Club, monkeypatch: pytest.MonkeyPatch, route: str, fault: Fault | int
) -> None:
    monkeypatch.setattr(roster, "PATIENCE", 1.0)
    chief = club.chief()
    for _ in range(10):
        club.served.discord.plan.then(route, fault)

    membership = await found(club, chief)

    assert membership == STRANGER
    assert not membership.is_sure


@pytest.mark.parametrize("leaves", [True, False])
async def test_F61_who_left_is_told_by_discord(club: Club, leaves: bool) -> None:
    sam = club.served.discord.person()
    if leaves:
        club.served.discord.happens.leaves(club.town, sam.id)

    membership = await found(club, sam)

    assert membership.is_sure
    assert membership.is_member is not leaves


async def test_a_name_that_is_no_number_is_nobodys(club: Club) -> None:
    strange = Address("discord", "", "../@me")

    membership = await club.served.application.roster.membership(
        strange, Community("discord", "x"), None
    )

    assert membership == STRANGER


async def test_nobody_is_found_by_a_typed_name(club: Club) -> None:
    assert await club.served.application.roster.find("Sam", community(club.town)) is None
