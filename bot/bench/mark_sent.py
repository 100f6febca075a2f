"""Messages that were handed over are marked so, a hundred accounts' at a time."""

import asyncio
from collections.abc import Sequence
from itertools import count
from time import perf_counter

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, counted, spread
from bot.bench.members import addresses, opened
from bot.bench.places import scratch_folder
from bot.cards import Card
from bot.engine.effects import Say, Turn
from bot.engine.state import Conversation
from bot.ports.inbound import EventKey
from bot.ports.outbox import Message
from bot.store.sqlite import SqliteStore

ACCOUNTS = addresses(100)
FEWER = 10
"""A batch is a hundred turns, so a round has a tenth of the usual number."""

Batches = Sequence[Sequence[Message]]


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """Rows per second in each round, a commit for every batch."""
    with scratch_folder() as folder, asyncio.Runner() as runner:
        store = opened(folder / "marked.db")
        names = count()

        def once() -> float:
            batches = max(sizes.turns // FEWER, 1)
            held = runner.run(claimed(store, f"round {next(names)}", batches))
            return runner.run(rate(store, held))

        try:
            rates = counted(sizes.rounds, sizes.spare, once, tell)
        finally:
            runner.run(store.close())
    return Measured(figures={"rate": spread(rates)})


async def claimed(store: SqliteStore, name: str, batches: int) -> Batches:
    """So many batches of messages that we hold, one for every account, as turns write them."""

    def step(before: Conversation) -> Turn:
        return Turn(before, (Say(Card(body="A question, with its sentence.")),))

    held = []
    for number in range(batches):
        key = f"{name}, {number}"
        turns = (store.turn(EventKey(f"{key}, {one.user}"), one, step) for one in ACCOUNTS)
        together = await asyncio.gather(*turns)
        held.append([message for one in together for message in one.messages])
    return held


async def rate(store: SqliteStore, held: Batches) -> float:
    """Rows per second, one batch after the other.

    Raises:
        RuntimeError: a message was not ours to mark.
    """
    start = perf_counter()
    marked = [await store.mark_sent(batch) for batch in held]
    seconds = perf_counter() - start
    if marked != [len(batch) for batch in held]:
        raise RuntimeError("a message was no longer held")
    return sum(marked) / seconds


BENCHMARK = Benchmark(
    name="mark_sent",
    says="messages of 100 accounts marked as sent in one commit",
    unit="rows/s",
    figures=("rate",),
    has_floor=False,
    measure=measure,
)
