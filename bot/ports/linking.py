"""Two accounts of one person, linked by a code that both sides confirm (F11).

One account asks for a code, and the other types it, reads whose it is and what it gives up,
and says yes; only then the first is asked for the last yes. Whoever says that keeps
conversation and weekly steps; what the other brought is put aside, and is its own again when
the two part. Pairings and consents stay with the account that they were given in: a link shows
no mentor anything.

A code is known here by its fingerprint alone.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Kind

CODE_LASTS = timedelta(minutes=10)
"""So long a code can be typed, so long after that either of the two can say yes."""

MOST_WRONG = 5
"""So many codes that do not count may an account type in ``WRONG_LASTS``."""

WRONG_LASTS = timedelta(hours=1)

LETTER_LASTS = {
    Kind.LINK_ASKED: CODE_LASTS,
    Kind.LINK_CHANGED: timedelta(days=7),
}
"""So long somebody still wants a message about a link."""


@dataclass(frozen=True, slots=True)
class Side:
    """The other account of a link.

    Attributes:
        account: which.
        name: as the platform told it last, or empty.
        came: it is the one that came by a code; what it brought is put aside.
    """

    account: Address
    name: str
    came: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody typed a code; now they, and then its owner, are to say yes.

    Attributes:
        number: of the code; an older card has another one.
        other: whom whoever is asked would be one with.
    """

    number: int
    other: Side


def are_neighbours(one: Address, other: Address) -> bool:
    """Whether two accounts are of one place, where a person has one and no more.

    That is a workspace of Slack, and all of Discord. In a terminal a name is all there is of
    an account, and anybody may use several.
    """
    here, there = (one.platform, one.workspace), (other.platform, other.workspace)
    return here == there and one.platform != "terminal"


class Typing(StrEnum):
    """What became of a code that somebody typed."""

    TAKEN = "taken"
    """It is theirs to say yes to now, and nobody else's; nobody was asked yet."""

    WRONG = "wrong"
    """There is none like it, or it is old, or was used; nobody learns which."""

    OWN = "own"
    """They asked for it themselves."""

    NEIGHBOURS = "neighbours"
    """Both are of one place, where a second account is somebody else's."""

    LINKED = "linked"
    """They are linked already."""

    TOO_OFTEN = "too-often"
    """They typed too many wrong ones lately, and this one was not looked at."""


class Links(Protocol):
    """Which accounts are one person; each call that changes is one transaction.

    A repeat of a yes, a no or a parting finds that there is nothing left to do. What may be
    somebody's first word has the ``key`` of its event: a wrong code must not count twice, and
    a late repeat must not bring back whoever was forgotten (I2, F68).
    """

    async def ask_code(self, key: EventKey, by: Address, name: str, code: str) -> bool:
        """Let this be the code of an account, in place of any other.

        Args:
            key: the event's; its repeat gets a new code, for this one may not have been read.
            by: who asks.
            name: as the platform tells it, or empty; the other side will read it.
            code: its fingerprint.

        Returns:
            Whether it is; an account that is linked gets none.
        """
        ...

    async def type_code(self, key: EventKey, by: Address, name: str, code: str) -> Typing:
        """Let an account type a code; once taken, nobody else can.

        Args:
            key: the event's.
            by: who types it.
            name: as the platform tells it, or empty; its owner will read it.
            code: its fingerprint.
        """
        ...

    async def offer(self, who: Address, code: str) -> Proposal | None:
        """Whose code this account has typed, as long as it can say yes to it; else None."""
        ...

    async def agree(self, by: Address, number: int) -> Side | None:
        """Let whoever typed a code say yes to whose it is; its owner is asked, once.

        Returns:
            The owner's account; None if there was nothing to say yes to.
        """
        ...

    async def proposal(self, who: Address) -> Proposal | None:
        """Who typed this account's code and said yes, as long as it can, too; else None."""
        ...

    async def confirm(self, by: Address, number: int) -> Side | None:
        """Make the two accounts one person, which is that of whoever says this yes.

        Returns:
            The other account; None if there was nothing to say yes to.
        """
        ...

    async def refuse(self, by: Address, number: int) -> None:
        """Let a code that waits for a yes of this account count no longer."""
        ...

    async def linked_with(self, who: Address) -> Side | None:
        """The other account of the same person, or None."""
        ...

    async def unlink(self, by: Address) -> Side | None:
        """Give the account that came by a code back what it brought.

        Returns:
            The other account; None if there was no link.
        """
        ...
