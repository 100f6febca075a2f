"""A program's long life in short: many members' turns, and how much memory stays in use.

Run as a module by ``memory_over_turns``, in a process of its own, whose memory is nobody
else's. Each turn is committed, handed over and settled, so nothing waits anywhere.
"""

import asyncio
import gc
import os
import resource
import sys
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path

from bot.bench.members import StandingClock, opened
from bot.bench.peak_of_child import UNIT
from bot.bench.walkers import Walker, walk_on, walkers
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery

UNDER_WAY = 64
YOUTH = 5
"""The first measurement is taken after this part of the life: a fifth."""

_STATM = Path("/proc/self/statm")


async def live(database: Path, members: int, turns: int) -> tuple[int, int]:
    """Take the turns; the resident memory in bytes after a fifth of them, and at the end."""
    catalog = load(content_folder())
    store = opened(database)
    delivery = Delivery(store, Composer(store, catalog), StandingClock(), routes={})
    everybody = cycle(walkers(members))

    async def take(acting: Iterable[Walker]) -> int:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(UNDER_WAY, members)):
                group.create_task(walk_on(store, delivery, catalog, acting))
        gc.collect()
        return resident()

    try:
        young = await take(islice(everybody, turns // YOUTH))
        return young, await take(islice(everybody, turns - turns // YOUTH))
    finally:
        await store.close()


def resident() -> int:
    """Bytes of ours that are in memory now; where nobody tells, the most that ever were."""
    try:
        pages = int(_STATM.read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    report, members, turns = sys.argv[1:]
    young, old = asyncio.run(live(Path(f"{report}.db"), int(members), int(turns)))
    Path(report).write_text(f"{young} {old}")
