"""Messages of a platform keep an even distance, though a round comes a little late.

A round begins when the platform may be written to again, and claims a few milliseconds later.
Were the next distance counted from there, every message would lose those, and a platform that
takes fifty a second would get forty. So what a claim is late is taken from the distance that
follows it, and nothing is made up for that is longer ago.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.ports.clock import Clock
from bot.ports.outbox import Claimed
from bot.ports.queue import Outbox

NOTHING = timedelta()
MOST_LATE = timedelta(milliseconds=20)
"""Two messages come closer together by so much at most."""


class Distances:
    """Claims what is due.

    Args:
        outbox: what waits.
        clock: how late a claim is.
    """

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox = outbox
        self._clock = clock
        self._next: dict[str, datetime] = {}

    async def claim_due(
        self, platforms: Sequence[str], most: int, spacing: Mapping[str, timedelta]
    ) -> Claimed:
        """See ``Outbox.claim_due``.

        Raises:
            StoreError: the database cannot serve.
        """
        now = self._clock.now()
        left = {name: apart - self._late(name, apart, now) for name, apart in spacing.items()}
        claimed = await self._outbox.claim_due(platforms, most, left)
        for platform in {one.to.platform for one in claimed.messages} & left.keys():
            self._next[platform] = now + left[platform]
        return claimed

    def _late(self, platform: str, apart: timedelta, now: datetime) -> timedelta:
        """For how long the platform could have been written to, if that is not long."""
        late = now - self._next.get(platform, now)
        return late if NOTHING <= late <= min(apart / 2, MOST_LATE) else NOTHING
