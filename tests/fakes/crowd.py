"""A program that serves many people at once: ``python -m tests.fakes.crowd FILE SEED AHEAD``.

In, one JSON object a line: ``{"as", "key", "at", "place"}`` with ``"choose": [id, …]`` or
``"text"``. Out: ``{"ready": true}`` at the start, ``{"ack": key}`` as soon as a turn is
committed, and each card under the key of its message. Its clock is so many seconds ahead of
the machine's. SIGTERM, or the end of the input, ends it in good order.
"""

import asyncio
import json
import signal
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.adapters.terminal.keyboard import lines
from bot.cards import NOWHERE, Card, Place
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.clock import SystemClock
from bot.engine.events import Chose, Event
from bot.errors import DeliveryError, StoreError
from bot.paths import content_folder, migrations_folder
from bot.ports.inbound import Address, EventKey, Inbound, from_words
from bot.ports.outbox import Message
from bot.store.sqlite import SqliteStore, open_store
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.routes import Route
from bot.usecases.turns import take_turn

Line = dict[str, Any]

PLATFORM = "crowd"
SLOWEST = 0.01
"""A message is on its way for up to so many seconds, and so is the word that it arrived."""

REFUSED = 0.03
"""The chance that a first attempt is refused, so that the message goes the long way."""


def address(name: str) -> Address:
    return Address(PLATFORM, "", name)


def event_of(line: Line) -> Event:
    """What a line of input says has happened."""
    at = datetime.fromisoformat(line["at"])
    place = Place(*line["place"]) if line["place"] else NOWHERE
    if "choose" in line:
        return Chose(at, place, frozenset(line["choose"]))
    return from_words(line["text"], at, place)


class ClockAhead:
    """The machine's clock, put forward."""

    def __init__(self, seconds: float) -> None:
        self._clock = SystemClock()
        self._ahead = timedelta(seconds=seconds)

    def now(self) -> datetime:
        return self._clock.now() + self._ahead

    def elapsed(self) -> timedelta:
        return self._clock.elapsed()


class StandardOutput:
    """Takes its time to accept a card, and to say that it did; is busy now and then."""

    def __init__(self, random: Random) -> None:
        self._random = random

    async def deliver(self, message: Message, card: Card) -> None:
        await asyncio.sleep(self._random.uniform(0, SLOWEST))
        if not message.attempts and self._random.random() < REFUSED:
            raise DeliveryError("busy on purpose")
        place = card.place and (
            card.place.conversation,
            card.place.version,
            card.place.question,
        )
        say(
            {
                "to": message.to.user,
                "key": message.key,
                "body": card.body,
                "place": place,
                "choices": [choice.id for choice in card.choices],
                "result": card.result is not None,
            }
        )
        await asyncio.sleep(self._random.uniform(0, SLOWEST))


class Crowd:
    """Takes the turns of everybody who speaks, each as soon as it comes."""

    def __init__(
        self, store: SqliteStore, catalog: Catalog, delivery: Delivery, courier: StandardOutput
    ) -> None:
        self._store = store
        self._catalog = catalog
        self._delivery = delivery
        self._courier = courier

    async def listen(self, stop: asyncio.Event) -> None:
        """Take what comes in until it ends or somebody says stop; finish what was begun."""
        async with asyncio.TaskGroup() as turns:
            hearing = turns.create_task(self._hear(turns))
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait({hearing, stopping}, return_when=asyncio.FIRST_COMPLETED)
            hearing.cancel()
            stopping.cancel()

    async def _hear(self, turns: asyncio.TaskGroup) -> None:
        async for raw in lines(sys.stdin.fileno()):
            turns.create_task(self._answer(json.loads(raw)))

    async def _answer(self, line: Line) -> None:
        inbound = Inbound(EventKey(line["key"]), address(line["as"]), event_of(line))
        try:
            claimed = await take_turn(self._store, self._catalog, inbound)
        except StoreError as problem:
            say({"refused": line["key"], "because": str(problem)})
            return
        say({"ack": line["key"]})
        with suppress(DeliveryError):  # it goes the long way
            await self._delivery.hand_over(claimed, self._courier)


def say(line: Line) -> None:
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


async def serve(database: Path, seed: int, ahead: float) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    catalog, clock = load(content_folder()), ClockAhead(ahead)
    store = open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), clock)
    courier = StandardOutput(Random(seed))
    routes = {PLATFORM: Route(courier)}
    delivery = Delivery(store, Composer(store, catalog), clock, routes)
    try:
        async with delivery.serving():
            say({"ready": True})
            await Crowd(store, catalog, delivery, courier).listen(stop)
    finally:
        await store.close()


if __name__ == "__main__":
    file, seed, ahead = sys.argv[1:]
    asyncio.run(serve(Path(file), int(seed), float(ahead)))
