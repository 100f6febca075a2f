"""What somebody wants, read from what they press and type, without the program's schedule."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.catalog import Catalog, Command
from bot.engine.events import Asked, Chose, Event, Opened, Typed
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import weeks
from bot.engine.weekly.times_rooms import TimeButton
from bot.rehearsal.seasons.calendar import FOR_GOOD, Wish, week_of
from bot.rehearsal.seasons.wishes import AT_FIRST, Moment, Said, changed, put_off, said
from tests.engine.weekly.steps import nudged, somebody, wanted

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
FIRST = Moment(NOW, came=None, latest=None)
CAME = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATER = Moment(NOW, came=CAME, latest=week_of(date(2026, 3, 2)))
BERLIN = Wish(0, time(9), "Europe/Berlin", date(2026, 3, 2), quiet=(time(22), time(7)))
STOPPED = replace(BERLIN, stopped=True)
LEFT = replace(BERLIN, paused_until=FOR_GOOD)
RESTED = replace(BERLIN, paused_until=CAME)
HERE = Conversation(id=1, version=3, stage=Stage.SETTINGS)


def pressed(choice: str) -> Said:
    return Said(choice, None, Stage.SETTINGS)


def typed(words: str, room: Stage, to: Stage = Stage.SETTINGS) -> Said:
    return Said(words, room, to)


@pytest.mark.parametrize(
    ("hour", "zone", "since"),
    [
        ("at-2-13", "UTC", date(2026, 3, 4)),
        ("at-2-11", "UTC", date(2026, 3, 11)),
        ("at-2-20", "Asia/Tokyo", date(2026, 3, 11)),
        ("at-1-23", "UTC", date(2026, 3, 10)),
        ("at-0-9", "UTC", date(2026, 3, 9)),
    ],
)
def test_whoever_begins_begins_the_next_time_that_their_hour_comes(
    hour: str, zone: str, since: date
) -> None:
    begun = changed(replace(AT_FIRST, zone=zone), pressed(hour), FIRST)

    assert (begun.since, begun.stopped) == (since, False)


def test_what_falls_into_the_night_begins_in_the_morning_after() -> None:
    midnight = Moment(datetime(2026, 3, 4, 23, 30, tzinfo=UTC), came=None, latest=None)

    begun = changed(AT_FIRST, pressed("at-2-23"), midnight)

    assert begun.since == date(2026, 3, 4)


def test_after_the_first_step_another_time_counts_from_no_other_week() -> None:
    assert changed(BERLIN, pressed("at-5-10"), LATER) == replace(BERLIN, day=5, hour=time(10))


@pytest.mark.parametrize(
    ("choice", "days"),
    [(TimeButton.ONE_WEEK, 7), (TimeButton.TWO_WEEKS, 14), (TimeButton.FOUR_WEEKS, 28)],
)
def test_a_pause_ends_at_the_same_hour_on_the_wall(choice: str, days: int) -> None:
    paused = changed(BERLIN, pressed(choice), LATER)

    there = (paused.paused_until or NOW).astimezone(BERLIN.wall)
    assert (there.date().toordinal() - NOW.date().toordinal(), there.hour) == (days, 13)


@pytest.mark.parametrize(
    ("before", "room"), [(BERLIN, Stage.PAUSING), (LEFT, Stage.WEEK)], ids=["new", "lasting"]
)
@pytest.mark.parametrize(
    ("words", "until"), [("in 10 days", date(2026, 3, 14)), ("3 April", date(2026, 4, 3))]
)
def test_a_pause_until_a_day_ends_when_that_begins_there(
    before: Wish, room: Stage, words: str, until: date
) -> None:
    paused = changed(before, typed(words, room), LATER)

    begins = datetime.combine(until, time(), BERLIN.wall)
    assert paused.paused_until == begins


@pytest.mark.parametrize(
    ("before", "one", "after"),
    [
        (BERLIN, pressed(Command.STOP), STOPPED),
        (STOPPED, pressed(Command.RESUME), BERLIN),
        (LEFT, pressed(TimeButton.BACK), BERLIN),
        (LEFT, pressed(CheckIn.DONE), BERLIN),
        (LEFT, typed("done", Stage.WEEK, Stage.WEEK), BERLIN),
        (LEFT, typed("done", Stage.CUE), LEFT),
        (LEFT, pressed("at-0-9"), BERLIN),
        (STOPPED, pressed("day-3"), STOPPED),
        (BERLIN, pressed("day-3"), BERLIN),
        (BERLIN, pressed("hour-18"), replace(BERLIN, hour=time(18))),
        (BERLIN, pressed("quiet-21-8"), replace(BERLIN, quiet=(time(21), time(8)))),
        (BERLIN, pressed(TimeButton.NO_QUIET), replace(BERLIN, quiet=None)),
        (BERLIN, pressed("zone-Asia/Tokyo"), replace(BERLIN, zone="Asia/Tokyo")),
        (BERLIN, pressed(TimeButton.FORTNIGHTLY), replace(BERLIN, rhythm=2)),
        (BERLIN, typed("auckland", Stage.ZONE), replace(BERLIN, zone="Pacific/Auckland")),
        (BERLIN, typed("Asia/Tokyo", Stage.ZONE), replace(BERLIN, zone="Asia/Tokyo")),
        (BERLIN, typed("fri 7", Stage.HOUR), replace(BERLIN, day=4, hour=time(7))),
        (BERLIN, typed("fri 7", Stage.PLAN), replace(BERLIN, day=4, hour=time(7))),
        (BERLIN, typed("2", Stage.HOUR), replace(BERLIN, hour=time(2))),
        (BERLIN, typed("auckland", Stage.CUE), BERLIN),
        (BERLIN, typed("in 10 days", Stage.WEEK), BERLIN),
        (RESTED, typed("in 10 days", Stage.WEEK), RESTED),
        (AT_FIRST, pressed(Command.RESUME), AT_FIRST),
        (BERLIN, pressed("progress"), BERLIN),
    ],
)
def test_a_word_means_what_it_says(before: Wish, one: Said, after: Wish) -> None:
    assert changed(before, one, LATER) == after


def test_a_picked_day_counts_with_its_hour() -> None:
    picked = changed(BERLIN, pressed("day-3"), LATER)

    wish = changed(picked, pressed("hour-18"), LATER)

    assert (wish.day, wish.hour, wish.picked) == (3, time(18), None)


def test_every_second_week_is_counted_from_the_latest_step() -> None:
    two_weeks_ago = replace(BERLIN, since=date(2026, 2, 16))

    assert changed(two_weeks_ago, pressed("set-fortnightly"), LATER).since == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("choice", "until"),
    [
        (TimeButton.LATER, datetime(2026, 3, 4, 15, tzinfo=UTC)),
        (TimeButton.TOMORROW, datetime(2026, 3, 5, 8, tzinfo=UTC)),
        (TimeButton.THREE_DAYS, datetime(2026, 3, 7, 8, tzinfo=UTC)),
        (TimeButton.STOP, None),
    ],
)
def test_a_step_is_put_off_by_hours_or_days(choice: str, until: datetime | None) -> None:
    assert put_off(BERLIN, pressed(choice), NOW) == until


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Asked(NOW, Command.STOP), "stop"),
        (Chose(NOW, weeks.place(HERE), frozenset({"done"})), "done"),
        (Typed(NOW, "Berlin"), "Berlin"),
        (Opened(NOW), None),
    ],
)
def test_only_what_led_on_was_said(event: Event, words: str | None, catalog: Catalog) -> None:
    there = replace(HERE, version=4)

    one = said(catalog, HERE, there, event)

    assert (one and one.words) == words
    assert said(catalog, HERE, HERE, event) is None


def test_a_number_is_the_choice_that_stands_there(catalog: Catalog) -> None:
    welcome = Conversation(id=1, version=3)

    one = said(catalog, welcome, replace(welcome, version=4), Typed(NOW, "2"))

    assert one == Said("about", None, Stage.WELCOME)


def test_after_a_silence_a_number_is_a_choice_of_the_card_that_it_led_to(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog), 2)
    agenda = replace(weekly.agenda, silent=3, asked=True)
    hour = replace(somebody(replace(weekly, agenda=agenda)), stage=Stage.HOUR)
    under = weeks.silence_place(hour, weeks.HOW_OFTEN)

    for event in (Typed(NOW, "2"), Typed(NOW, "2", under)):
        one = said(catalog, hour, replace(hour, version=21), event)
        assert one == Said(WeeklyButton.EVERY_SECOND, None, Stage.HOUR)
