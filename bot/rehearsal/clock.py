"""The wall clock of a rehearsal: the loop's time, and whatever it was moved by."""

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


class SimulatedClock:
    """A clock that somebody may move while the loop's own time goes on (F42).

    Attributes:
        moves: how often it was moved so far.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._moved_by = timedelta()
        self._leapt = timedelta()
        self.moves = 0

    def now(self) -> datetime:
        """What the machine believes."""
        return self.true_time() + self._moved_by

    def elapsed(self) -> timedelta:
        """Since the beginning, for everybody."""
        return self.true_time() - START

    def true_time(self) -> datetime:
        """What everybody else's clock shows."""
        return START + self._leapt + timedelta(seconds=round(self._loop.time(), 6))

    def leap(self, span: timedelta) -> None:
        """Time passes at once, for everybody, while nothing happens."""
        self._leapt += span

    @property
    def is_moved(self) -> bool:
        """Whether the machine believes anything else than the truth."""
        return bool(self._moved_by)

    def move(self, span: timedelta) -> None:
        """From now on it is so far from the true time."""
        if span != self._moved_by:
            self._moved_by = span
            self.moves += 1
