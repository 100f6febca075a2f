"""Whoever runs the program is the admin of the community that a command is about."""

import pytest

from bot.cli.operator import OperatorRoster, account_in, operator_of
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, Membership
from tests.fakes.roster import FakeRoster

CLUB, GUILD = Community("slack", "T1"), Community("discord", "42")


async def test_the_operator_is_an_admin_there_and_whom_they_name_a_member() -> None:
    roster = OperatorRoster(CLUB)

    operator = await roster.membership(operator_of(CLUB).account, CLUB, None)
    named = await roster.membership(Address("slack", "T1", "U1"), CLUB, None)

    assert operator == Membership(is_member=True, is_admin=True)
    assert named == Membership(is_member=True)


async def test_where_somebody_knows_better_they_are_asked() -> None:
    roster = OperatorRoster(CLUB, FakeRoster())

    assert await roster.membership(Address("slack", "T1", "U1"), CLUB, "S1") == STRANGER


async def test_F60_of_any_other_community_it_knows_nobody() -> None:
    roster = OperatorRoster(CLUB)

    assert await roster.membership(operator_of(GUILD).account, GUILD, None) == STRANGER


@pytest.mark.parametrize(
    ("community", "home"), [(CLUB, "T1"), (GUILD, ""), (Community("terminal", ""), "")]
)
async def test_an_account_lives_where_its_platform_has_it(
    community: Community, home: str
) -> None:
    account = Address(community.platform, home, "U1")

    assert account_in(community, "U1") == account
    assert await OperatorRoster(community).find("U1", community) == account
