"""Whoever runs the program, as an admin of any community in its database."""

import re
from typing import TYPE_CHECKING

from bot.ports.inbound import Address
from bot.ports.mentoring import Caller, Community
from bot.ports.roster import STRANGER, Membership

if TYPE_CHECKING:
    from bot.ports.roster import Roster

NOBODYS_NAME = ""
"""No account has this name; the log tells of whoever runs the program by it."""

IDS = {
    "slack": (re.compile(r"[UW][A-Z0-9]{2,30}"), "U0123ABCD; their profile shows it"),
    "discord": (
        re.compile(r"[0-9]{15,20}"),
        "123456789012345678; Copy User ID shows it, in Developer Mode",
    ),
}
"""What the id of somebody looks like on a platform, and an example with where to find one."""


class OperatorRoster:
    """``Roster`` for a command, which has no platform at hand.

    Whom the operator names by an id counts as a member: whoever names somebody wrongly shows
    nobody anything, for the platform is asked again before a mentor sees something.

    Args:
        community: the one that the command is about.
        members: knows better who is one; None where nobody can be asked.
    """

    def __init__(self, community: Community, members: "Roster | None" = None) -> None:
        self._community = community
        self._members = members

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        """See ``ports.roster.Roster.membership``."""
        if community != self._community:
            return STRANGER
        if account == operator_of(community).account:
            return Membership(is_member=True, is_admin=True)
        if self._members is not None:
            return await self._members.membership(account, community, group)
        return Membership(is_member=True)

    async def find(self, name: str, community: Community) -> Address | None:
        """See ``ports.roster.Roster.find``: by what the database calls them."""
        return account_in(community, name)


def operator_of(community: Community) -> Caller:
    """Whoever runs the program, as they act there."""
    return Caller(account_in(community, NOBODYS_NAME), "", community)


def no_id(platform: str, user: str) -> list[str]:
    """Why this cannot be anybody's id there, and where to find theirs; empty if it can be."""
    if platform not in IDS:
        return []
    looks, example = IDS[platform]
    if looks.fullmatch(user):
        return []
    return [f"{user} is no id, and from here nobody is found by name.", f"One is {example}."]


def account_in(community: Community, user: str) -> Address:
    """The account of a user there; on Discord accounts belong to no server."""
    home = "" if community.platform == "discord" else community.workspace
    return Address(community.platform, home, user)
