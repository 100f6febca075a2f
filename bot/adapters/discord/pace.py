"""How fast we may ask Discord: fifty requests a second in all, answers to interactions apart.

Whoever asks for more is refused everything for a while, so requests wait here for their turn;
those that nobody waits for come when no other does.
"""

import asyncio
from datetime import timedelta

from bot.errors import DeliveryError, Refusal
from bot.ports.clock import Clock

A_SECOND = 45
"""So many requests begin in a second; what reaches Discord may have moved closer together."""

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

    async def spare(self) -> None:
        """Wait until nobody else does.

        Raises:
            DeliveryError: ``BUSY``; there was no such moment for a long time.
        """
        try:
            async with asyncio.timeout(LONGEST_SPARE):
                while (wait := self._wait()) > 0:  # noqa: ASYNC110 - turns end by themselves
                    await asyncio.sleep(wait)
        except TimeoutError:
            raise DeliveryError("many wait", Refusal.BUSY) from None
        self._pass(0.0)

    def _wait(self) -> float:
        """Seconds until the next turn; none are left if it is below zero."""
        return self._next - asyncio.get_running_loop().time()

    def _pass(self, wait: float) -> None:
        """The turn after so many seconds is taken."""
        self._next = asyncio.get_running_loop().time() + wait + 1 / A_SECOND
