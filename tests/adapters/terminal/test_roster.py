from dataclasses import dataclass

import pytest

from bot.adapters.terminal.roster import HERE, TerminalRoster, named
from bot.engine.state import Conversation
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, Membership


@dataclass
class FakeWhereabouts:
    """Knows people by their accounts."""

    known: frozenset[Address]

    async def conversation(self, account: Address) -> Conversation | None:
        return Conversation(1) if account in self.known else None


@pytest.fixture
def roster() -> TerminalRoster:
    return TerminalRoster(FakeWhereabouts(frozenset({named("sam")})), "boss")


@pytest.mark.parametrize(
    ("name", "is_member", "is_admin"),
    [("sam", True, False), ("eve", False, False), ("boss", True, True)],
)
async def test_who_has_talked_here_is_a_member_and_whoever_runs_it_the_admin(
    roster: TerminalRoster, name: str, is_member: bool, is_admin: bool
) -> None:
    found = await roster.membership(named(name), HERE, None)

    assert found == Membership(is_member, is_admin, is_unknown=not is_member)
    assert found.is_sure


@pytest.mark.parametrize(
    ("account", "community"),
    [
        (named("boss"), Community("slack", "T1")),
        (named("boss"), Community("terminal", "T1")),
        (Address("slack", "", "boss"), HERE),
        (Address("terminal", "T1", "boss"), HERE),
    ],
)
async def test_F61_of_any_other_place_it_knows_nobody(
    roster: TerminalRoster, account: Address, community: Community
) -> None:
    assert await roster.membership(account, community, None) == STRANGER


async def test_a_name_means_whoever_talks_here_under_it(roster: TerminalRoster) -> None:
    there = Community("slack", "T1")

    assert await roster.find("Sam Smith", HERE) == Address("terminal", "", "Sam Smith")
    assert await roster.find("sam", there) is None
