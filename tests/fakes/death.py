import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine, event


def at_each_statement(
    folder: Path, act: Callable[[Path], object], prepare: Callable[[Path], object] = str
) -> NoReturn:
    """Act on one file after another; each time the process is killed one statement later.

    The last file of the folder is the one where it came through; the process that acted on
    it died too, but of its own will and after all statements. Prints how many were killed.
    To be called by a program with no threads, as it forks.
    """
    for killed in count():
        database = folder / f"{killed:02}.db"
        prepare(database)
        child = os.fork()
        if child == 0:
            _die_after(killed)
            act(database)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.stdout.write(f"{killed}\n")
            sys.exit(status)
    raise AssertionError


def _die_after(statements: int) -> None:
    """Die when so many statements are done, on the threshold of the next.

    SQLite itself tells of each, so none is missed, whoever runs it; what a connection says
    when it opens is not counted.
    """
    done = count()

    def die_in_time(_statement: str) -> None:
        if next(done) == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(driver: sqlite3.Connection, _record: object) -> None:
        driver.set_trace_callback(die_in_time)

    event.listen(Engine, "connect", watch)
