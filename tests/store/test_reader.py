from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.store.address import SqliteFile
from bot.store.engines import reader_engine
from bot.store.reader import ReaderThreads
from tests.fakes.file import rows

PEOPLE = "SELECT count(*) FROM person"
NEWCOMER = "INSERT INTO person (created_at) VALUES ('2026-03-02 12:00:00.000000')"


@pytest.fixture
async def reader(database: Path) -> AsyncIterator[ReaderThreads]:
    reader = ReaderThreads(reader_engine(SqliteFile(database)))
    yield reader
    await reader.close()


async def test_all_that_a_step_reads_is_of_one_moment_although_somebody_writes_meanwhile(
    reader: ReaderThreads, database: Path
) -> None:
    def twice(connection: Connection) -> list[int]:
        first = connection.exec_driver_sql(PEOPLE).scalar_one()
        rows(database, NEWCOMER)
        return [first, connection.exec_driver_sql(PEOPLE).scalar_one()]

    counted = await reader.run(twice)

    assert counted == [0, 0]
    assert rows(database, PEOPLE) == [1]


async def test_what_a_step_raises_reaches_whoever_waits_and_the_next_one_reads(
    reader: ReaderThreads,
) -> None:
    def fails(_connection: Connection) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await reader.run(fails)

    assert await reader.run(lambda c: c.exec_driver_sql(PEOPLE).scalar_one()) == 0
