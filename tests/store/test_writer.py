import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from bot.errors import StoreBusy, StoreError
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from bot.store.writer import WriterThread
from tests.fakes.file import rows
from tests.fakes.waiting import PATIENCE

KEPT = "SELECT what FROM kept ORDER BY rowid"


class Commits:
    """Counts what the writer's engine commits, and can hold a commit up."""

    def __init__(self) -> None:
        self.number = 0
        self.reached = threading.Event()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def __call__(self, _connection: Connection) -> None:
        self.number += 1
        self.reached.set()
        self.may_go_on.wait(5)


@pytest.fixture
def commits() -> Commits:
    return Commits()


@pytest.fixture
async def writer(database: Path, commits: Commits) -> AsyncIterator[WriterThread]:
    """A writer of a file with one table of its own, ``kept``."""
    rows(database, "CREATE TABLE kept (what TEXT NOT NULL)")
    engine = writer_engine(SqliteFile(database))
    event.listen(engine, "commit", commits)
    writer = WriterThread(engine, waiting=200)
    yield writer
    await writer.close()


async def test_a_step_is_heard_of_only_after_its_commit(
    writer: WriterThread, commits: Commits, database: Path
) -> None:
    commits.may_go_on.clear()
    task = asyncio.create_task(writer.run(keeping("a")))
    await asyncio.to_thread(commits.reached.wait, PATIENCE)

    await asyncio.sleep(0.02)
    heard_before = task.done()
    commits.may_go_on.set()

    assert not heard_before
    assert await task == "a"
    assert rows(database, KEPT) == ["a"]


async def test_steps_that_wait_share_a_commit(writer: WriterThread, commits: Commits) -> None:
    async with busy(writer):
        tasks = begun(writer, *(keeping(f"{number}") for number in range(100)))
        await asyncio.sleep(0)

    await asyncio.gather(*tasks)

    assert commits.number == 2  # the one that kept it busy, and one for the hundred


async def test_steps_run_in_the_order_of_their_arrival(
    writer: WriterThread, database: Path
) -> None:
    expected = [f"{number}" for number in range(150)]

    await asyncio.gather(*(writer.run(keeping(what)) for what in expected))

    assert rows(database, KEPT) == expected


@pytest.mark.parametrize(
    "problem", [ValueError("x"), StopIteration(), KeyboardInterrupt(), SystemExit(3)], ids=repr
)
async def test_a_step_that_raises_takes_nothing_else_of_its_batch_with_it(
    writer: WriterThread, commits: Commits, database: Path, problem: BaseException
) -> None:
    async with busy(writer):
        tasks = begun(writer, keeping("a"), failing("b", problem), keeping("c"))
        await asyncio.sleep(0)

    a, b, c = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), PATIENCE)

    assert (a, c) == ("a", "c")
    assert isinstance(b, Exception)
    assert problem in (b, b.__cause__)
    assert rows(database, KEPT) == ["a", "c"]
    assert commits.number == 2


async def test_after_a_step_that_wants_to_exit_the_writer_goes_on(
    writer: WriterThread, database: Path
) -> None:
    with pytest.raises(StoreError, match="SystemExit"):
        await writer.run(failing("a", SystemExit(3)))

    assert await writer.run(keeping("b")) == "b"
    assert rows(database, KEPT) == ["b"]


async def test_a_step_is_stored_although_whoever_waited_for_it_was_cancelled(
    writer: WriterThread, database: Path
) -> None:
    async with busy(writer):
        cancelled, patient = begun(writer, keeping("a"), keeping("b"))
        await asyncio.sleep(0)
        cancelled.cancel()

    assert await asyncio.wait_for(patient, PATIENCE) == "b"
    assert cancelled.cancelled()
    assert rows(database, KEPT) == ["a", "b"]


async def test_I9_more_steps_than_may_wait_are_refused_at_once(
    writer: WriterThread, database: Path
) -> None:
    async with busy(writer):
        waiting = begun(writer, *(keeping("waits") for _ in range(200)))
        await asyncio.sleep(0)

        with pytest.raises(StoreBusy, match="200 turns are waiting"):
            await writer.run(keeping("one too many"))

    await asyncio.gather(*waiting)
    assert rows(database, KEPT) == ["waits"] * 200


