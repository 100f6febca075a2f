"""The queue of what waits to be said: who takes messages from it, and notes how that went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.ports.inbound import Address
from bot.ports.news import News
from bot.ports.outbox import Claimed, Message, Outcome


@dataclass(frozen=True, slots=True)
class Backlog:
    """How the outbox stands.

    Attributes:
        waiting: messages that have not come to their end.
        oldest: when the oldest of them was written; aware.
        ended: how many ended as ``unknown`` or ``dead``, by reason, of those still kept.
    """

    waiting: int
    oldest: datetime | None
    ended: Mapping[str, int]


class Outbox(Protocol):
    """The queue of what waits to be said."""

    async def claim_due(
        self, platforms: Sequence[str], most: int, spacing: Mapping[str, timedelta]
    ) -> Claimed:
        """Take messages whose moment has come, the longest due first.

        Of each account only its oldest unfinished message, so that none overtakes another
        (F26); none of a community or platform that waits. Of those that would be our first
        direct message to somebody, one of a platform in ``FIRST_CONTACT_SPACING`` (F31).

        Args:
            platforms: for which somebody can deliver here.
            most: so many at once.
            spacing: by platform, the least time between two claims for one community.
        """
        ...

    async def claim_doubtful(self, platforms: Sequence[str], most: int) -> Claimed:
        """Settle what was being sent when its holder vanished.

        A repeatable message ends as ``unknown``, and the standing card is put in its place
        unless something else waits for the account. Others are returned, to be looked up.
        """
        ...

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

    async def settle(self, outcomes: Sequence[Outcome], news: Sequence[News] = ()) -> int:
        """Note how attempts ended, and what they tell of communities and accounts.

        Returns:
            How many messages were still held under their fence; the others changed nothing.
        """
        ...

    async def next_due(self, platforms: Sequence[str]) -> datetime | None:
        """When the next message is due, or the next lease runs out; None if nothing waits."""
        ...

    async def come_back(self, *, was_set_back: bool) -> bool:
        """Let nothing wait for a moment of a clock that was ahead and has been set back (F42).

        Args:
            was_set_back: somebody saw it. Else the newest event tells: it cannot have come
                in the future, nor the newest refusal, and no lease lasts as long as
                ``LONGEST_LEASE``.

        Returns:
            Whether the clock was ahead; everything is due within half a minute then.
        """
        ...

    async def backlog(self) -> Backlog:
        """How the outbox stands, for people who look after it."""
        ...
