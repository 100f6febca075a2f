import asyncio
import sys
import threading
from collections.abc import Sequence

import pytest

from bot.cards import Bar, Card, WeekMark
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.charts import apart, drawing, sheet
from bot.charts.pictures import Pictures
from bot.engine.plans.rhythm import Mark
from bot.paths import content_folder

BARS = (Bar("Data analyst", 0.6), Bar("Data engineer", 0.4))
SUMMARY = Card("Analyst.", chart=BARS)
WEEKS = tuple(WeekMark(at, f"Topic {at}", mark, kept=True) for at, mark in enumerate(Mark, 1))


class Drawings:
    """Drawings that begin, and end when they are told to.

    Attributes:
        begun: how many began.
    """

    def __init__(self) -> None:
        self.begun = 0
        self._may_end = asyncio.Semaphore(0)
        self._began = asyncio.Semaphore(0)

    async def png(self, svg: str, fonts: Sequence[str]) -> bytes | None:
        """As ``apart.png``."""
        self.begun += 1
        number = self.begun
        self._began.release()
        await self._may_end.acquire()
        return str(number).encode()

    async def one_begins(self) -> None:
        """Wait until the next one has begun."""
        await self._began.acquire()

    def one_ends(self) -> None:
        """Let one come to its end."""
        self._may_end.release()


async def test_I6_a_slow_drawing_stops_nobody_and_the_next_one_waits_for_it(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings = Drawings()
    monkeypatch.setattr(apart, "png", drawings.png)
    drawn = Pictures(catalog)

    asked = [asyncio.create_task(drawn.of(SUMMARY)) for _ in range(3)]
    begun = []
    for _ in asked:
        await drawings.one_begins()
        for _ in range(100):
            await asyncio.sleep(0)
        begun.append(drawings.begun)
        drawings.one_ends()
    made = await asyncio.gather(*asked)

    assert begun == [1, 2, 3]
    assert [one.png for one in made if one] == [b"1", b"2", b"3"]


async def test_I6_the_loop_draws_nothing_itself(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops = threading.get_ident()
    drawn_by: list[int] = []
    described = drawing.described

    def noted(chart: Sequence[Bar], title: str) -> str:
        drawn_by.append(threading.get_ident())
        return described(chart, title)

    def never(svg: str) -> bytes:
        raise AssertionError("a picture was drawn in this process")

    monkeypatch.setattr(drawing, "described", noted)
    monkeypatch.setattr(sheet, "png", never)

    picture = await Pictures(catalog).of(SUMMARY)

    assert picture is not None
    assert drawn_by
    assert loops not in drawn_by


async def test_what_cannot_be_drawn_now_is_no_picture_and_the_next_is_one(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, executable = Pictures(catalog), sys.executable
    monkeypatch.setattr(sys, "executable", "/no/such/interpreter")

    before = await drawn.of(SUMMARY)
    monkeypatch.setattr(sys, "executable", executable)
    after = await drawn.of(SUMMARY)

    assert before is None
    assert after is not None


async def test_a_picture_of_shares_is_one_and_says_what_it_shows(catalog: Catalog) -> None:
    picture = await Pictures(catalog).of(SUMMARY)

    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    assert picture.told == (
        f"{catalog.say('chat.chart-title')}: Data analyst 60\xa0%, Data engineer 40\xa0%"
    )


@pytest.mark.parametrize("language", ["en", "de"])
async def test_a_picture_of_weeks_has_the_words_of_the_content(language: str) -> None:
    words = load(content_folder(), language)

    picture = await Pictures(words).of(Card("Progress", weeks=WEEKS))

    assert picture is not None
    assert picture.png.startswith(b"\x89PNG")
    told = "; ".join(
        f"{week.number} {week.label}, {words.say(f'weeks.{week.mark}')}" for week in WEEKS
    )
    assert picture.told == f"{words.say('chat.weeks-title')}: {told}"


async def test_of_a_card_with_nothing_to_draw_there_is_none(catalog: Catalog) -> None:
    assert await Pictures(catalog).of(Card("Hello")) is None