async def test_closing_finishes_what_waits_and_refuses_what_comes_later(
    writer: WriterThread, database: Path
) -> None:
    async with busy(writer):
        tasks = begun(writer, *(keeping(f"{number}") for number in range(150)))
        await asyncio.sleep(0)

    await writer.close()

    assert await asyncio.wait_for(asyncio.gather(*tasks), PATIENCE) == rows(database, KEPT)
    with pytest.raises(StoreError, match="has stopped"):
        await asyncio.wait_for(writer.run(keeping("late")), PATIENCE)


async def test_what_comes_while_the_writer_closes_is_answered(
    writer: WriterThread, database: Path
) -> None:
    async with busy(writer):
        closing = asyncio.create_task(writer.close())
        await asyncio.sleep(0)
        late = begun(writer, *(keeping("late") for _ in range(10)))
        await asyncio.sleep(0)

    answers = await asyncio.wait_for(asyncio.gather(*late, return_exceptions=True), PATIENCE)

    await closing
    stored = [answer for answer in answers if answer == "late"]
    assert rows(database, KEPT) == stored
    assert all(isinstance(answer, str | StoreError) for answer in answers)


async def test_a_writer_that_cannot_open_its_file_answers_everybody(tmp_path: Path) -> None:
    nowhere = WriterThread(writer_engine(SqliteFile(tmp_path)))

    answers = await asyncio.wait_for(
        asyncio.gather(*(nowhere.run(keeping("a")) for _ in range(10)), return_exceptions=True),
        PATIENCE,
    )

    assert {type(answer) for answer in answers} == {OperationalError}
    await nowhere.close()


async def test_whoever_comes_after_the_writer_could_not_open_its_file_hears_the_same_reason(
    tmp_path: Path,
) -> None:
    nowhere = WriterThread(writer_engine(SqliteFile(tmp_path)))
    await asyncio.to_thread(nowhere._thread.join)

    late = asyncio.wait_for(nowhere.run(keeping("a")), PATIENCE)

    with pytest.raises(OperationalError, match="unable to open database file"):
        await late
    await nowhere.close()


def deleted(database: Path) -> None:
    database.unlink()


def moved(database: Path) -> None:
    database.rename(database.with_name("aside.db"))


def put_back(database: Path) -> None:
    database.with_name("aside.db").rename(database)


def replaced(database: Path) -> None:
    deleted(database)
    rows(database, "CREATE TABLE kept (what TEXT)")


@pytest.mark.parametrize("taken", [deleted, moved, replaced])
async def test_I1_nothing_is_acknowledged_into_a_file_that_is_gone(
    writer: WriterThread, database: Path, taken: Callable[[Path], None]
) -> None:
    await writer.run(keeping("before"))
    taken(database)

    with pytest.raises(StoreError) as caught:
        await writer.run(keeping("lost"))

    assert str(caught.value) == (
        f"The database {database} was deleted, moved or replaced while the program runs, so "
        f"nothing can be kept. Put it back, or start the program again."
    )


async def test_a_file_that_was_moved_and_put_back_is_written_again(
    writer: WriterThread, database: Path
) -> None:
    await writer.run(keeping("before"))
    moved(database)
    with pytest.raises(StoreError, match="moved"):
        await writer.run(keeping("lost"))
    put_back(database)

    await writer.run(keeping("after"))

    assert rows(database, KEPT) == ["before", "after"]


@pytest.mark.parametrize("taken", [deleted, moved, replaced])
async def test_F53_a_file_that_is_gone_as_soon_as_it_was_opened_is_told(
    database: Path, taken: Callable[[Path], None]
) -> None:
    """Also where a restore put another one in its place just then."""
    engine = writer_engine(SqliteFile(database))
    event.listen(engine, "connect", lambda *_: taken(database))
    writer = WriterThread(engine)

    with pytest.raises(StoreError, match="was deleted"):
        await asyncio.wait_for(writer.run(keeping("a")), PATIENCE)

    await writer.close()


