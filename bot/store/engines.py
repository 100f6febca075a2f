"""Connections as the design needs them, for SQLite.

The writer takes the write lock when a transaction begins: SQLite's driver opens none on
SELECT, so read-then-write would lose updates without an error (F45). Readers are deferred
and read-only, so they block nobody. Both keep what people said out of their exceptions (I8).
"""

import sqlite3
import time
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import StatementError
from sqlalchemy.pool import NullPool

from bot.store.address import SqliteFile
from bot.store.people.wiping import BUSY_MILLISECONDS

PAUSE_SECONDS = 0.01


def writer_engine(file: SqliteFile) -> Engine:
    """A sync engine for one thread; every transaction holds the write lock from its start."""
    engine = create_engine(file.url(), poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def on_connect(driver: Any, _record: object) -> None:
        driver.isolation_level = None  # we say BEGIN ourselves
        _keep_a_log_ahead(driver)
        for pragma in (
            "synchronous=FULL",
            f"busy_timeout={BUSY_MILLISECONDS}",
            "foreign_keys=ON",
            "secure_delete=ON",  # FAST would leave what stood on pages that are free now (F68)
        ):
            driver.execute(f"PRAGMA {pragma}").close()

    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def reader_engine(file: SqliteFile) -> Engine:
    """A sync engine for a few threads, which never wait for the writer's queue.

    All that is read in one transaction is of one moment, whatever is written meanwhile.
    """

    def connect() -> sqlite3.Connection:
        """The driver says no BEGIN of its own; it would not for SELECT. We do."""
        return sqlite3.connect(
            file.read_only(),
            uri=True,
            timeout=BUSY_MILLISECONDS / 1_000,
            isolation_level=None,
            check_same_thread=False,
        )

    engine = create_engine(file.url(), creator=connect, hide_parameters=True)
    _begin_with(engine, "BEGIN")
    return engine


def _begin_with(engine: Engine, words: str) -> None:
    """How a transaction begins.

    Said by the dialect and not by a listener: with one, every statement looks for listeners.
    """

    def begin(driver: Any) -> None:
        driver.execute(words).close()

    # A dialect of its own for each of the two would be a class for one method.
    engine.dialect.do_begin = begin  # type: ignore[assignment,method-assign]


def _keep_a_log_ahead(driver: sqlite3.Connection) -> None:
    """Switch the file to WAL, once in its life.

    SQLite does not always wait here for somebody who does the same, so two programs that
    start at once on a new file need the patience to be ours.
    """
    driver.execute("PRAGMA busy_timeout=0").close()
    until = time.monotonic() + BUSY_MILLISECONDS / 1_000
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as problem:
            busy = problem.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def reason(problem: Exception) -> str:
    """What the driver said, without the statement and the values in it (I8)."""
    return str(problem.orig if isinstance(problem, StatementError) else problem)
