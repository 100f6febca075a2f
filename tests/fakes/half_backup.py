"""Backs the database of its first argument up, killed at each step in turn.

The backups are made in the folder of the second argument.
"""

import sys
from pathlib import Path

from bot.paths import migrations_folder
from bot.store.files.backup import back_up
from tests.fakes import death
from tests.fakes.clock import FakeClock


def make(backup: Path) -> None:
    back_up(
        database,
        backup,
        migrations_folder(),
        FakeClock(),
        tell=lambda _left, _pages: death.step(),
        force=True,
    )


if __name__ == "__main__":
    database, folder = map(Path, sys.argv[1:])
    death.at_each_step_with_files(folder, make)
