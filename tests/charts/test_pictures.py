import asyncio

import pytest

from bot.cards import Bar, Card, WeekMark
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.charts import drawing, pictures
from bot.charts.pictures import Pictures
from bot.engine.plans.rhythm import Mark
from bot.paths import content_folder

BARS = (Bar("Data analyst", 0.6), Bar("Data engineer", 0.4))
SUMMARY = Card("Analyst.", chart=BARS)
WEEKS = tuple(WeekMark(at, f"Topic {at}", mark, kept=True) for at, mark in enumerate(Mark, 1))


async def test_I6_between_two_pictures_it_is_somebody_elses_turn(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []

    def to_png(chart: object, title: str) -> bytes:
        happened.append(str(len(happened) // 2))
        return happened[-1].encode()

    async def others() -> None:
        while len(happened) < 7:
            await asyncio.sleep(0)
            if happened[-1:] != ["others"] and happened:
                happened.append("others")

    monkeypatch.setattr(drawing, "to_png", to_png)
    monkeypatch.setattr(pictures, "REST", 0.01)
    drawn, ours = Pictures(catalog), asyncio.create_task(others())

    made = await asyncio.gather(*(drawn.of(SUMMARY) for _ in range(4)))
    await asyncio.wait_for(ours, 5)

    assert [one.png for one in made if one] == [b"0", b"1", b"2", b"3"]
    assert happened[:7] == ["0", "others", "1", "others", "2", "others", "3"]


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
