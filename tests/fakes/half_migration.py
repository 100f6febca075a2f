"""Migrates new files in the folder of its argument, killed at each statement in turn."""

import sys
from pathlib import Path

import bot.store.migrating  # noqa: F401 - imported once, not by every child
from bot.paths import migrations_folder
from bot.store.sqlite import open_store
from tests.fakes import death
from tests.fakes.clock import FakeClock


def migrate(database: Path) -> None:
    open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), FakeClock())


if __name__ == "__main__":
    death.at_each_statement(Path(sys.argv[1]), migrate)
