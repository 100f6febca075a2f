"""What waited for a platform that was away goes out, once it takes everything at once."""

import asyncio
from itertools import count
from time import perf_counter

from bot.bench.floor_turn import copy
from bot.bench.measured import Benchmark, Measured, Sizes, Tell, counted, spread
from bot.bench.members import AT_ONCE, StandingClock, addresses, opened
from bot.bench.places import scratch_folder
from bot.bench.walks import AT
from bot.cards import Card
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.effects import Say, Turn
from bot.engine.state import Conversation
from bot.paths import content_folder
from bot.ports.inbound import EventKey
from bot.ports.outbox import Later, Message
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.routes import Route

ROUNDS = 3
"""Each takes seconds, so there are few."""


class Accepting:
    """A platform that takes everything at once.

    Attributes:
        taken: how many messages it was handed.
    """

    def __init__(self) -> None:
        self.taken = 0

    async def deliver(self, message: Message, card: Card) -> None:
        """See ``Courier.deliver``."""
        self.taken += 1


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Rows per second in each round, which begins with the same messages waiting."""
    catalog = load(content_folder())
    with scratch_folder() as folder, asyncio.Runner() as runner:
        full, numbers = folder / "full.db", count()
        store = opened(full)
        runner.run(leave_waiting(store, sizes.waiting))
        runner.run(store.close())

        def once() -> float:
            fresh = folder / f"round-{next(numbers)}.db"
            copy(full, fresh)
            store = opened(fresh)
            try:
                return runner.run(rate(store, catalog, sizes.waiting))
            finally:
                runner.run(store.close())

        rates = counted(min(sizes.rounds, ROUNDS), sizes.spare, once, tell)
    return Measured(figures={"rate": spread(rates)})


async def leave_waiting(store: SqliteStore, messages: int) -> None:
    """Write a message to each of so many accounts, and give it back unsent."""

    def step(before: Conversation) -> Turn:
        return Turn(before, (Say(Card(body="A question, with its sentence.")),))

    everybody = addresses(messages)
    for first in range(0, messages, AT_ONCE):
        some = everybody[first : first + AT_ONCE]
        turns = (store.turn(EventKey(one.user), one, step) for one in some)
        claimed = await asyncio.gather(*turns)
        await store.settle([Later(message, AT) for one in claimed for message in one.messages])


async def rate(store: SqliteStore, catalog: Catalog, waiting: int) -> float:
    """Rows per second, until nothing waits and all is settled.

    Raises:
        RuntimeError: it was not exactly these messages that went out.
    """
    courier = Accepting()
    routes = {"terminal": Route(courier)}
    delivery = Delivery(store, Composer(store, catalog), StandingClock(), routes)
    start = perf_counter()
    while await delivery.round():
        await delivery.settled()
    seconds = perf_counter() - start
    if courier.taken != waiting:
        raise RuntimeError(f"{courier.taken} of {waiting} messages went out")
    return waiting / seconds


BENCHMARK = Benchmark(
    name="delivery_drain",
    says="5,000 members' messages wait, and a platform takes each at once",
    unit="rows/s",
    figures=("rate",),
    has_floor=False,
    measure=measure,
)