def test_a_loop_that_is_gone_does_not_stop_the_writer(database: Path) -> None:
    rows(database, "CREATE TABLE kept (what TEXT)")
    writer = WriterThread(writer_engine(SqliteFile(database)))
    started, release = threading.Event(), threading.Event()

    async def leaves_early() -> None:
        """Ends, and with it the loop, while a step runs and another waits."""
        begun(writer, holding(started, release), keeping("a"))
        await asyncio.to_thread(started.wait, 5)

    asyncio.run(leaves_early())
    release.set()

    async def stays() -> str:
        kept = await writer.run(keeping("b"))
        await writer.close()
        return kept

    assert asyncio.run(stays()) == "b"
    assert rows(database, KEPT) == ["a", "b"]


async def test_F46_a_lock_that_is_held_for_a_moment_is_waited_for(
    writer: WriterThread, database: Path
) -> None:
    async with locked(database):
        waiting = begun(writer, keeping("a"))
        await asyncio.sleep(0.3)

    assert await asyncio.gather(*waiting) == ["a"]


async def test_F46_a_lock_that_stays_fails_all_that_wait_after_one_wait_and_heals(
    writer: WriterThread, database: Path
) -> None:
    await writer.run(keeping("first"))
    await writer.run(pragma("busy_timeout=200"))
    async with locked(database):
        start = time.perf_counter()

        tasks = begun(writer, *(keeping("a") for _ in range(20)))
        answers = await asyncio.gather(*tasks, return_exceptions=True)

        assert time.perf_counter() - start < 1.0
        assert {"locked" in str(answer) for answer in answers} == {True}
    assert await writer.run(keeping("b")) == "b"
    assert rows(database, KEPT) == ["first", "b"]


async def test_F48_a_full_disk_fails_clearly_keeps_what_was_there_and_heals(
    writer: WriterThread, database: Path
) -> None:
    await writer.run(keeping("before"))
    (pages,) = rows(database, "PRAGMA page_count")
    await writer.run(pragma(f"max_page_count={pages}"))

    async with busy(writer):
        tasks = begun(writer, keeping("small"), keeping("x" * 100_000), keeping("too"))
        await asyncio.sleep(0)
    small, large, too = await asyncio.gather(*tasks, return_exceptions=True)

    assert (small, too) == ("small", "too")
    assert "database or disk is full" in str(large)
    assert rows(database, KEPT) == ["before", "small", "too"]
    assert rows(database, "PRAGMA integrity_check") == ["ok"]
    await writer.run(pragma("max_page_count=1000000"))
    await writer.run(keeping("after"))
    assert rows(database, KEPT) == ["before", "small", "too", "after"]


def keeping(what: str) -> Callable[[Connection], str]:
    def step(connection: Connection) -> str:
        connection.exec_driver_sql("INSERT INTO kept VALUES (?)", (what,))
        return what

    return step


def failing(what: str, problem: BaseException) -> Callable[[Connection], str]:
    """A step that writes and then raises."""

    def step(connection: Connection) -> str:
        keeping(what)(connection)
        raise problem

    return step


def holding(started: threading.Event, release: threading.Event) -> Callable[[Connection], str]:
    """A step that keeps the writer busy until it is released."""

    def step(_connection: Connection) -> str:
        started.set()
        release.wait(5)
        return "held"

    return step


def pragma(setting: str) -> Callable[[Connection], None]:
    return lambda connection: connection.exec_driver_sql(f"PRAGMA {setting}").close()


def begun(writer: WriterThread, *steps: Callable[[Connection], str]) -> list[asyncio.Task[str]]:
    return [asyncio.create_task(writer.run(step)) for step in steps]


@asynccontextmanager
async def busy(writer: WriterThread) -> AsyncIterator[None]:
    """While this lasts, whatever is begun has to wait for the writer."""
    started, release = threading.Event(), threading.Event()
    task = asyncio.create_task(writer.run(holding(started, release)))
    await asyncio.to_thread(started.wait, 5)
    try:
        yield
    finally:
        release.set()
        await task


@asynccontextmanager
async def locked(database: Path) -> AsyncIterator[None]:
    """While this lasts, another program holds the write lock."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("COMMIT")
        other.close()
