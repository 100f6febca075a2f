"""Members on a real store, brought to where a measurement begins."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.bench.floor_turn import Values, copy, values
from bot.bench.walks import AT, click, steps_to_the_middle, walk
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.events import Event, Opened
from bot.engine.transitions import advance
from bot.paths import migrations_folder
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore, open_store
from bot.usecases.turns import take_turn

AT_ONCE = 1_000
"""So many turns are asked for at once while members are brought on."""


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

    def elapsed(self) -> timedelta:
        """None."""
        return timedelta()


def opened(database: Path) -> SqliteStore:
    """The real store on a file, with a clock that stands."""
    return open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), StandingClock())


def addresses(members: int, name: str = "member") -> list[Address]:
    """The accounts of so many members who share a name and have a number each."""
    return [Address("terminal", "", f"{name} {number}") for number in range(members)]


async def prepare(catalog: Catalog, folder: Path, members: int) -> Prepared:
    """Bring members to the middle question, and copy the file for the floor."""
    ours, floor = folder / "ours.db", folder / "floor.db"
    way = list(walk(catalog))
    middle = steps_to_the_middle(way)
    store = opened(ours)
    try:
        everybody = addresses(members)
        cards = await _step(store, catalog, "start", everybody, [Opened(AT)] * members)
        for step in range(middle):
            events = [click(card) for card in cards]
            cards = await _step(store, catalog, f"step {step}", everybody, events)
    finally:
        await store.close()
    copy(ours, floor)
    clicks, written = [], []
    for number, (address, card) in enumerate(zip(everybody, cards, strict=True)):
        chose = click(card)
        inbound = Inbound(EventKey(f"{number:032x}"), address, chose)
        before = replace(way[middle][0], id=chose.place.conversation)
        clicks.append(inbound)
        written.append(values(inbound, before, advance(catalog, before, chose)))
    return Prepared(ours, floor, clicks, written)


async def turns_of(
    store: SqliteStore, catalog: Catalog, arrived: Sequence[Inbound]
) -> list[Claimed]:
    """Take these turns, many at once; what each claimed, in their order."""
    claimed: list[Claimed] = []
    for first in range(0, len(arrived), AT_ONCE):
        some = arrived[first : first + AT_ONCE]
        claimed += await asyncio.gather(*(take_turn(store, catalog, one) for one in some))
    return claimed


async def _step(
    store: SqliteStore,
    catalog: Catalog,
    step: str,
    everybody: Sequence[Address],
    events: Sequence[Event],
) -> list[Card]:
    """One turn of every member, delivered; the card that each is shown."""
    arrived = [
        Inbound(EventKey(f"{address.user}, {step}"), address, event)
        for address, event in zip(everybody, events, strict=True)
    ]
    claimed = await turns_of(store, catalog, arrived)
    await store.mark_sent([message for one in claimed for message in one.messages])
    cards = [one.messages[-1].card for one in claimed]
    return [card for card in cards if card is not None]
