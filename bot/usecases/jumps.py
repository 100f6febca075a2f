"""Whether the wall clock jumped, seen from a clock that nobody sets (F42)."""

from datetime import UTC, datetime, timedelta

from bot.ports.clock import CLOCKS_DIFFER, Clock

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Jumps:
    """Compares what a clock shows with what passes by it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = self._ahead_now()
        self._jumped_at: timedelta | None = None
        self._went_back = False
        self._is_first_look = True

    def look(self) -> bool | None:
        """Whether it was set back since the last look; None at the first one."""
        self._compare()
        went_back = None if self._is_first_look else self._went_back
        self._is_first_look = self._went_back = False
        return went_back

    def forget(self) -> None:
        """The last look came to nothing; the next is the first again."""
        self._is_first_look = True

    def is_steady(self, span: timedelta) -> bool:
        """Whether it has not jumped for so long, as far as this process has seen it."""
        self._compare()
        return self._jumped_at is None or self._clock.elapsed() - self._jumped_at >= span

    def _compare(self) -> None:
        ahead, before = self._ahead_now(), self._ahead
        self._ahead = ahead
        self._went_back |= ahead < before - CLOCKS_DIFFER
        if abs(ahead - before) > CLOCKS_DIFFER:
            self._jumped_at = self._clock.elapsed()

    def _ahead_now(self) -> timedelta:
        return self._clock.now() - EPOCH - self._clock.elapsed()
