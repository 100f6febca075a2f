"""The store's executors in turn, on the caller's loop, for rehearsals: no threads, no chance.

They run the same steps through the same ``commit`` on the same engines. Whatever the machine
decides in production (how many steps share a commit, when it dies, whether the disk is full)
a ``Plan`` decides here, which is handed in.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, event

from bot.errors import StoreBusy
from bot.store.address import SqliteFile
from bot.store.commits import Step, commit
from bot.store.engines import reader_engine, writer_engine
from bot.store.files.opened import OpenedFile
from bot.store.writer import MOST_WAITING, resolve

T = TypeVar("T")

NO_LIMIT = 1_073_741_823
"""Of pages in a file: what SQLite begins with."""


class Point(StrEnum):
    """A moment at which the program may die."""

    STEP = "before a step runs"
    STATEMENT = "before a statement"
    COMMIT = "before COMMIT"
    COMMITTED = "after COMMIT, before anybody hears"


class Plan(Protocol):
    """What the machine does to the store."""

    def pause(self) -> float:
        """Seconds until the writer takes the next steps."""
        ...

    def reading(self) -> float:
        """Seconds until a read begins."""
        ...

    def taken(self, waiting: int) -> int:
        """How many of the waiting steps share the next commit; at least one."""
        ...

    def dies(self, point: Point) -> bool:
        """Whether the program dies at this point."""
        ...

    def is_full(self) -> bool:
        """Whether the file cannot grow."""
        ...

    def committed(self) -> None:
        """Something was committed just now, and nobody has heard of it."""
        ...


class Died(Exception):
    """The program is no more; nothing that it still does may reach the file.

    Not a ``BaseException``: for one, SQLAlchemy would open another connection.
    """


class _MortalCursor(sqlite3.Cursor):
    """What SQLAlchemy executes on."""

    connection: "_Mortal"

    def execute(self, *statement: Any) -> "_MortalCursor":
        self.connection.meet(Point.STATEMENT)
        super().execute(*statement)
        return self

    def executemany(self, *statement: Any) -> "_MortalCursor":
        self.connection.meet(Point.STATEMENT)
        super().executemany(*statement)
        return self


class _Mortal(sqlite3.Connection):
    """A connection whose program may die at any statement.

    From then on it refuses all but a rollback, so that the file is as a killed process
    leaves it whatever its code tries on the way out.
    """

    plan: Plan | None = None
    dead = False

    def meet(self, point: Point) -> None:
        """Come by this point, or die."""
        if self.plan is not None and not self.dead:
            self.dead = self.plan.dies(point)
        if self.dead:
            raise Died

    def cursor(self, factory: Any = _MortalCursor) -> Any:
        return super().cursor(factory)

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        self.meet(Point.STATEMENT)
        return super().execute(*statement)

    def executemany(self, *statement: Any) -> sqlite3.Cursor:
        self.meet(Point.STATEMENT)
        return super().executemany(*statement)

    def commit(self) -> None:
        self.meet(Point.COMMIT)
        super().commit()
        if self.plan is not None:
            self.plan.committed()
        self.meet(Point.COMMITTED)


def mortal_writer_engine(file: SqliteFile) -> Engine:
    """The writer's engine, for programs that die; it outlives them, with what it compiled.

    Nothing is synced, because a program that dies takes nothing from the system's cache, and
    nobody waits for a lock, because no time passes while we do.
    """
    engine = writer_engine(file)

    @event.listens_for(engine, "do_connect")
    def on_do_connect(_dialect: object, _record: object, _args: object, options: Any) -> None:
        options["factory"] = _Mortal

    @event.listens_for(engine, "connect")
    def on_connect(driver: Any, _record: object) -> None:
        driver.execute("PRAGMA synchronous=OFF").close()
        driver.execute("PRAGMA busy_timeout=0").close()

    return engine


def inline_reader_engine(file: SqliteFile) -> Engine:
    """The reader's engine, which waits for nobody."""
    engine = reader_engine(file)

    @event.listens_for(engine, "connect")
    def on_connect(driver: Any, _record: object) -> None:
        driver.execute("PRAGMA busy_timeout=0").close()

    return engine


class InlineWriter:
    """Runs steps in order of arrival, as many per commit as the plan says."""

    def __init__(self, engine: Engine, plan: Plan) -> None:
        self._plan = plan
        self._connection = engine.connect()
        driver: Any = self._connection.connection.driver_connection
        self._driver: _Mortal = driver
        self._driver.plan = plan
        self._file = OpenedFile(Path(str(engine.url.database)))
        self._waiting: deque[tuple[asyncio.Future[Any], Step]] = deque()
        self._next: asyncio.TimerHandle | None = None
        self._is_full = self._is_committing = self._is_over = False

    def __len__(self) -> int:
        return len(self._waiting)

    async def run(self, step: Callable[[Connection], T]) -> T:
        """See ``Writer.run``. Whoever calls it after the death is cancelled."""
        if self._is_over:
            raise asyncio.CancelledError
        if len(self._waiting) >= MOST_WAITING:
            raise StoreBusy(MOST_WAITING)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._waiting.append((future, step))
        if self._next is None:
            self._next = loop.call_later(self._plan.pause(), self._serve, loop)
        return await future

    async def close(self) -> None:
        """Finish what waits, then let go of the file."""
        while self._waiting:
            self._commit()
        self.drop()

    def drop(self) -> None:
        """Let go of the file as a killed process does: what is not committed is gone."""
        self._is_over = True
        self._waiting.clear()
        if self._next is not None:
            self._next.cancel()
        if not self._is_committing and not self._connection.closed:
            self._driver.plan = None
            self._connection.close()

    def _serve(self, loop: asyncio.AbstractEventLoop) -> None:
        self._next = None
        self._commit()
        if self._is_over:
            self.drop()
        elif self._waiting and self._next is None:
            self._next = loop.call_later(self._plan.pause(), self._serve, loop)

    def _commit(self) -> None:
        """Take some steps, and tell whoever waits for them, unless we die."""
        count = self._plan.taken(len(self._waiting))
        batch = [self._waiting.popleft() for _ in range(count)]
        self._is_committing = True
        self._fill()
        with suppress(Died):
            self._driver.meet(Point.STEP)
            settled = commit(self._connection, [step for _, step in batch], self._file.check)
            if not self._driver.dead:
                for (future, _), outcome in zip(batch, settled, strict=True):
                    resolve(future, outcome)
        self._is_committing = False
        self._is_over = self._is_over or self._driver.dead

    def _fill(self) -> None:
        """Let the disk be as full as the plan says."""
        if self._is_full != self._plan.is_full():
            self._is_full = not self._is_full
            most = 1 if self._is_full else NO_LIMIT  # SQLite never cuts what is there
            sqlite3.Connection.execute(self._driver, f"PRAGMA max_page_count={most}").close()


class InlineReader:
    """Runs a read after a while, on one connection."""

    def __init__(self, engine: Engine, plan: Plan) -> None:
        self._plan = plan
        self._connection = engine.connect()
        self._is_over = False

    async def run(self, step: Callable[[Connection], T]) -> T:
        """See ``Reader.run``. Whoever calls it after the death is cancelled."""
        await asyncio.sleep(self._plan.reading())
        if self._is_over:
            raise asyncio.CancelledError
        with self._connection.begin():
            return step(self._connection)

    async def close(self) -> None:
        """Let go of the file."""
        self.drop()

    def drop(self) -> None:
        """See ``close``."""
        self._is_over = True
        self._connection.close()
