"""Migrates one new file after another; each migration is killed one statement later.

Run as a program with a folder as its argument; prints how many were killed. The last file of
the folder is the one whose migration came through.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

import bot.store.migrating  # noqa: F401 - imported once, not by every child
from bot.paths import migrations_folder
from bot.store.sqlite import open_store
from tests.fakes.clock import FakeClock


def main(folder: Path) -> None:
    for killed in count():
        child = os.fork()
        if child == 0:
            migrate(folder / f"{killed:02}.db", killed)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.stdout.write(f"{killed}\n")
            sys.exit(status)


def migrate(database: Path, statements: int) -> None:
    """Migrate, and die when so many statements are done, or on the threshold of COMMIT."""
    done = count()

    def die_in_time(*_: object) -> None:
        if next(done) == statements:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", die_in_time)
    event.listen(Engine, "commit", die_in_time)
    open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), FakeClock())
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
