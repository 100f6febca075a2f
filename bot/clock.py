"""The only reader of the wall clock. Everybody else is handed an instant or a ``Clock``."""

from datetime import UTC, datetime, timedelta
from time import monotonic


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> timedelta:
        """Since some moment of this process, whatever anybody sets the clock to."""
        return timedelta(seconds=monotonic())


class ShiftedClock:
    """The machine's clock, put forward; it never goes back."""

    def __init__(self) -> None:
        self._machine = SystemClock()
        self._ahead = timedelta()

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        return self._machine.now() + self._ahead

    def elapsed(self) -> timedelta:
        """Since some moment of this process, with what was skipped."""
        return self._machine.elapsed() + self._ahead

    def forward_to(self, instant: datetime) -> None:
        """Be at this instant now, or stay where it is, if that is past."""
        self._ahead += max(instant - self.now(), timedelta())
