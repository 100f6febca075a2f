"""The store in one SQLite file: writes through one thread, reads beside it."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.engine.state import Conversation
from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed, Message
from bot.ports.store import Step
from bot.store import rows, statements, steps
from bot.store.address import SqliteFile, sqlite_file
from bot.store.engines import reader_engine, reason, writer_engine
from bot.store.soundness import Schema, is_locked, locked, newest_revision, schema_of
from bot.store.upgrade import upgrade
from bot.store.writer import WriterThread

T = TypeVar("T")


def open_store(database_url: str, migrations: Path, clock: Clock) -> "SqliteStore":
    """Check the file, bring it to this program's schema, and start its writer.

    Raises:
        ConfigError: the address names no database that we can use.
        StoreError: the file cannot be used; it was not changed.
    """
    file = sqlite_file(database_url)
    try:
        schema = schema_of(file.path, newest_revision(migrations))
        if schema is Schema.NONE:
            file.path.touch(mode=0o600)  # answers are nobody else's; SQLite keeps the mode
    except OSError as problem:
        told = f"The database {file.path} cannot be opened: {problem.strerror}."
        raise StoreError(told) from problem
    if schema is not Schema.CURRENT:
        upgrade(file.path, migrations)
    return SqliteStore(file, WriterThread(writer_engine(file)), reader_engine(file), clock)


class SqliteStore:
    """``Store`` and ``Outbox`` over one file."""

    def __init__(
        self, file: SqliteFile, writer: WriterThread, reader: AsyncEngine, clock: Clock
    ) -> None:
        self._file = file
        self._writer = writer
        self._reader = reader
        self._clock = clock

    async def turn(self, key: EventKey, sender: Address, step: Step) -> Claimed:
        """See ``ports.store.Store.turn``."""
        now = self._clock.now()
        return await self._write(lambda c: steps.take_turn(c, key, sender, step, now))

    async def conversation(self, account: Address) -> Conversation | None:
        """See ``ports.store.Store.conversation``."""
        try:
            async with self._reader.connect() as connection:
                with rows.ours(self._file.path):
                    asked = await connection.execute(
                        statements.where_they_stand, steps.named(account)
                    )
                    row = asked.one_or_none()
                    if row is None:
                        return None
                    log = {"conversation": row.id, "attempt": row.attempt}
                    walk = (await connection.execute(statements.walk, log)).all()
                    return rows.to_conversation(row, walk)
        except SQLAlchemyError as problem:
            raise self._translated(problem) from problem

    async def claim_left(self, account: Address) -> Claimed:
        """See ``ports.outbox.Outbox.claim_left``."""
        now = self._clock.now()
        return await self._write(lambda c: steps.claim_left(c, account, now))

    async def mark_sent(self, messages: Sequence[Message]) -> int:
        """See ``ports.outbox.Outbox.mark_sent``."""
        now = self._clock.now()
        return await self._write(lambda c: steps.mark_sent(c, messages, now))

    async def close(self) -> None:
        """Finish what waits and let go of the file.

        The reader goes first: SQLite folds its log into the file when the last connection
        leaves, and one that only reads could not.
        """
        await self._reader.dispose()
        await self._writer.close()

    async def _write(self, step: Callable[[Connection], T]) -> T:
        try:
            return await self._writer.run(step)
        except SQLAlchemyError as problem:
            raise self._translated(problem) from problem

    def _translated(self, problem: SQLAlchemyError) -> StoreError:
        path, told = self._file.path, getattr(problem, "orig", None)
        if is_locked(told):
            return StoreError(locked(path))
        if isinstance(told, sqlite3.OperationalError) and not hasattr(told, "sqlite_errorcode"):
            return StoreError(rows.not_ours(path))  # the driver's own: a text that is no UTF-8
        return StoreError(
            f"The database {path} could not be used ({reason(problem)}); please try again."
        )
