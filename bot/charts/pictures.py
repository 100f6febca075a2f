"""Pictures of cards, one at a time: to draw one takes the whole program for a moment."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Bar, Card, WeekMark
from bot.catalog import Catalog
from bot.engine.plans.rhythm import Mark
from bot.usecases.laying_out import can_be_drawn

REST = 0.1
"""Seconds that belong to everybody else after each picture, about as long as one takes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what it says.

    Attributes:
        png: the file's content.
        told: the same in words, for whoever cannot see it.
    """

    png: bytes
    told: str


class Pictures:
    """Draws for one platform, in the order in which pictures were asked for.

    Args:
        catalog: the words round what is drawn.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._turn = asyncio.Lock()

    async def of(self, card: Card) -> Picture | None:
        """What a card has to draw: its weeks or its shares; None if it has neither."""
        if not can_be_drawn(card):
            return None
        async with self._turn:
            drawn = self._of_weeks(card.weeks) if card.weeks else self._of_shares(card.chart)
            await asyncio.sleep(REST)
        return drawn

    def _of_shares(self, chart: Sequence[Bar]) -> Picture:
        from bot.charts import drawing  # it is rare, and its libraries are large

        title = self._catalog.say("chat.chart-title")
        return Picture(drawing.to_png(chart, title), drawing.described(chart, title))

    def _of_weeks(self, marks: Sequence[WeekMark]) -> Picture:
        from bot.charts import weeks  # as above

        words = weeks.WeekWords(
            title=self._catalog.say("chat.weeks-title"),
            marks={mark: self._catalog.say(f"weeks.{mark}") for mark in Mark},
            kept=self._catalog.say("chat.weeks-kept"),
        )
        return Picture(weeks.to_png(marks, words), weeks.described(marks, words))
