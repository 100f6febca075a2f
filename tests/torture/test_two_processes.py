import asyncio
from itertools import cycle
from pathlib import Path
from random import Random

import pytest

from bot.catalog import Catalog
from bot.clock import SystemClock
from bot.paths import migrations_folder
from bot.ports.inbound import EventKey
from bot.ports.outbox import Later
from bot.store.sqlite import open_store
from tests.fakes.crowd import address
from tests.fakes.file import rows
from tests.fakes.step import saying
from tests.fakes.town import Serving, Town, Townsman
from tests.torture.witness import Witness

TASKS, TIMES = 8, 25
WAITING, WAITING_IN_TORTURE = 3_000, 10_000
"""More than one process sends before the other looks again, which is after a second."""

PATIENCE = 120.0
ONE_THAT_WAITS = "SELECT id FROM outbox WHERE closed_at IS NULL LIMIT 1"


@pytest.mark.thorough
async def test_F45_two_processes_that_write_for_one_person_lose_none_of_200_turns(
    database: Path, catalog: Catalog
) -> None:
    town = Town(1, Random(45))
    (sam,) = town.people.values()
    witness = Witness(database, catalog, town)

    async with town.served(database, 0.0) as one, town.served(database, 0.0) as other:
        async with asyncio.TaskGroup() as tasks:
            for _, serving in zip(range(TASKS), cycle((one, other)), strict=False):
                tasks.create_task(types_often(sam, serving))
        ended = [(await serving.terminate())[0] for serving in (one, other)]

    assert ended == [0, 0]
    assert len(sam.acknowledged) == TASKS * TIMES
    await witness.of_effects(database)
    assert rows(database, "SELECT count(*) FROM inbox") == [TASKS * TIMES]
    assert rows(database, "SELECT version FROM conversation")[0] > TASKS * TIMES / 2


@pytest.mark.thorough
async def test_F28_two_processes_that_deliver_send_each_message_once(
    database: Path, torture: str
) -> None:
    waiting = WAITING_IN_TORTURE if torture == "store" else WAITING
    town = Town(waiting, Random(28))

    async with town.served(database, 0.0) as one, town.served(database, 0.0) as other:
        await leave_waiting(database, town)
        async with asyncio.timeout(PATIENCE):
            while rows(database, ONE_THAT_WAITS):  # noqa: ASYNC110 - in other processes
                await asyncio.sleep(0.05)
        ended = [(await serving.terminate())[0] for serving in (one, other)]

    assert ended == [0, 0]
    keys = [key for _, key in town.heard]
    assert len(keys) == len(set(keys)) == waiting
    assert one.shown
    assert other.shown
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["sent"]


async def leave_waiting(database: Path, town: Town) -> None:
    """A message to everybody, that nobody holds."""
    clock = SystemClock()
    store = open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), clock)
    said = (store.turn(EventKey(one), address(one), saying("a word")) for one in town.people)
    messages = [message for one in await asyncio.gather(*said) for message in one.messages]
    await store.settle([Later(message, clock.now()) for message in messages])
    await store.close()


async def types_often(person: Townsman, serving: Serving) -> None:
    for _, word in zip(range(TIMES), cycle(("1", "1", "restart")), strict=False):
        await serving.send([person.types(word)])
