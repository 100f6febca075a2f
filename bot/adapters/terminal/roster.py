"""Who is who at this machine: everybody who has talked here, and whoever runs the program."""

from typing import Protocol

from bot.engine.state import Conversation
from bot.ports.inbound import Address
from bot.ports.mentoring import Community
from bot.ports.roster import STRANGER, Membership

PLATFORM = "terminal"
HERE = Community(PLATFORM, "")
"""There is one community at a machine."""


class Whereabouts(Protocol):
    """Where people stand."""

    async def conversation(self, account: Address) -> Conversation | None:
        """See ``ports.store.Store.conversation``."""
        ...


class TerminalRoster:
    """``Roster`` of this machine; it has no roles and no groups.

    Args:
        known: everybody who has ever talked here is in it.
        operator: the name of whoever runs the program; they are the admin.
    """

    def __init__(self, known: Whereabouts, operator: str) -> None:
        self._known = known
        self._operator = operator

    async def membership(
        self, account: Address, community: Community, group: str | None
    ) -> Membership:
        """See ``ports.roster.Roster.membership``.

        Raises:
            StoreError: it cannot be found out; whoever asked is told nothing.
        """
        if community != HERE or account != named(account.user):
            return STRANGER
        if account.user == self._operator:
            return Membership(is_member=True, is_admin=True, is_sure=True)
        has_talked = await self._known.conversation(account) is not None
        return Membership(is_member=has_talked, is_unknown=not has_talked, is_sure=True)

    async def find(self, name: str, community: Community) -> Address | None:
        """See ``ports.roster.Roster.find``: what they call themselves names them."""
        return named(name) if community == HERE else None


def named(name: str) -> Address:
    """The account of whoever talks here under this name."""
    return Address(PLATFORM, "", name)
