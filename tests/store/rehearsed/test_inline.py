import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot.store.address import SqliteFile
from bot.store.rehearsed.inline import (
    InlineReader,
    InlineWriter,
    Point,
    inline_reader_engine,
    mortal_writer_engine,
)
from bot.store.rehearsed.onlooker import Locker, Onlooker
from tests.fakes.file import rows
from tests.fakes.waiting import until

ADD = "INSERT INTO person (created_at) VALUES (?)"
PERSONS = "SELECT created_at FROM person ORDER BY id"


class FakePlan:
    """A machine that does what it is told, and notes where the program came by.

    Attributes:
        passed: every point so far.
        dies_at: how many of them are passed alive.
        share: how many steps go into a commit at most.
    """

    def __init__(self, dies_at: int = 1_000_000, share: int = 100) -> None:
        self.passed: list[Point] = []
        self.dies_at = dies_at
        self.share = share
        self.full = False
        self.commits = 0

    def pause(self) -> float:
        return 0

    def reading(self) -> float:
        return 0

    def taken(self, waiting: int) -> int:
        return min(waiting, self.share)

    def dies(self, point: Point) -> bool:
        self.passed.append(point)
        return len(self.passed) > self.dies_at

    def is_full(self) -> bool:
        return self.full

    def committed(self) -> None:
        self.commits += 1


def adding(name: str, times: int = 1) -> Callable[[Connection], str]:
    """A step that writes persons and returns its name."""

    def step(connection: Connection) -> str:
        driver: Any = connection.connection.driver_connection
        for _ in range(times):
            driver.execute(ADD, (name,))
        return name

    return step


@pytest.fixture
def engine(database: Path) -> Engine:
    return mortal_writer_engine(SqliteFile(database))


@asynccontextmanager
async def writing(engine: Engine, plan: FakePlan) -> AsyncIterator[InlineWriter]:
    writer = InlineWriter(engine, plan)
    try:
        yield writer
    finally:
        writer.drop()


async def test_as_many_steps_share_a_commit_as_the_plan_says(engine: Engine) -> None:
    plan = FakePlan(share=2)
    async with writing(engine, plan) as writer:
        told = await asyncio.gather(*(writer.run(adding(name)) for name in "abcde"))

    assert told == list("abcde")
    assert plan.commits == 3


async def test_a_program_that_dies_at_any_point_leaves_all_of_a_commit_or_nothing(
    engine: Engine, database: Path
) -> None:
    begun, kept = FakePlan(), 0
    async with writing(engine, begun) as writer:
        await writer.run(adding("whole", times=2))
    for point in range(len(begun.passed)):
        plan = FakePlan(dies_at=point)
        async with writing(engine, plan) as writer:
            hears = asyncio.create_task(writer.run(adding(f"died {point}", times=2)))

            await until(lambda: len(plan.passed) > point)  # noqa: B023 - awaited in this round

            assert not hears.done()
            hears.cancel()
        is_whole = plan.passed[point] is Point.COMMITTED
        written = rows(database, f"{PERSONS} LIMIT -1 OFFSET ?", 2 + kept)
        assert written == ([f"died {point}"] * 2 if is_whole else [])
        kept += len(written)
    assert set(begun.passed) == set(Point)


async def test_whoever_writes_after_the_death_is_cancelled(engine: Engine) -> None:
    async with writing(engine, FakePlan()) as writer:
        writer.drop()

        with pytest.raises(asyncio.CancelledError):
            await writer.run(adding("late"))


async def test_F48_a_full_disk_refuses_and_room_is_used_again(
    engine: Engine, database: Path
) -> None:
    plan = FakePlan()
    async with writing(engine, plan) as writer:
        plan.full = True
        with pytest.raises((OperationalError, sqlite3.OperationalError), match="full"):
            await writer.run(adding("much" * 1000, times=20))
        plan.full = False

        await writer.run(adding("room"))

    assert rows(database, PERSONS) == ["room"]


async def test_F46_nobody_waits_for_a_lock(engine: Engine, database: Path) -> None:
    locker = Locker(database)
    async with writing(engine, FakePlan()) as writer:
        locker.hold()
        with pytest.raises((OperationalError, sqlite3.OperationalError), match="locked"):
            await writer.run(adding("locked"))
        locker.release()

        await writer.run(adding("free"))

    locker.close()
    assert rows(database, PERSONS) == ["free"]


async def test_what_waits_at_the_close_is_stored(engine: Engine, database: Path) -> None:
    writer = InlineWriter(engine, FakePlan())
    waits = asyncio.create_task(writer.run(adding("last")))
    await asyncio.sleep(0)

    await writer.close()

    assert await waits == "last"
    assert rows(database, PERSONS) == ["last"]


async def test_a_read_sees_what_is_committed_and_an_onlooker_too(
    engine: Engine, database: Path
) -> None:
    reader = InlineReader(inline_reader_engine(SqliteFile(database)), FakePlan())
    onlooker = Onlooker(database)
    async with writing(engine, FakePlan()) as writer:
        await writer.run(adding("there"))

    read = await reader.run(lambda c: c.exec_driver_sql(PERSONS).scalars().all())

    assert read == ["there"]
    assert onlooker.rows(PERSONS) == [("there",)]
    onlooker.close()
    await reader.close()
    with pytest.raises(asyncio.CancelledError):
        await reader.run(lambda _: None)
