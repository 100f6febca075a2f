"""How fast we may ask Discord: fifty requests a second in all, answers to interactions apart.

Whoever asks for more is refused everything for a while, so requests wait here for their turn.
First come those whose people wait, then messages that come by themselves, and when no other
waits those that nobody does.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from bot.errors import DeliveryError, Refusal
from bot.ports.clock import Clock

A_SECOND = 48
"""So many requests begin in a second; what reaches Discord may have moved closer together."""

SPACING = timedelta(seconds=1) / A_SECOND
"""Between two messages of the long way."""

LONGEST_SPARE = 60.0
"""Seconds for which a request waits that nobody waits for."""


class Pace:
    """Gives each request its turn.

    Args:
        clock: says when it is worth to come again.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next = 0.0
        self._patient = 0
        self._among_patient, self._among_spare = asyncio.Lock(), asyncio.Lock()

    async def turn(self, longest: float) -> None:
        """Wait for the next turn, for so many seconds at most.

        Raises:
            DeliveryError: ``BUSY``; it would take longer, and it is said until when.
        """
        wait = max(self._wait(), 0.0)
        if wait > longest:
            at = self._clock.now() + timedelta(seconds=wait)
            raise DeliveryError("many wait", Refusal.BUSY, at)
        self._pass(wait)
        await asyncio.sleep(wait)

    async def patiently(self, longest: float) -> None:
        """Wait until nobody whose people wait does, for so many seconds at most.

        Raises:
            DeliveryError: ``BUSY``; there was no such moment.
        """
        self._patient += 1
        try:
            await self._free(self._among_patient, longest, lambda: False)
        finally:
            self._patient -= 1

    async def spare(self) -> None:
        """Wait until nobody else does.

        Raises:
            DeliveryError: ``BUSY``; there was no such moment for a long time.
        """
        await self._free(self._among_spare, LONGEST_SPARE, lambda: self._patient > 0)

    async def _free(
        self, line: asyncio.Lock, longest: float, is_behind: Callable[[], bool]
    ) -> None:
        """Take a turn that nobody has taken.

        Thousands may stand in a line, so only the first of them looks whether there is one.
        """
        try:
            async with asyncio.timeout(longest), line:
                while (wait := self._wait()) > 0 or is_behind():  # noqa: ASYNC110 - no event tells
                    await asyncio.sleep(wait if wait > 0 else 1 / A_SECOND)
                self._pass(0.0)
        except TimeoutError:
            raise DeliveryError("many wait", Refusal.BUSY) from None

    def _wait(self) -> float:
        """Seconds until the next turn; none are left if it is below zero."""
        return self._next - asyncio.get_running_loop().time()

    def _pass(self, wait: float) -> None:
        """The turn after so many seconds is taken."""
        self._next = asyncio.get_running_loop().time() + wait + 1 / A_SECOND
