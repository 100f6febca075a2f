"""This week's step in a direct message: it is the living card, whatever stood there before."""

from collections.abc import AsyncIterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.ports.inbound import Address
from bot.usecases.nudging import Nudging
from tests.engine.plans.weeks import ANALYST
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.slack.person import Person, words
from tests.fakes.slack.served import Served, serving_slack
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.shown import place_shown
from tests.fakes.slack.walking import objects
from tests.fakes.slack.workspace import TEAM, Posted
from tests.fakes.stepper import DAY, FIRST, begins_steps, steps_of


class Weeks:
    """A program by a clock that is put forward, and Sam, whose steps begin on Monday."""

    def __init__(self, served: Served, clock: FakeClock, sam: Person) -> None:
        self.served = served
        self.sam = sam
        self.account = Address("slack", TEAM, sam.user)
        self._clock = clock
        self._nudging = Nudging(served.store, clock, served.delivery.wake)

    async def pass_by(self, span: timedelta) -> None:
        """Time passes; what is due comes."""
        self._clock.pass_by(span)
        await self._nudging.catch_up()
        await self.served.rests()

    async def presses(self, name: str, on: Posted | None = None) -> None:
        await self.sam.presses(name, on=on)
        await self.served.rests()

    async def kept(self) -> tuple[int, int]:
        """How many weeks are behind Sam, and how many nudges came since the last word."""
        steps = await steps_of(self.served.store, self.account)
        return len(steps.plan.past), steps.agenda.nudged


@pytest.fixture
async def weeks(slack: FakeSlack, database: Path, catalog: Catalog) -> AsyncIterator[Weeks]:
    clock = FakeClock()
    async with serving_slack(slack, database, catalog, clock) as served:
        sam = served.slack.person()
        await served.asks(sam)
        account = Address("slack", TEAM, sam.user)
        await begins_steps(served.store, catalog, account)
        yield Weeks(served, clock, sam)


async def test_a_nudge_becomes_the_living_card_and_the_one_before_a_line(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)

    (card,) = weeks.sam.live
    assert place_shown(card).question == "week-1"
    assert "Week 1: " in words(card.blocks)
    assert len(weeks.sam.cards) == 2


async def test_the_address_of_a_step_can_be_followed(weeks: Weeks, catalog: Catalog) -> None:
    await weeks.pass_by(FIRST - NOON)

    (card,) = weeks.sam.live
    address = catalog.roles[ANALYST].ladder[0].url
    assert {"type": "link", "url": address} in [one for _, one in objects(card.blocks)]


async def test_a_word_on_a_nudge_is_answered_in_its_place(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)

    await weeks.presses("Done")

    assert await weeks.kept() == (1, 0)
    assert len(weeks.sam.live) == 1
    assert len(weeks.sam.cards) == 2


async def test_the_card_of_a_week_that_is_over_keeps_its_title(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)
    (first,) = weeks.sam.live
    title = next(line for line in words(first.blocks).splitlines() if "Week 1: " in line)

    await weeks.pass_by(5 * DAY)
    await weeks.pass_by(2 * DAY)

    lines = [words(one.blocks) for one in weeks.sam.cards if one not in weeks.sam.live]
    assert any(title in line and "Done" not in line for line in lines)
    assert [place_shown(one).question for one in weeks.sam.live] == ["week-2"]


async def test_a_press_on_last_weeks_nudge_tells_how_that_week_went_once(
    weeks: Weeks,
) -> None:
    await weeks.pass_by(FIRST - NOON)
    last_week = deepcopy(weeks.sam.live[0])
    await weeks.pass_by(5 * DAY)
    await weeks.pass_by(2 * DAY)

    await weeks.presses("Done", last_week)
    once = await weeks.kept()
    await weeks.presses("Done", last_week)

    assert (once, await weeks.kept()) == ((1, 0), (1, 0))
    assert len(weeks.sam.live) == 1


async def test_this_weeks_nudge_can_be_pressed_below_another_card(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)
    nudge = deepcopy(weeks.sam.live[0])
    await weeks.sam.says("help")
    await weeks.served.rests()

    await weeks.presses("Done", nudge)

    assert await weeks.kept() == (1, 0)
    assert len(weeks.sam.live) == 1


async def test_F07_a_double_press_on_a_nudge_counts_once(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON)
    nudge = deepcopy(weeks.sam.live[0])

    await weeks.presses("Done", nudge)
    await weeks.presses("Done", nudge)

    assert await weeks.kept() == (1, 0)


async def test_home_shows_this_weeks_step_and_takes_a_word_on_it(
    weeks: Weeks, catalog: Catalog
) -> None:
    await weeks.pass_by(FIRST - NOON)
    await weeks.sam.opens_home()
    await weeks.served.until(lambda: "Week 1: " in words(weeks.sam.home.get("blocks", [])))

    await weeks.sam.presses_home("Done")
    await weeks.served.rests()

    assert await weeks.kept() == (1, 0)
    await weeks.served.until(
        lambda: "That step is yours now." in words(weeks.sam.live[-1].blocks)
    )
    await weeks.served.until(lambda: "Week 1: " not in words(weeks.sam.home["blocks"]))
    assert catalog.say("slack.home-plan") not in words(weeks.sam.home["blocks"])


async def test_home_that_was_opened_lately_shows_the_step_that_came_since(weeks: Weeks) -> None:
    await weeks.pass_by(FIRST - NOON - timedelta(minutes=30))
    await weeks.sam.opens_home()
    await weeks.served.until(lambda: weeks.sam.home)
    before = words(weeks.sam.home["blocks"])

    await weeks.pass_by(timedelta(minutes=30))

    await weeks.served.until(lambda: "Week 1: " in words(weeks.sam.home["blocks"]))
    assert "Week 1: " not in before


async def test_home_that_nobody_looks_at_costs_no_request_when_a_step_comes(
    weeks: Weeks, slack: FakeSlack
) -> None:
    await weeks.sam.opens_home()
    await weeks.served.until(lambda: weeks.sam.home)
    published = len(slack.requests("views.publish"))

    await weeks.pass_by(FIRST - NOON)

    assert len(weeks.sam.cards) == 2
    assert len(slack.requests("views.publish")) == published


async def test_home_leads_somebody_without_weekly_steps_to_them(
    served: Served, catalog: Catalog
) -> None:
    sam = served.slack.person()
    await served.asks(sam)
    await sam.opens_home()
    await served.until(lambda: "One small step a week" in words(sam.home.get("blocks", [])))

    await sam.presses_home("Start weekly steps")
    await served.rests()

    assert catalog.say("week.no-role") in words(sam.live[-1].blocks)
