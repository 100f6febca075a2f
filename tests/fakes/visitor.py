"""Opens each file that is named on standard input, and talks there; says how that went.

One line of JSON for each: how the start went, then the turns of somebody who is known there
and of somebody new. ``up`` and ``answered``, or the sentence of a ``StoreError``. Anything
else that is raised ends the program.
"""

import asyncio
import json
import sys

from bot.catalog.loader import load
from bot.errors import StoreError
from bot.paths import content_folder, migrations_folder
from bot.store.sqlite import SqliteStore, open_store
from tests.fakes.clock import FakeClock
from tests.fakes.member import Member

catalog = load(content_folder())


async def visited(path: str) -> list[str]:
    try:
        store = open_store(f"sqlite+aiosqlite:///{path}", migrations_folder(), FakeClock())
    except StoreError as problem:
        return [str(problem)]
    try:
        return ["up", *[await answered(store, name) for name in ("sam", "new")]]
    finally:
        await store.close()


async def answered(store: SqliteStore, name: str) -> str:
    member = Member(store, catalog, name, device="visitor")
    try:
        await member.opens()
        await store.mark_sent((await store.claim_left(member.address)).messages)
        await store.conversation(member.address)
    except StoreError as problem:
        return str(problem)
    return "answered"


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(asyncio.run(visited(line.rstrip("\n")))) + "\n")
        sys.stdout.flush()
