"""Waiting for what no fake tells."""

import asyncio
from collections.abc import Callable

PATIENCE = 60.0


async def until(it_is_so: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it never came to be.
    """
    async with asyncio.timeout(PATIENCE):
        while not it_is_so():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.01)
