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

    async def of(self, card: Card, catalog: Catalog | None = None) -> Picture | None:
        """What a card has to draw: its weeks or its shares.

        Args:
            card: what.
            catalog: the words round it, where they are not ours.

        Returns:
            None if it has neither, or if it cannot be drawn now.
        """
        if not can_be_drawn(card):
            return None
        async with self._turn:
            svg, told, fonts = await asyncio.to_thread(
                _document, catalog or self._catalog, card
            )
            png = await apart.png(svg, fonts)
        return Picture(png, told) if png is not None else None


def _document(catalog: Catalog, card: Card) -> tuple[str, str, Sequence[str]]:
    """What is to be drawn, the same in words, and the fonts for it."""
    from bot.charts import sheet  # it is rare, and its libraries are large

    made = _of_weeks(catalog, card.weeks) if card.weeks else _of_shares(catalog, card.chart)
    return *made, sheet.fonts()


def _of_shares(catalog: Catalog, chart: Sequence[Bar]) -> tuple[str, str]:
    from bot.charts import drawing  # as above

    title = catalog.say("chat.chart-title")
    return drawing.to_svg(chart, title), drawing.described(chart, title)


def _of_weeks(catalog: Catalog, marks: Sequence[WeekMark]) -> tuple[str, str]:
    from bot.charts import weeks  # as above

    words = weeks.WeekWords(
        title=catalog.say("chat.weeks-title"),
        marks={mark: catalog.say(f"weeks.{mark}") for mark in Mark},
        kept=catalog.say("chat.weeks-kept"),
    )
    return weeks.to_svg(marks, words), weeks.described(marks, words)
