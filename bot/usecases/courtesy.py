"""Whoever waits to hear that we have their event goes first, what we say comes after.

A platform gives us three seconds to acknowledge an event, and a person waits for it; an answer
costs us as much work as a turn. When a whole room acts at once, answers that are sent in
between make everybody's acknowledgement late.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from bot.cards import Card
from bot.ports.courier import Courier
from bot.ports.outbox import Message

LONGEST = 0.8
"""Seconds that an answer waits at most: in a crowd that never ends, it has to go in between.
Together with what its request may take, this is less than the lease under which it is held."""


class Courtesy:
    """Knows whether anybody waits to be acknowledged."""

    def __init__(self) -> None:
        self._waiting = 0
        self._nobody = asyncio.Event()
        self._nobody.set()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Somebody waits, as long as the inside lasts."""
        self._waiting += 1
        self._nobody.clear()
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._nobody.set()

    async def nobody(self) -> None:
        """Come back when nobody waits, or after ``LONGEST``."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                await self._nobody.wait()


class Courteous:
    """A courier that lets others go first."""

    def __init__(self, courier: Courier, courtesy: Courtesy) -> None:
        self._courier = courier
        self._courtesy = courtesy

    async def deliver(self, message: Message, card: Card) -> str | None:
        """See ``Courier.deliver``."""
        await self._courtesy.nobody()
        return await self._courier.deliver(message, card)
