"""Our program on a Discord, with a clock that is ahead:
``python -m tests.fakes.discord.program_of_ours SECONDS``; the rest comes from the environment.

Leases of a process that was killed run out only after half a minute; a later one is started
that much later, by its own clock.
"""

import asyncio
import os
import sys
from datetime import datetime, timedelta

from bot import logs, wiring
from bot.clock import SystemClock
from bot.config import Settings


class ClockAhead(SystemClock):
    """The machine's clock, put forward."""

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=float(sys.argv[1]))


def main() -> None:
    wiring.SystemClock = ClockAhead  # type: ignore[attr-defined]
    settings = Settings.from_env(os.environ)
    access = settings.discord()
    assert access is not None
    logs.install(settings.log_level)
    asyncio.run(wiring.serve(settings, None, access))


if __name__ == "__main__":
    main()
