"""A click on a middle question, from the use case to after COMMIT, one at a time.

Every member answers once, on pages that no turn just before has touched, and the floor's file
begins as a copy of ours.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from bot.bench.floor_turn import FloorTurns, Values, copy, values
from bot.bench.measured import (
    Benchmark,
    Measured,
    Sizes,
    Tell,
    against_floor,
    alternated,
    quantile,
)
from bot.bench.places import scratch_folder
from bot.bench.walks import AT, click, steps_to_the_middle, walk
from bot.cards import Card
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.events import Event, Opened
from bot.engine.transitions import advance
from bot.paths import content_folder, migrations_folder
from bot.ports.inbound import Address, EventKey, Inbound
from bot.store.sqlite import SqliteStore, open_store
from bot.usecases.turns import take_turn

MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """Two equal files, and one click of every member for each of them."""

    ours: Path
    floor: Path
    clicks: Sequence[Inbound]
    written: Sequence[Values]


class StandingClock:
    """Always the same instant, so that the floor can write the same values."""

    def now(self) -> datetime:
        """The instant of everything."""
        return AT


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


async def prepare(catalog: Catalog, folder: Path, members: int) -> Prepared:
    """Bring members to the middle question, and copy the file for the floor."""
    ours, floor = folder / "ours.db", folder / "floor.db"
    addresses = [Address("terminal", "", f"member {number}") for number in range(members)]
    way = list(walk(catalog))
    middle = steps_to_the_middle(way)
    store = opened(ours)
    try:
        cards = await _step(store, catalog, "start", addresses, [Opened(AT)] * members)
        for step in range(middle):
            events = [click(card) for card in cards]
            cards = await _step(store, catalog, f"step {step}", addresses, events)
    finally:
        await store.close()
    copy(ours, floor)
    clicks, written = [], []
    for number, (address, card) in enumerate(zip(addresses, cards, strict=True)):
        chose = click(card)
        inbound = Inbound(EventKey(f"{number:032x}"), address, chose)
        before = replace(way[middle][0], id=chose.place.conversation)
        clicks.append(inbound)
        written.append(values(inbound, before, advance(catalog, before, chose)))
    return Prepared(ours, floor, clicks, written)


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


def opened(database: Path) -> SqliteStore:
    """The real store on a file, with a clock that stands."""
    return open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), StandingClock())


async def _step(
    store: SqliteStore,
    catalog: Catalog,
    step: str,
    addresses: Sequence[Address],
    events: Sequence[Event],
) -> list[Card]:
    """One turn of every member, delivered; the card that each is shown."""
    arrived = [
        Inbound(EventKey(f"{address.user}, {step}"), address, event)
        for address, event in zip(addresses, events, strict=True)
    ]
    claimed = await asyncio.gather(*(take_turn(store, catalog, one) for one in arrived))
    await store.mark_sent([message for one in claimed for message in one.messages])
    cards = [one.messages[-1].card for one in claimed]
    return [card for card in cards if card is not None]


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
