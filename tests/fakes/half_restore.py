"""Restores the backup of its first argument over copies of the second, killed at each step.

The copies, with their logs, are made in the folder of the third argument.
"""

import sys
from functools import partial
from pathlib import Path

from bot.paths import migrations_folder
from bot.store.files.restore import restore
from tests.fakes import death
from tests.fakes.clock import FakeClock
from tests.fakes.people import copied


def put_back(database: Path) -> None:
    restore(
        backup,
        database,
        migrations_folder(),
        FakeClock(),
        tell=lambda _left, _pages: death.step(),
        sure=lambda _found, _old: True,
    )


if __name__ == "__main__":
    backup, old, folder = map(Path, sys.argv[1:])
    death.at_each_step_with_files(folder, put_back, partial(copied, old))
