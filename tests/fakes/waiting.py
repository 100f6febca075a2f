"""Waiting for what no fake tells."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

PATIENCE = 60.0
"""Seconds that a test waits for what comes at once, as a rule: the machine may be busy."""


async def until(it_is_so: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it never came to be.
    """
    async with asyncio.timeout(PATIENCE):
        while not it_is_so():  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.01)


async def at_most(seconds: float, event: asyncio.Event) -> None:
    """Wait until something happens again, or for so many seconds if it does not."""
    event.clear()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
