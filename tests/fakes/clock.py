from datetime import UTC, datetime, timedelta
from time import perf_counter

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
A_NIGHT = timedelta(hours=12)
"""Longer than anybody's quiet hours, and as long as what is not in them."""


class FakeClock:
    """Stands still until it is told to move."""

    def __init__(self, at: datetime = NOON) -> None:
        self._at = at
        self._elapsed = timedelta()

    def now(self) -> datetime:
        return self._at

    def elapsed(self) -> timedelta:
        return self._elapsed

    def pass_by(self, span: timedelta) -> None:
        self._at += span
        self._elapsed += span

    def jump(self, span: timedelta) -> None:
        """Somebody sets it; no time passes."""
        self._at += span

    def forward_to(self, instant: datetime) -> None:
        """See ``ports.clock.Adjustable``: it never goes back."""
        self.pass_by(max(instant - self.now(), timedelta()))


class RunningClock(FakeClock):
    """Goes on by itself, from an instant of the test's choice."""

    def __init__(self, at: datetime = NOON) -> None:
        super().__init__(at)
        self._began = perf_counter()

    def now(self) -> datetime:
        return super().now() + self._running()

    def elapsed(self) -> timedelta:
        return super().elapsed() + self._running()

    def _running(self) -> timedelta:
        return timedelta(seconds=perf_counter() - self._began)
