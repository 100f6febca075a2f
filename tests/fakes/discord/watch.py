"""The time in Discord, which may be let pass, and the ids that are made of it."""

import time
from datetime import UTC, datetime, timedelta

from bot.clock import SystemClock

FIRST_MOMENT = datetime(2015, 1, 1, tzinfo=UTC)
"""Discord counts milliseconds from here in its ids."""

BITS_BELOW = 22
A_MILLISECOND = timedelta(milliseconds=1)


class Watch:
    """Tells the time."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._last = 0

    def pass_by(self, duration: timedelta) -> None:
        """So much later is it all at once."""
        self._ahead += duration

    def now(self) -> datetime:
        """This instant."""
        return SystemClock().now() + self._ahead

    def seconds(self) -> float:
        """Seconds since some moment, by a clock that only goes forward."""
        return time.monotonic() + self._ahead.total_seconds()

    def snowflake(self) -> str:
        """A new id: higher than any before, and telling when it was made."""
        now = ((self.now() - FIRST_MOMENT) // A_MILLISECOND) << BITS_BELOW
        self._last = max(now, self._last + 1)
        return str(self._last)
