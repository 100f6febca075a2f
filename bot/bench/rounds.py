"""People whose moment has come, in rounds until all of them are served.

Cost must follow what is due, and not who exists; so one measurement has a million people of
whom ten thousand are due, and another holds it against the same ten thousand by themselves.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from time import perf_counter

from bot.bench.floor_turn import FloorTurns, copy
from bot.bench.measured import (
    Benchmark,
    Measured,
    Sizes,
    Tell,
    against_floor,
    alternated,
    counted,
    quantile,
    spread,
)
from bot.bench.members import opened, prepare
from bot.bench.places import scratch_folder
from bot.bench.town import town
from bot.bench.walks import AT
from bot.catalog.loader import load
from bot.paths import content_folder
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.weekly_statements import due_first
from bot.usecases.nudging import MOST_AT_ONCE, serve

ROUNDS = 5
"""Each takes a second, and as much to copy the file of a million people before."""

SCANS = 20
MILLISECONDS = 1_000


def measure_served(sizes: Sizes, tell: Tell) -> Measured:
    """People per second, against the turns per second of the raw floor."""
    rounds = min(sizes.rounds, ROUNDS)
    with scratch_folder() as folder:
        turns = (sizes.spare + rounds) * sizes.turns
        prepared = asyncio.run(prepare(load(content_folder()), folder, turns))
        written = iter(prepared.written)
        floor = FloorTurns(prepared.floor)
        ours = _rounds(sizes.agendas, sizes.due, folder)

        def floor_round() -> float:
            some = [next(written) for _ in range(sizes.turns)]
            os.sync()
            start = perf_counter()
            for turn in some:
                floor.take(turn)
            return sizes.turns / (perf_counter() - start)

        try:
            pairs = alternated(rounds, sizes.spare, floor_round, ours, tell)
        finally:
            floor.close()
    return against_floor("rate", pairs)


def measure_alone(sizes: Sizes, tell: Tell) -> Measured:
    """People per second where all are due, against the rate among many more."""
    rounds = min(sizes.rounds, ROUNDS)
    with scratch_folder() as folder:
        among_many = _rounds(sizes.agendas, sizes.due, folder)
        alone = _rounds(sizes.due, sizes.due, folder)
        pairs = alternated(rounds, sizes.spare, among_many, alone, tell)
    return against_floor("rate", pairs)


def measure_scan(sizes: Sizes, tell: Tell) -> Measured:
    """Milliseconds in which those who are due first are found."""
    engine = writer_engine(SqliteFile(town(sizes.agendas, sizes.due)))
    asked = {"now": AT, "most": MOST_AT_ONCE}
    with ExitStack() as stack:
        stack.callback(engine.dispose)
        connection = stack.enter_context(engine.connect())

        def once() -> float:
            times = []
            for _ in range(SCANS):
                start = perf_counter()
                found = due_first.raw_rows(connection, asked)
                times.append((perf_counter() - start) * MILLISECONDS)
            assert len(found) == min(MOST_AT_ONCE, sizes.due)  # noqa: S101 - of the bench itself
            return quantile(times, 0.5)

        times = counted(sizes.rounds, sizes.spare, once, tell)
    return Measured(figures={"p50": spread(times)})


def _rounds(people: int, due: int, folder: Path) -> Callable[[], float]:
    """Measures one time after the other, each on a copy of its own."""
    full, numbers = town(people, due), count()

    def once() -> float:
        fresh = folder / f"{people}-{next(numbers)}.db"
        copy(full, fresh)
        os.sync()  # or the disk would be busy with the copy while somebody waits for a commit
        try:
            return asyncio.run(rate(fresh, due))
        finally:
            fresh.unlink()

    return once


async def rate(database: Path, due: int) -> float:
    """People per second, until nobody is due; a commit for each round.

    Raises:
        RuntimeError: it was not exactly these people who were served.
    """
    store = opened(database)
    try:
        await store.next_served()  # the connection is open, and the file was looked at
        served = 0
        start = perf_counter()
        while some := await store.serve_due(MOST_AT_ONCE, serve):
            served += some
        seconds = perf_counter() - start
    finally:
        await store.close()
    if served != due:
        raise RuntimeError(f"{served} of {due} people were served")
    return due / seconds


SERVED = Benchmark(
    name="rounds",
    says="10,000 of 1,000,000 members are due and served; floor: raw turns",
    unit="rows/s",
    figures=("rate",),
    has_floor=True,
    measure=measure_served,
)
ALONE = Benchmark(
    name="rounds_alone",
    says="the same 10,000 by themselves; floor: among 1,000,000",
    unit="rows/s",
    figures=("rate",),
    has_floor=True,
    measure=measure_alone,
)
SCAN = Benchmark(
    name="rounds_scan",
    says="the next 500 who are due are found among 1,000,000",
    unit="ms",
    figures=("p50",),
    has_floor=False,
    measure=measure_scan,
)
