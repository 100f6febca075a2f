"""``whichrole run`` by a clock that is ahead: ``python -m tests.fakes.ahead SECONDS``.

What it serves comes from the environment. Leases of a process that was killed run out only
after half a minute; a later one is started that much later, by its own clock. SIGUSR1 lets
two more minutes pass at once.
"""

import signal
import sys
from datetime import datetime, timedelta

from bot import wiring
from bot.cli import main
from bot.clock import SystemClock

LEAP = timedelta(minutes=2)


class ClockAhead(SystemClock):
    """The machine's clock, put forward."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead

    def elapsed(self) -> timedelta:
        return super().elapsed() + self.ahead

    @classmethod
    def leap(cls, *_: object) -> None:
        cls.ahead += LEAP


if __name__ == "__main__":
    ClockAhead.ahead = timedelta(seconds=float(sys.argv.pop()))
    signal.signal(signal.SIGUSR1, ClockAhead.leap)
    wiring.SystemClock = ClockAhead  # type: ignore[attr-defined]
    sys.argv.append("run")
    main()
