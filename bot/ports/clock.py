"""Time is handed in: the machine's in production, a simulated one in rehearsal."""

from datetime import datetime, timedelta
from typing import Protocol

CLOCKS_DIFFER = timedelta(seconds=5)
"""A clock that is put right by less is not worth a word."""


class Clock(Protocol):
    """Whoever knows what time it is."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...

    def elapsed(self) -> timedelta:
        """Since some moment of this process, whatever anybody sets the clock to."""
        ...


class Adjustable(Clock, Protocol):
    """A clock that somebody may put forward."""

    def forward_to(self, instant: datetime) -> None:
        """Be at this instant now, or stay where it is, if that is past."""
        ...
