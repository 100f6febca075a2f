"""A click on a middle question, from the use case to after COMMIT, one at a time.

Every member answers once, on pages that no turn just before has touched, and the floor's file
begins as a copy of ours.
"""

import asyncio
from collections.abc import Sequence
from time import perf_counter

from bot.bench.floor_turn import FloorTurns, Values
from bot.bench.measured import (
    Benchmark,
    Measured,
    Sizes,
    Tell,
    against_floor,
    alternated,
    quantile,
)
from bot.bench.members import opened, prepare
from bot.bench.places import scratch_folder
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.ports.inbound import Inbound
from bot.store.sqlite import SqliteStore
from bot.usecases.turns import take_turn

MILLISECONDS = 1_000


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """The median turn in milliseconds per round, against the floor's."""
    catalog = load(content_folder())
    with scratch_folder() as folder, asyncio.Runner() as runner:
        members = (sizes.spare + sizes.rounds) * sizes.turns
        prepared = runner.run(prepare(catalog, folder, members))
        clicks, written = iter(prepared.clicks), iter(prepared.written)
        floor = FloorTurns(prepared.floor)
        store = opened(prepared.ours)

        def floor_round() -> float:
            return quantile([_timed(floor, next(written)) for _ in range(sizes.turns)], 0.5)

        def our_round() -> float:
            mine = [next(clicks) for _ in range(sizes.turns)]
            return quantile(runner.run(timed_turns(store, catalog, mine)), 0.5)

        try:
            pairs = alternated(sizes.rounds, sizes.spare, floor_round, our_round, tell)
        finally:
            floor.close()
            runner.run(store.close())
    return against_floor("p50", pairs)


async def timed_turns(
    store: SqliteStore, catalog: Catalog, clicks: Sequence[Inbound]
) -> list[float]:
    """Milliseconds of each turn, one after the other."""
    times = []
    for inbound in clicks:
        start = perf_counter()
        await take_turn(store, catalog, inbound)
        times.append((perf_counter() - start) * MILLISECONDS)
    return times


def _timed(floor: FloorTurns, turn: Values) -> float:
    """Milliseconds of one turn of the floor."""
    start = perf_counter()
    floor.take(turn)
    return (perf_counter() - start) * MILLISECONDS


BENCHMARK = Benchmark(
    name="durable_turn",
    says="a click on a middle question until COMMIT; floor: raw sqlite3, same rows",
    unit="ms",
    figures=("p50",),
    has_floor=True,
    measure=measure,
)
