"""Migrates new files in the folder of its argument, killed at each statement in turn."""

import sys
from pathlib import Path

from bot.paths import migrations_folder
from bot.store import migrating
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from tests.fakes import death


def migrate(database: Path) -> None:
    migrating.migrate(writer_engine(SqliteFile(database)), migrations_folder())


if __name__ == "__main__":
    death.at_each_statement(Path(sys.argv[1]), migrate)
