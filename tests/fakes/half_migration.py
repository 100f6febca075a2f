"""Migrates files in the folder of its argument, killed at each statement in turn.

They are new ones, or copies of the file that a second argument names.
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
    folder, *older = map(Path, sys.argv[1:])
    prepare = partial(shutil.copy, *older) if older else str
    death.at_each_statement(folder, migrate, prepare)
