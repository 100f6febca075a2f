from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.terminal.talk import Talk
from bot.adapters.terminal.travelling import Leap, NoLeap, Travelling, leap
from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.weekly.weeks import is_of_a_week
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from tests.adapters.terminal.test_talk import typed
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.hub import FakeHub
from tests.fakes.message import SAM
from tests.fakes.stepper import FIRST, MONDAYS, WEEK, begins_steps
from tests.fakes.surface import FakeSurface

MINUTE = timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "days", "more"),
    [
        ("+1 week", 7, timedelta()),
        ("+3 days", 3, timedelta()),
        ("+2 hours", 0, 120 * MINUTE),
        ("+30 minutes", 0, 30 * MINUTE),
        ("  + 1 Week, 2 days", 9, timedelta()),
        ("+1 day +1 hour 5 minutes", 1, 65 * MINUTE),
        ("+2weeks", 14, timedelta()),
        ("+30 hours", 0, 1800 * MINUTE),
    ],
)
def test_a_step_in_time_is_read_in_all_units_together(
    catalog: Catalog, text: str, days: int, more: timedelta
) -> None:
    assert leap(catalog, text) == Leap(days, more)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("+", "terminal.clock-form"),
        ("+1", "terminal.clock-form"),
        ("+ week", "terminal.clock-form"),
        ("+1 fortnight", "terminal.clock-form"),
        ("+1 week please", "terminal.clock-form"),
        ("+0 days", "terminal.clock-form"),
        ("+9999999 weeks", "terminal.clock-form"),
        ("+1 week 1 year", "terminal.clock-form"),
        ("+999999 weeks", "terminal.clock-far"),
        ("+53 weeks", "terminal.clock-far"),
        ("-1 week", "terminal.clock-back"),
        ("- 1 day", "terminal.clock-back"),
    ],
)
def test_a_step_that_is_not_taken_is_told_why(catalog: Catalog, text: str, key: str) -> None:
    assert leap(catalog, text) == NoLeap(key)


@pytest.mark.parametrize("text", ["1 week", "sql + python", "-", "- sql", "", "c++"])
def test_other_words_are_no_step_in_time(catalog: Catalog, text: str) -> None:
    assert leap(catalog, text) is None


def test_days_are_counted_on_the_wall_and_hours_by_the_clock() -> None:
    before = datetime(2026, 3, 28, 8, tzinfo=UTC)  # nine in Berlin, a day before summer time

    assert Leap(1, timedelta()).after(before, BERLIN) == before + 23 * 60 * MINUTE
    assert Leap(0, 24 * 60 * MINUTE).after(before, BERLIN) == before + 24 * 60 * MINUTE


async def travelled(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, *lines: bytes
) -> list[Card]:
    """What is shown to Sam, who has a time machine."""
    surface = FakeSurface()
    delivery = Delivery(store, Composer(store, catalog), clock, routes={})
    machine = Travelling(clock, catalog, surface)
    talk = Talk(store, delivery, catalog, clock, SAM, surface, travelling=machine)
    await talk.run(typed(*lines))
    return surface.cards[1:]


def gist(cards: list[Card]) -> list[str]:
    """The card of a week by its place, of others what they begin with."""
    return [
        str(card.place.question)
        if card.place and is_of_a_week(card.place)
        else card.body.split("\n")[0]
        for card in cards
    ]


async def test_whatever_is_due_on_the_way_comes_in_order_at_its_own_moment(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)

    cards = await travelled(store, catalog, clock, b"+2 weeks 1 day")

    assert gist(cards) == [
        "The clock shows: Monday, 9 March, 9:00 (Europe/Berlin)",
        "week-1",
        "The clock shows: Saturday, 14 March, 9:00 (Europe/Berlin)",
        "week-1-again",
        "The clock shows: Monday, 16 March, 9:00 (Europe/Berlin)",
        "week-2",
        "The clock shows: Tuesday, 17 March, 13:00 (Europe/Berlin)",
    ]
    assert clock.now() == NOON + 15 * timedelta(days=1)


async def test_where_nothing_is_due_the_card_that_stands_is_shown_below_the_time(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)
    here = await store.conversation(SAM)
    assert here is not None

    told, standing = await travelled(store, catalog, clock, b"+1 hour")

    assert told.body == "The clock shows: Monday, 2 March, 14:00 (Europe/Berlin)"
    assert standing.place is not None
    assert standing.place.version == here.version


async def test_a_step_that_cannot_be_taken_says_so_above_the_card_and_no_time_passes(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)

    (card,) = await travelled(store, catalog, clock, b"-1 week")

    assert card.problem
    assert card.body.startswith("The clock only goes forward. Write for example: +1 week.")
    assert clock.now() == NOON


async def test_a_quarter_in_one_step_ends_in_peace_and_not_in_a_heap(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM, replace(MONDAYS, reminds=False))

    cards = await travelled(store, catalog, clock, b"+13 weeks")

    weekly = [one for one in gist(cards) if one.startswith("week-")]
    assert len(weekly) == 5  # two steps, the question about the rhythm, a step, the farewell


async def test_the_traveller_was_heard_from_where_they_arrived(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM)

    await travelled(store, catalog, clock, b"+1 week")

    kept = await store.kept(SAM)
    assert kept is not None
    assert kept.heard_at == NOON + WEEK > FIRST


async def test_without_the_machine_such_words_are_words(catalog: Catalog) -> None:
    surface, clock, hub = FakeSurface(), FakeClock(), FakeHub()
    delivery = Delivery(hub, Composer(hub, catalog), clock, routes={})

    await Talk(hub, delivery, catalog, clock, SAM, surface).run(typed(b"+1 week"))

    assert len(hub.keys) == 1
    assert clock.now() == NOON
