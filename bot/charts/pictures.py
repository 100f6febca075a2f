"""Charts as pictures, one at a time: to draw one takes the whole program for a moment."""

import asyncio
from collections.abc import Sequence

from bot.cards import Bar

REST = 0.1
"""Seconds that belong to everybody else after each picture, about as long as one takes."""


class Pictures:
    """Draws for one platform."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def of(self, chart: Sequence[Bar], title: str) -> bytes:
        """A PNG of these shares, in the order in which pictures were asked for."""
        from bot.charts.drawing import to_png  # it is rare, and its libraries are large

        async with self._turn:
            drawn = to_png(chart, title)
            await asyncio.sleep(REST)
        return drawn
