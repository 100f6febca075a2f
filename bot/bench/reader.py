"""Where somebody stands, read while many others' turns are written.

The floor is the same read with no turn under way. Those who are read do not move meanwhile,
so both read the same.
"""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import cycle, islice, repeat, takewhile
from time import perf_counter

from bot.bench.measured import (
    Benchmark,
    Measured,
    Sizes,
    Tell,
    against_floor,
    alternated,
    quantile,
)
from bot.bench.members import StandingClock, opened, prepare
from bot.bench.places import scratch_folder
from bot.bench.walkers import Walker, walk_on, walkers
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.ports.inbound import Address
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery

MILLISECONDS = 1_000
APART = 0.002
"""Seconds between two reads."""


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """The median read in milliseconds per round, against that of a quiet program."""
    catalog = load(content_folder())
    with scratch_folder() as folder, asyncio.Runner() as runner:
        prepared = runner.run(prepare(catalog, folder, sizes.together))
        store = opened(prepared.ours)
        looked_at = cycle(click.sender for click in prepared.clicks)
        writers = walkers(sizes.together)

        def quiet_round() -> float:
            return quantile(runner.run(reads(store, islice(looked_at, sizes.turns))), 0.5)

        def busy_round() -> float:
            some = islice(looked_at, sizes.turns)
            return quantile(runner.run(reads_beside(store, catalog, some, writers)), 0.5)

        try:
            pairs = alternated(sizes.rounds, sizes.spare, quiet_round, busy_round, tell)
        finally:
            runner.run(store.close())
    return against_floor("p50", pairs)


async def reads(store: SqliteStore, looked_at: Iterable[Address]) -> list[float]:
    """Milliseconds of each read.

    They are apart, because a read straight after a read falls into the same lull.
    """
    times = []
    for account in looked_at:
        await asyncio.sleep(APART)
        start = perf_counter()
        await store.conversation(account)
        times.append((perf_counter() - start) * MILLISECONDS)
    return times


async def reads_beside(
    store: SqliteStore,
    catalog: Catalog,
    looked_at: Iterable[Address],
    writers: Sequence[Walker],
) -> list[float]:
    """The same while a turn of each of these is always under way."""
    delivery = Delivery(store, Composer(store, catalog), StandingClock(), routes={})
    enough = asyncio.Event()

    def until_enough(walker: Walker) -> Iterable[Walker]:
        return takewhile(lambda _: not enough.is_set(), repeat(walker))

    async with asyncio.TaskGroup() as group:
        for one in writers:
            group.create_task(walk_on(store, delivery, catalog, until_enough(one)))
        times = await reads(store, looked_at)
        enough.set()
    return times


BENCHMARK = Benchmark(
    name="reader",
    says="where somebody stands, read beside 64 turns under way; floor: read beside none",
    unit="ms",
    figures=("p50",),
    has_floor=True,
    measure=measure,
)
