import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.address import SqliteFile
from bot.store.engines import reader_engine, writer_engine


@pytest.fixture
def writing(database: Path) -> Engine:
    return writer_engine(SqliteFile(database))


@pytest.fixture
async def reading(database: Path) -> AsyncIterator[AsyncEngine]:
    engine = reader_engine(SqliteFile(database))
    yield engine
    await engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5_000)],
)
def test_F47_the_writer_syncs_fully_and_waits_for_locks(
    writing: Engine, pragma: str, expected: object
) -> None:
    with writing.connect() as connection:
        value = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()

    assert value == expected


def test_F45_the_writer_holds_the_lock_before_it_reads(writing: Engine, database: Path) -> None:
    with (
        writing.begin(),
        closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


async def test_a_reader_holds_nobody_up(reading: AsyncEngine, database: Path) -> None:
    async with reading.connect() as connection:
        await connection.exec_driver_sql("SELECT count(*) FROM person")

        with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("COMMIT")


async def test_a_reader_cannot_write(reading: AsyncEngine) -> None:
    async with reading.connect() as connection:
        with pytest.raises(OperationalError, match="readonly"):
            await connection.exec_driver_sql("DELETE FROM person")
