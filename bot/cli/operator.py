"""Whoever runs the program, as an admin of any community in its database."""

from typing import TYPE_CHECKING

from bot.ports.inbound import Address
from bot.ports.mentoring import Caller, Community
from bot.ports.roster import STRANGER, Membership

if TYPE_CHECKING:
    from bot.ports.roster import Roster

NOBODYS_NAME = ""
"""No account has this name; the log tells of whoever runs the program by it."""


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


def account_in(community: Community, user: str) -> Address:
    """The account of a user there; on Discord accounts belong to no server."""
    home = "" if community.platform == "discord" else community.workspace
    return Address(community.platform, home, user)
