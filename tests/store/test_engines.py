import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from bot.store.address import SqliteFile
from bot.store.engines import reader_engine, writer_engine


@pytest.fixture
def writing(database: Path) -> Engine:
    return writer_engine(SqliteFile(database))


@pytest.fixture
def reading(database: Path) -> Iterator[Engine]:
    engine = reader_engine(SqliteFile(database))
    yield engine
    engine.dispose()


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


def test_a_reader_holds_nobody_up(reading: Engine, database: Path) -> None:
    with reading.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM person")

        with closing(sqlite3.connect(database, isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("COMMIT")


def test_a_reader_cannot_write(reading: Engine) -> None:
    with reading.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM person")
