"""Takes turns as a process of its own until it is killed; says when each one is kept.

Writes a line after each turn that was acknowledged: its event key. Waits for a line on
standard input between turns, so that nothing moves while somebody looks at the files.
"""

import asyncio
import sys
from itertools import count

from bot.catalog.loader import load
from bot.paths import content_folder, migrations_folder
from bot.store.sqlite import open_store
from tests.fakes.clock import FakeClock
from tests.fakes.member import Member, click
from tests.fakes.message import card_of


async def turns(database: str, device: str) -> None:
    store = open_store(f"sqlite+aiosqlite:///{database}", migrations_folder(), FakeClock())
    sam = Member(store, load(content_folder()), device=device)
    card = await sam.opens()
    for number in count(1):
        sys.stdout.write(f"sam-{device}-{number - 1}\n")
        sys.stdout.flush()
        if not sys.stdin.readline():
            break
        claimed = await sam.does(click(card, "restart" if card.result else ""))
        card = card_of(claimed.messages[-1])
    await store.close()


if __name__ == "__main__":
    asyncio.run(turns(*sys.argv[1:]))
