"""What waits to be said: every message is an outbox row, committed with its turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.cards import Card
from bot.ports.inbound import Address


@dataclass(frozen=True, slots=True)
class Message:
    """One outbox row that the holder of its fence may send.

    Attributes:
        id: the row; rows of one account are sent in this order.
        fence: the claim it is held under; a later claim has a higher one.
        to: the account that gets it.
        card: what to say.
    """

    id: int
    fence: int
    to: Address
    card: Card


@dataclass(frozen=True, slots=True)
class Claimed:
    """The messages of one turn, held for sending under a short lease; empty for a repeat."""

    messages: tuple[Message, ...] = ()


class Outbox(Protocol):
    """The queue of what waits to be said."""

    async def claim_left(self, account: Address) -> Claimed:
        """Take over what an earlier process of this account's screen left unsent, in order.

        The terminal has one screen per account, so its newest process needs no lease to
        run out; the new fence makes a late report of the old process void.
        """
        ...

    async def mark_sent(self, messages: Sequence[Message]) -> int:
        """Note that these were handed over.

        Returns:
            How many were still held under their fence; the others changed nothing.
        """
        ...
