"""Time is handed in: the machine's in production, a simulated one in rehearsal."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Whoever knows what time it is."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...
