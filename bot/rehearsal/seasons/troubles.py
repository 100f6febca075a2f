"""What went wrong, when and for whom: how late a message may come, and no later.

Every fault delays for a while and then no more; outside of that every nudge is held to its
hour. The spans are those of ``docs/delivery.md`` and ``docs/nudges.md``, read generously.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from operator import attrgetter

from bot.ports.inbound import Address
from bot.rehearsal.seasons.calendar import Wish, awake

WAITED = timedelta(minutes=5)
"""So long a nudge may wait when nothing goes wrong."""

AFTER_A_REFUSAL = timedelta(minutes=20)
"""So long a message may wait for its next attempt, or for a look whether it arrived."""

NOTICED = timedelta(minutes=10)
"""Who is off for longer is late, and spreads what is late."""

AFTER_AN_OUTAGE = timedelta(hours=2) + AFTER_A_REFUSAL
A_DAY_OFF = timedelta(hours=26)
"""By so much a moved clock may bring a message too early, or too late."""

LONGEST = timedelta(days=30)
"""Longer than any trouble lasts and is felt."""

_since = attrgetter("since")


class Cause(StrEnum):
    """What kind of trouble it was."""

    OFF = "off"
    MOVED = "moved"
    MACHINE = "machine"
    COMMUNITY = "community"
    MESSAGE = "message"


WAITS = {
    Cause.OFF: AFTER_AN_OUTAGE,
    Cause.MOVED: A_DAY_OFF + AFTER_AN_OUTAGE,
    Cause.MACHINE: AFTER_A_REFUSAL,
    Cause.COMMUNITY: AFTER_A_REFUSAL,
    Cause.MESSAGE: AFTER_A_REFUSAL,
}
"""How long after its end each may still be felt."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """One of them.

    Attributes:
        cause: what it was.
        since: when it began.
        until: when it was over.
        whom: platform, workspace and user; what is empty means all of them.
    """

    cause: Cause
    since: datetime
    until: datetime
    whom: tuple[str, str, str] = ("", "", "")

    @property
    def wait(self) -> timedelta:
        """How long after its end it may still be felt."""
        was_short = self.cause is Cause.OFF and self.until - self.since < NOTICED
        return WAITED if was_short else WAITS[self.cause]

    def concerns(self, account: Address) -> bool:
        """Whether it can have delayed what goes there."""
        theirs = account.platform, account.workspace, account.user
        return all(one in ("", other) for one, other in zip(self.whom, theirs, strict=True))


class Troubles:
    """All of them in a season.

    Attributes:
        closed: when platforms refused to write to somebody at all, by account.
    """

    def __init__(self) -> None:
        self._of: dict[Cause, list[Trouble]] = {cause: [] for cause in Cause}
        self._in_order: dict[Address, list[Trouble]] = {}
        self.closed: dict[Address, list[datetime]] = {}

    def note(self, trouble: Trouble) -> None:
        """It is over."""
        self._of[trouble.cause].append(trouble)
        self._in_order.clear()

    def latest(self, account: Address, due: datetime, wishes: list[Wish]) -> datetime:
        """Until when a message may come that was due at a moment.

        Args:
            account: whose.
            due: when it was to come.
            wishes: what its person wanted meanwhile: what is late waits for a morning.
        """
        until, seen = due + WAITED, False
        for trouble in self._about(account, due):
            if trouble.since > until:
                break
            if trouble.until + trouble.wait >= due:
                seen = True
                calm = (_calm(trouble.until, trouble.wait, wish) for wish in wishes)
                until = max(until, *calm)
        return max(until, *(_calm(until, WAITED, w) for w in wishes)) if seen else until

    def earliest(self, due: datetime) -> datetime:
        """From when on it may come: a clock that is ahead is early."""
        return due - A_DAY_OFF if self.was_moved(due - A_DAY_OFF, due) else due

    def was_off(self, since: datetime, until: datetime) -> bool:
        """Whether the program was off, or its clock wrong, long enough to be too late."""
        return self.was_moved(since, until) or any(
            one.since <= until and one.until >= since and one.until - one.since >= NOTICED
            for one in self._of[Cause.OFF]
        )

    def was_moved(self, since: datetime, until: datetime) -> bool:
        """Whether the clock was wrong in a span."""
        return any(one.since <= until and one.until >= since for one in self._of[Cause.MOVED])

    def _about(self, account: Address, due: datetime) -> Iterator[Trouble]:
        """Those that may still be felt at a moment or after, and some more, in order."""
        if account not in self._in_order:
            every = (one for ones in self._of.values() for one in ones)
            theirs = (one for one in every if one.concerns(account))
            self._in_order[account] = sorted(theirs, key=_since)
        ordered = self._in_order[account]
        return islice(ordered, bisect_left(ordered, due - LONGEST, key=_since), None)


def _calm(at: datetime, wait: timedelta, wish: Wish) -> datetime:
    """After a wait that does not pass at night, and after the night that it may end in."""
    end = awake(at, wish) + wait
    calm = awake(end, wish)
    return calm if calm == end else calm + wait
