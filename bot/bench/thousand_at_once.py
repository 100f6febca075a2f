"""A thousand members click in the same moment: when half of them, and the last, are answered.

Answered means that the turn has returned, so its answer is on the disk. Each round begins on
a fresh copy of the same file.
"""

import asyncio
from collections.abc import Sequence
from itertools import count
from time import perf_counter

from bot.bench.floor_turn import copy
from bot.bench.measured import Benchmark, Measured, Sizes, Tell, counted, quantile, spread
from bot.bench.members import opened, prepare
from bot.bench.places import scratch_folder
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.ports.inbound import Inbound
from bot.store.sqlite import SqliteStore
from bot.usecases.turns import take_turn


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Seconds from the first click to the last answer, and to the median one."""
    catalog = load(content_folder())
    with scratch_folder() as folder, asyncio.Runner() as runner:
        prepared = runner.run(prepare(catalog, folder, sizes.crowd))
        numbers = count()

        def once() -> tuple[float, float]:
            fresh = folder / f"round-{next(numbers)}.db"
            copy(prepared.ours, fresh)
            store = opened(fresh)
            try:
                waits = runner.run(seconds_to_answers(store, catalog, prepared.clicks))
            finally:
                runner.run(store.close())
            return max(waits), quantile(waits, 0.5)

        lasts, halves = zip(*counted(sizes.rounds, sizes.spare, once, tell), strict=True)
    return Measured(figures={"last": spread(lasts), "p50": spread(halves)})


async def seconds_to_answers(
    store: SqliteStore, catalog: Catalog, clicks: Sequence[Inbound]
) -> list[float]:
    """How long each of these waits for its answer, all asked for in the same moment."""
    start = perf_counter()

    async def answered(inbound: Inbound) -> float:
        await take_turn(store, catalog, inbound)
        return perf_counter() - start

    return await asyncio.gather(*(answered(inbound) for inbound in clicks))


BENCHMARK = Benchmark(
    name="thousand_at_once",
    says="1,000 members click in one moment, until each is answered",
    unit="s",
    figures=("last", "p50"),
    has_floor=False,
    measure=measure,
)
