"""Many members click at the same time: turns per second, until the last COMMIT.

The floor is one raw writer that takes the same turns one after the other, a commit each. What
we add to a turn has to be won back by sharing commits.
"""

import asyncio
from collections.abc import Sequence
from itertools import islice
from time import perf_counter

from bot.bench.floor_turn import FloorTurns, Values
from bot.bench.measured import Benchmark, Measured, Sizes, Tell, against_floor, alternated
from bot.bench.members import opened, prepare
from bot.bench.places import scratch_folder
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.ports.inbound import Inbound
from bot.store.sqlite import SqliteStore
from bot.usecases.turns import take_turn

BURSTS = 4
"""So often in a round does a group of members click."""


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Turns per second in each round, against the floor's."""
    catalog = load(content_folder())
    with scratch_folder() as folder, asyncio.Runner() as runner:
        members = (sizes.spare + sizes.rounds) * BURSTS * sizes.together
        prepared = runner.run(prepare(catalog, folder, members))
        clicks, written = iter(prepared.clicks), iter(prepared.written)
        floor = FloorTurns(prepared.floor)
        store = opened(prepared.ours)

        def floor_round() -> float:
            return _floor_rate(floor, list(islice(written, BURSTS * sizes.together)))

        def our_round() -> float:
            bursts = [list(islice(clicks, sizes.together)) for _ in range(BURSTS)]
            return runner.run(rate(store, catalog, bursts))

        try:
            pairs = alternated(sizes.rounds, sizes.spare, floor_round, our_round, tell)
        finally:
            floor.close()
            runner.run(store.close())
    return against_floor("rate", pairs)


async def rate(
    store: SqliteStore, catalog: Catalog, bursts: Sequence[Sequence[Inbound]]
) -> float:
    """Turns per second; those of a burst are all under way at once."""
    start = perf_counter()
    for burst in bursts:
        await asyncio.gather(*(take_turn(store, catalog, inbound) for inbound in burst))
    return sum(map(len, bursts)) / (perf_counter() - start)


def _floor_rate(floor: FloorTurns, turns: Sequence[Values]) -> float:
    start = perf_counter()
    for turn in turns:
        floor.take(turn)
    return len(turns) / (perf_counter() - start)


BENCHMARK = Benchmark(
    name="turns_together",
    says="64 members click at once; floor: one raw sqlite3 writer, a commit each",
    unit="turns/s",
    figures=("rate",),
    has_floor=True,
    measure=measure,
)
