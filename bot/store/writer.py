"""One thread and one connection: all the steps that wait share a transaction.

Nobody can await inside a step, and its caller hears of it only after COMMIT (I1). The thread
outlives whatever a step does; when it ends, whoever still waits is told.
"""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine

from bot.errors import StoreBusy, StoreError
from bot.store.commits import Settled, Step, commit
from bot.store.files.opened import OpenedFile
from bot.store.people.wiping import empty_log_after_commit

T = TypeVar("T")

MOST_IN_A_BATCH = 128
MOST_WAITING = 5_000


class Writer(Protocol):
    """Whoever runs steps that write: the thread in production, in turn in a rehearsal."""

    async def run(self, step: Callable[[Connection], T]) -> T:
        """Run one step; return its value after COMMIT, never before.

        Raises:
            StoreBusy: too many wait; the step was not taken.
            StoreError: the writer has stopped, or the step wanted to end the program.
            Exception: whatever the step raised, or why the file cannot be written; nothing of
                the step is stored.
        """
        ...

    async def close(self) -> None:
        """Finish what waits, then let go of the file."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    """A step and whoever waits for it."""

    future: asyncio.Future[Any]
    step: Step


class WriterThread:
    """Runs steps in order of arrival, as many per commit as happen to wait."""

    def __init__(
        self, engine: Engine, most: int = MOST_IN_A_BATCH, waiting: int = MOST_WAITING
    ) -> None:
        self._engine = engine
        self._most = most
        self._limit = waiting
        self._jobs: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._ended: Exception | None = None
        self._file: OpenedFile
        self._thread = threading.Thread(target=self._serve, name="store-writer", daemon=True)
        self._thread.start()

    async def run(self, step: Callable[[Connection], T]) -> T:
        """See ``Writer.run``."""
        if self._jobs.qsize() >= self._limit:
            raise StoreBusy(self._limit)
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Waiting(future, step))
        if self._ended:  # the thread has looked for the last time, perhaps before this step
            self._turn_away(self._ended)
        return await future

    async def close(self) -> None:
        """Finish what waits, then stop the thread and its connection."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)
        self._engine.dispose()

    def _serve(self) -> None:
        ended: Exception = StoreError("The database writer has stopped; restart the program.")
        try:
            # Seen before it is opened: what is put in its place meanwhile is another file.
            self._file = OpenedFile(Path(str(self._engine.url.database)))
            with self._engine.connect() as connection:
                empty_log_after_commit(connection)  # a program that died may have owed it
                self._serve_on(connection)
        except Exception as problem:  # noqa: BLE001 - the file cannot be opened
            ended = problem
        self._ended = ended
        self._turn_away(ended)

    def _serve_on(self, connection: Connection) -> None:
        while (batch := self._batch()) is not None:
            try:
                settled = self._commit(connection, batch)
            except BaseException as problem:  # noqa: BLE001 - the thread outlives any step
                settled = _failed(batch, problem)
            _report(batch, settled)

    def _turn_away(self, ended: Exception) -> None:
        """Tell whoever is still in the queue why nobody will run their step."""
        waiting: list[_Waiting] = []
        with suppress(Empty):
            while True:
                job = self._jobs.get_nowait()
                waiting += [] if job is None else [job]
        _report(waiting, _failed(waiting, ended))

    def _batch(self) -> list[_Waiting] | None:
        """Wait for a step and take along whatever waits behind it; None means stop."""
        first = self._jobs.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < self._most:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                self._jobs.put(None)
                break
            batch.append(job)
        return batch

    def _commit(self, connection: Connection, batch: list[_Waiting]) -> list[Settled]:
        """The file is looked for at the end of a batch: the loop is at rest by then."""
        return commit(connection, [waiting.step for waiting in batch], self._file.check)


def _failed(batch: list[_Waiting], problem: BaseException) -> list[Settled]:
    return [Settled(problem=problem)] * len(batch)


def _report(batch: list[_Waiting], settled: list[Settled]) -> None:
    """Wake each waiting loop once."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[_Waiting, Settled]]] = {}
    for waiting, outcome in zip(batch, settled, strict=True):
        by_loop.setdefault(waiting.future.get_loop(), []).append((waiting, outcome))
    for loop, outcomes in by_loop.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_resolve_all, outcomes)


def _resolve_all(outcomes: list[tuple[_Waiting, Settled]]) -> None:
    for waiting, settled in outcomes:
        resolve(waiting.future, settled)


def resolve(future: asyncio.Future[Any], settled: Settled) -> None:
    """Tell whoever waits how the step ended, if they still wait."""
    if future.done():  # the waiter was cancelled; the step is stored all the same
        return
    if settled.problem is None:
        future.set_result(settled.value)
    else:
        future.set_exception(_awaitable(settled.problem))


def _awaitable(problem: BaseException) -> Exception:
    """What a waiter can be told: no future takes a StopIteration, and no step ends a loop."""
    if isinstance(problem, Exception) and not isinstance(problem, StopIteration):
        return problem
    told = StoreError(f"A turn ended in {type(problem).__name__}; nothing of it is stored.")
    told.__cause__ = problem
    return told
