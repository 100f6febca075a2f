"""What is drawn of a brief can be read: its labels leave ink where they stand."""

from dataclasses import replace

import pytest

from bot.adapters.discord.inbound import address
from bot.cards import Card
from bot.catalog import Catalog
from bot.charts.pictures import Picture, Pictures
from bot.charts.sheet import LABEL_SIZE
from bot.engine.plans.plan import CheckIn
from tests.charts.pixels import Pixels
from tests.engine.weekly.steps import after_weeks
from tests.fakes.discord.club import SHARE_ALL, Club, newest
from tests.fakes.stepper import changes

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("is_in_weeks", [False, True])
async def test_the_labels_of_a_brief_have_ink(
    club: Club, catalog: Catalog, monkeypatch: pytest.MonkeyPatch, is_in_weeks: bool
) -> None:
    kim, sam = await club.mentor(), club.served.discord.person()
    await club.has_role(sam, catalog)
    if is_in_weeks:
        weeks = after_weeks(catalog, CheckIn.DONE, CheckIn.PARTLY)
        await changes(club.served.store, address(sam.id), weeks)
    await club.pair(kim, sam, SHARE_ALL)
    briefs: list[Card] = []
    draws = Pictures.of

    async def noted(drawing: Pictures, card: Card) -> Picture | None:
        briefs.append(card)
        return await draws(drawing, card)

    monkeypatch.setattr(Pictures, "of", noted)

    await club.status(kim, sam)

    (content,) = kim.files(newest(kim, kim.town)).values()
    shown, blank = Pixels(content), await without_labels(catalog, briefs[-1])
    inked = [y for y in range(shown.height) if shown.row(y) != blank.row(y)]
    labels = briefs[-1].weeks or briefs[-1].chart
    assert bool(briefs[-1].weeks) is is_in_weeks
    assert shown.height == blank.height
    assert len(inked) > len(labels) * LABEL_SIZE / 2


async def without_labels(catalog: Catalog, brief: Card) -> Pixels:
    """The same picture, with nothing written where its labels stand."""
    blank = replace(
        brief,
        chart=tuple(replace(one, label="") for one in brief.chart),
        weeks=tuple(replace(one, label="") for one in brief.weeks),
    )
    picture = await Pictures(catalog).of(blank)
    assert picture is not None
    return Pixels(picture.png)
