"""Migrates files in a folder, killed at every so many statements in turn.

The arguments are how many, and the folder. The files are new ones, or copies of the one that a
third argument names.
"""

import shutil
import sys
from functools import partial
from pathlib import Path

from bot.paths import migrations_folder
from bot.store import migrating
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from tests.fakes import death


def migrate(database: Path) -> None:
    migrating.migrate(writer_engine(SqliteFile(database)), migrations_folder())


if __name__ == "__main__":
    every = int(sys.argv[1])
    folder, *older = map(Path, sys.argv[2:])
    prepare = partial(shutil.copy, *older) if older else str
    death.at_each_statement(folder, migrate, prepare, every)
