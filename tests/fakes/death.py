import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine, event

STEPS = {
    "open",
    "os.chmod",
    "os.link",
    "os.remove",
    "os.rename",
    "os.truncate",
    "sqlite3.connect",
    "fcntl.flock",
    "fcntl.lockf",
}
"""What a program that copies files does to them, as Python's audit names it."""

Watch = Callable[[Callable[[], None]], object]
"""Sees to it that a function is called at each step of this process."""


def at_each_statement(
    folder: Path,
    act: Callable[[Path], object],
    prepare: Callable[[Path], object] = str,
    every: int = 1,
) -> NoReturn:
    """Act on one file after another; each time the process is killed so many steps later."""
    _at_each(_statements, folder, act, prepare, every)


def at_each_step_with_files(
    folder: Path, act: Callable[[Path], object], prepare: Callable[[Path], object] = str
) -> NoReturn:
    """The same for whatever is done to a file, and for whoever calls ``step`` in between."""
    _at_each(_steps_with_files, folder, act, prepare)


def step() -> None:
    """A step that nobody would see otherwise."""
    sys.audit("open", "", "", 0)


def _at_each(
    watch: Watch,
    folder: Path,
    act: Callable[[Path], object],
    prepare: Callable[[Path], object],
    every: int = 1,
) -> NoReturn:
    """Act on one file after another, killed so many steps later each time.

    The last file of the folder is the one where it came through; the process that acted on
    it died too, but of its own will and after all steps. Prints how many were killed. To be
    called by a program with no threads, as it forks.
    """
    for killed in count(step=every):
        database = folder / f"{killed:03}.db"
        prepare(database)
        child = os.fork()
        if child == 0:
            watch(_death_after(killed))
            act(database)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.stdout.write(f"{killed // every}\n")
            sys.exit(status)
    raise AssertionError


def _death_after(steps: int) -> Callable[[], None]:
    """Is called at each step, and dies when so many are done."""
    done = count()

    def die_in_time() -> None:
        if next(done) == steps:
            os.kill(os.getpid(), signal.SIGKILL)

    return die_in_time


def _statements(called: Callable[[], None]) -> None:
    """The threshold of each statement, as SQLite itself tells of it, whoever runs it.

    What a connection says when it opens is not counted.
    """

    def watch(driver: sqlite3.Connection, _record: object) -> None:
        driver.set_trace_callback(lambda _statement: called())

    event.listen(Engine, "connect", watch)


def _steps_with_files(called: Callable[[], None]) -> None:
    def seen(name: str, _arguments: Any) -> None:
        if name in STEPS:
            called()

    sys.addaudithook(seen)
