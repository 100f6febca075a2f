"""``whichrole run`` by a clock that is ahead: ``python -m tests.fakes.ahead SECONDS``.

What it serves comes from the environment. Leases of a process that was killed run out only
after half a minute; a later one is started that much later, by its own clock.
"""

import sys
from datetime import datetime, timedelta

from bot import wiring
from bot.cli import main
from bot.clock import SystemClock

AHEAD = timedelta(seconds=float(sys.argv.pop()))


class ClockAhead(SystemClock):
    """The machine's clock, put forward."""

    def now(self) -> datetime:
        return super().now() + AHEAD


if __name__ == "__main__":
    wiring.SystemClock = ClockAhead  # type: ignore[attr-defined]
    sys.argv.append("run")
    main()
