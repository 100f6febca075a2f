"""Takes one turn on copies of the file of its argument, killed at each statement in turn.

Sam presses the first choice of the card that stands, under the event key ``1``. The copies
are made in the folder of the second argument.
"""

import asyncio
import shutil
import sys
from functools import partial
from pathlib import Path

from bot.catalog.loader import load
from bot.paths import content_folder, migrations_folder
from bot.store.sqlite import open_store
from tests.fakes import death
from tests.fakes.clock import FakeClock
from tests.fakes.member import Member, click

catalog = load(content_folder())


async def turn(database: Path) -> None:
    store = open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), FakeClock())
    sam = Member(store, catalog)
    await sam.does(click(await sam.looks()), key="1")


if __name__ == "__main__":
    begun, copies = map(Path, sys.argv[1:])
    death.at_each_statement(
        copies,
        act=lambda database: asyncio.run(turn(database)),
        prepare=partial(shutil.copyfile, begun),
    )
