import asyncio

from bot.ports.accounts import Leftovers
from tests.fakes.waiting import PATIENCE


async def nothing_is_left(store: Leftovers, platform: str, workspace: str) -> None:
    """Wait until no file is to be deleted any more: its name goes a moment after it."""
    async with asyncio.timeout(PATIENCE):
        while await store.leftovers(platform, workspace):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
