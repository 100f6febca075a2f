"""This week's step in a direct message: it is the living card, whatever stood there before."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.discord.inbound import address
from bot.catalog import Catalog
from bot.usecases.nudging import Nudging
from tests.engine.plans.weeks import ANALYST
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.discord.live import live
from tests.fakes.discord.person import Person
from tests.fakes.discord.screen import Screen
from tests.fakes.discord.seen import words
from tests.fakes.discord.served import Served, serving_discord
from tests.fakes.discord.server import FakeDiscord
from tests.fakes.discord.shown import place_shown
from tests.fakes.stepper import DAY, FIRST, begins_steps, steps_of


class Weeks:
    """A program by a clock that is put forward, and Sam, whose steps begin on Monday."""

    def __init__(self, served: Served, clock: FakeClock, sam: Person) -> None:
        self.served = served
        self.sam = sam
        self.account = address(sam.id)
        self._clock = clock
        self._nudging = Nudging(served.store, clock, served.delivery.wake)

    async def pass_by(self, span: timedelta) -> None:
        """Time passes; what is due comes."""
        self._clock.pass_by(span)
        await self._nudging.catch_up()
        await self.served.rests()

    async def presses(self, name: str, on: Screen | None = None) -> None:
        """A button of a card, or of one as it was seen once."""
        await (self.sam.presses(name) if on is None else on.presses(name))
        await self.served.rests()

    def sees(self) -> Screen:
        """The card that can be answered, as it is now."""
        return Screen(self.served.discord, self.sam, self.sam.live[0])

    async def kept(self) -> tuple[int, int]:
        """How many weeks are behind Sam, and how many nudges came since the last word."""
        steps = await steps_of(self.served.store, self.account)
        return len(steps.plan.past), steps.agenda.nudged


@pytest.fixture
async def weeks(discord: FakeDiscord, database: Path, catalog: Catalog) -> AsyncIterator[Weeks]:
    clock = FakeClock()
    async with serving_discord(discord, database, catalog, clock) as served:
        sam = served.discord.person()
        await served.asks(sam)
        account = address(sam.id)
        await begins_steps(served.store, catalog, account)
        yield Weeks(served, clock, sam)


async def test_a_nudge_becomes_the_living_card_and_the_one_before_a_line(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)

    (card,) = weeks.sam.live
    assert place_shown(card).question == "week-1"
    assert "Week 1: " in words(card)
    assert len(weeks.sam.cards) == 2


async def test_the_address_of_a_step_can_be_followed(weeks: Weeks, catalog: Catalog) -> None:
    await weeks.pass_by(FIRST - NOON)

    (card,) = weeks.sam.live
    address = catalog.roles[ANALYST].ladder[0].url
    assert live({"components": card.components}) == [f"<{address}>"]


async def test_a_word_on_a_nudge_is_answered_in_its_place(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)

    await weeks.presses("Done")

    assert await weeks.kept() == (1, 0)
    assert len(weeks.sam.live) == 1
    assert len(weeks.sam.cards) == 2


async def test_the_card_of_a_week_that_is_over_keeps_its_title(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)
    (first,) = weeks.sam.live
    title = next(line for line in words(first).splitlines() if "Week 1: " in line)

    await weeks.pass_by(5 * DAY)
    await weeks.pass_by(2 * DAY)

    lines = [words(one) for one in weeks.sam.cards if one not in weeks.sam.live]
    assert any(title.strip("*") in line and "Done" not in line for line in lines)
    assert [place_shown(one).question for one in weeks.sam.live] == ["week-2"]


async def test_a_press_on_last_weeks_nudge_tells_how_that_week_went_once(
    weeks: Weeks,
) -> None:
    await weeks.pass_by(FIRST - NOON)
    last_week = weeks.sees()
    await weeks.pass_by(5 * DAY)
    await weeks.pass_by(2 * DAY)

    await weeks.presses("Done", last_week)
    once = await weeks.kept()
    await weeks.presses("Done", last_week)

    assert (once, await weeks.kept()) == ((1, 0), (1, 0))
    assert len(weeks.sam.live) == 1


async def test_this_weeks_nudge_can_be_pressed_below_another_card(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)
    nudge = weeks.sees()
    await weeks.sam.says("help")
    await weeks.served.rests()

    await weeks.presses("Done", nudge)

    assert await weeks.kept() == (1, 0)
    assert len(weeks.sam.live) == 1


async def test_F07_a_double_press_on_a_nudge_counts_once(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)
    nudge = weeks.sees()

    await weeks.presses("Done", nudge)
    await weeks.presses("Done", nudge)

    assert await weeks.kept() == (1, 0)
