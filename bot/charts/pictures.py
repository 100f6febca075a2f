"""Pictures of cards, one at a time for each platform, while everybody else is answered."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Bar, Card, WeekMark
from bot.catalog import Catalog
from bot.charts import apart
from bot.engine.plans.rhythm import Mark
from bot.usecases.laying_out import can_be_drawn


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
        """What a card has to draw: its weeks or its shares.

        Returns:
            None if it has neither, or if it cannot be drawn now.
        """
        if not can_be_drawn(card):
            return None
        async with self._turn:
            svg, told, fonts = await asyncio.to_thread(self._document, card)
            png = await apart.png(svg, fonts)
        return Picture(png, told) if png is not None else None

    def _document(self, card: Card) -> tuple[str, str, Sequence[str]]:
        """What is to be drawn, the same in words, and the fonts for it."""
        from bot.charts import sheet  # it is rare, and its libraries are large

        made = self._of_weeks(card.weeks) if card.weeks else self._of_shares(card.chart)
        return *made, sheet.fonts()

    def _of_shares(self, chart: Sequence[Bar]) -> tuple[str, str]:
        from bot.charts import drawing  # as above

        title = self._catalog.say("chat.chart-title")
        return drawing.to_svg(chart, title), drawing.described(chart, title)

    def _of_weeks(self, marks: Sequence[WeekMark]) -> tuple[str, str]:
        from bot.charts import weeks  # as above

        words = weeks.WeekWords(
            title=self._catalog.say("chat.weeks-title"),
            marks={mark: self._catalog.say(f"weeks.{mark}") for mark in Mark},
            kept=self._catalog.say("chat.weeks-kept"),
        )
        return weeks.to_svg(marks, words), weeks.described(marks, words)
