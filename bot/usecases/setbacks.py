"""Whether the wall clock was set back, seen from a clock that nobody sets (F42)."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.ports.clock import CLOCKS_DIFFER, Clock

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Setbacks:
    """Compares a wall clock with the loop's own, which only ever goes on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead: timedelta | None = None

    def look(self) -> bool | None:
        """Whether it was set back since the last look; None at the first one."""
        since = timedelta(seconds=asyncio.get_running_loop().time())
        ahead, before = self._clock.now() - EPOCH - since, self._ahead
        self._ahead = ahead
        return None if before is None else ahead < before - CLOCKS_DIFFER

    def forget(self) -> None:
        """The last look came to nothing; the next is the first again."""
        self._ahead = None
