"""Nobody holds up the others by sending too much (F77).

Each account, and each community, has a bucket of tokens; an event costs one of each, and both
fill up again with time. An event that finds an empty bucket is not taken and not
acknowledged, so the platform may deliver it again later. Whoever sent it is told once.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.ports.inbound import Address


@dataclass(frozen=True, slots=True)
class Rate:
    """How much is let through.

    Attributes:
        at_once: events after a rest.
        per_second: events that go on for ever.
    """

    at_once: int
    per_second: float


PER_ACCOUNT = Rate(at_once=20, per_second=2.0)
"""Faster than anybody reads and presses."""

PER_COMMUNITY = Rate(at_once=2_000, per_second=500.0)
"""A whole room that starts on the word of one person passes; see ``bench/bars.toml``."""

MOST_BUCKETS = 10_000
"""So many accounts, and so many communities, are remembered (I9)."""


class Admission(Enum):
    """What becomes of an event."""

    TAKEN = auto()
    TOLD = auto()
    """Not taken, and this is the first one: tell its sender to slow down."""

    REFUSED = auto()
    """Not taken, without a word."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: datetime
    told: bool = False


class Buckets:
    """Buckets of one rate, by whom they belong to; the longest unused are forgotten."""

    def __init__(self, rate: Rate, most: int = MOST_BUCKETS) -> None:
        self._rate = rate
        self._most = most
        self._buckets: dict[Hashable, _Bucket] = {}

    def take(self, whose: Hashable, now: datetime) -> Admission:
        """Take a token, or say what to do without one."""
        bucket = self._buckets.pop(whose, None) or _Bucket(self._rate.at_once, now)
        self._fill(bucket, now)
        self._buckets[whose] = bucket  # now the youngest
        if len(self._buckets) > self._most:
            del self._buckets[next(iter(self._buckets))]
        if bucket.tokens >= 1.0:
            bucket.tokens -= 1.0
            return Admission.TAKEN
        told, bucket.told = bucket.told, True
        return Admission.REFUSED if told else Admission.TOLD

    def give_back(self, whose: Hashable) -> None:
        """Undo a taking: the event was not let through after all."""
        self._buckets[whose].tokens += 1.0

    def __len__(self) -> int:
        return len(self._buckets)

    def _fill(self, bucket: _Bucket, now: datetime) -> None:
        """What time has brought; a clock that was set back brings nothing (F42)."""
        passed = max(now - bucket.at, timedelta()).total_seconds()
        bucket.tokens = min(
            bucket.tokens + passed * self._rate.per_second, float(self._rate.at_once)
        )
        bucket.at = now
        if bucket.tokens >= self._rate.at_once:
            bucket.told = False


class Floodgate:
    """Stands before ``take_turn`` on platforms that many people share."""

    def __init__(
        self, per_account: Rate = PER_ACCOUNT, per_community: Rate = PER_COMMUNITY
    ) -> None:
        self._accounts = Buckets(per_account)
        self._communities = Buckets(per_community)

    def admit(self, sender: Address, now: datetime) -> Admission:
        """Whether an event of this account is taken now."""
        mine = self._accounts.take(sender, now)
        if mine is not Admission.TAKEN:
            return mine
        community = (sender.platform, sender.workspace)
        ours = self._communities.take(community, now)
        if ours is Admission.TAKEN:
            return ours
        self._accounts.give_back(sender)
        return Admission.REFUSED  # it is nobody's fault alone
