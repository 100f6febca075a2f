"""Opens the store of each file that is named on standard input, and says how it went."""

import asyncio
import sys

from bot.errors import StoreError
from bot.paths import migrations_folder
from bot.store.sqlite import open_store
from tests.fakes.clock import FakeClock


async def started(path: str) -> str:
    try:
        store = open_store(f"sqlite+aiosqlite:///{path}", migrations_folder(), FakeClock())
    except StoreError as problem:
        return str(problem)
    await store.close()
    return "up"


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(asyncio.run(started(line.strip())) + "\n")
        sys.stdout.flush()
