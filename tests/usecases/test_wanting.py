"""Whether somebody still wants what was written for their week."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.catalog import Catalog
from bot.engine.plans.plan import CheckIn
from bot.engine.schedule import OPEN_END, Latest, Schedule, period_key
from bot.engine.weekly import weeks
from bot.engine.weekly.values import Question, Weekly
from bot.ports.outbox import Kind, Message, Reason
from bot.usecases.nudging import serve
from bot.usecases.wanting import Waits, Withheld, quiet, wanted, welcome
from tests.engine.weekly.steps import scheduled
from tests.fakes.message import message
from tests.fakes.stepper import DAY, FIRST, HOUR, WEEK, agenda, due, weekly

PERIOD = period_key(due().period)
NUDGE = message(kind=Kind.NUDGE, period=PERIOD, useful_until=FIRST + WEEK)
REMINDER = replace(NUDGE, kind=Kind.REMINDER)
CADENCE = replace(NUDGE, kind=Kind.CADENCE)
PAUSED = replace(NUDGE, kind=Kind.PAUSED)


@pytest.fixture
def nudged(catalog: Catalog) -> Weekly:
    return just_nudged(catalog)


def just_nudged(catalog: Catalog) -> Weekly:
    """The steps of somebody whose first nudge was written a moment ago."""
    return weekly(catalog, agenda=serve(agenda(), 1, FIRST).agenda)


def hours(steps: Weekly) -> Schedule:
    return steps.agenda.schedule


def test_what_was_written_a_moment_ago_is_wanted(nudged: Weekly) -> None:
    assert wanted(NUDGE, nudged, FIRST) is None
    assert wanted(REMINDER, nudged, FIRST + 5 * DAY, FIRST) is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"stopped": True}, Reason.STOPPED),
        ({"paused_until": FIRST + DAY}, Reason.PAUSED),
        ({"snoozed_until": FIRST + DAY}, Reason.SNOOZED),
    ],
)
@pytest.mark.parametrize("one", [NUDGE, REMINDER, CADENCE], ids=lambda one: one.kind)
def test_who_stopped_paused_or_put_off_meanwhile_is_left_alone(
    nudged: Weekly, fields: dict[str, object], reason: Reason, one: Message
) -> None:
    assert wanted(one, scheduled(nudged, **fields), FIRST) == Withheld(reason)


def test_what_was_put_off_until_now_is_wanted_again(nudged: Weekly) -> None:
    put_off = scheduled(nudged, snoozed_until=FIRST + HOUR)

    assert wanted(REMINDER, put_off, FIRST + HOUR, FIRST) is None


def test_a_nudge_of_a_period_that_is_over_is_too_late(nudged: Weekly) -> None:
    newer = Latest(due().period + 1, FIRST + WEEK, FIRST + WEEK)
    there = replace(nudged, agenda=replace(nudged.agenda, latest=newer))

    assert wanted(NUDGE, there, FIRST + WEEK) == Withheld(Reason.TOO_LATE)


@pytest.mark.parametrize("word", [CheckIn.DONE, CheckIn.NOT_YET, CheckIn.LIGHTER])
def test_who_has_said_how_it_went_gets_the_step_and_is_not_reminded(
    catalog: Catalog, nudged: Weekly, word: CheckIn
) -> None:
    said = weeks.checked_in(catalog, nudged, word, FIRST)

    found = [wanted(one, said, FIRST + 5 * DAY, FIRST) for one in (NUDGE, REMINDER)]

    assert found == [None, Withheld(Reason.MOOT)]


@pytest.mark.parametrize(
    ("asked_at", "until", "answer"),
    [
        (FIRST + DAY, None, Withheld(Reason.MOOT)),
        (FIRST - DAY, None, None),
        (FIRST + DAY, FIRST + 5 * DAY, None),
    ],
    ids=["this week", "before", "and put off"],
)
def test_who_wrote_a_question_this_week_is_reminded_only_if_they_wished_so(
    nudged: Weekly, asked_at: datetime, until: datetime | None, answer: Withheld | None
) -> None:
    asked = replace(nudged, question=Question("How do I join three tables?", asked_at))

    found = wanted(REMINDER, scheduled(asked, snoozed_until=until), FIRST + 5 * DAY, FIRST)

    assert found == answer


def test_who_only_changed_their_plan_still_gets_the_step(
    catalog: Catalog, nudged: Weekly
) -> None:
    edited = weeks.edited(catalog, nudged, weeks.today(catalog, nudged))

    assert wanted(NUDGE, edited, FIRST) is None


def test_somebody_who_is_to_be_asked_about_the_rhythm_gets_something_also_once_they_are_heard(
    catalog: Catalog,
) -> None:
    asked = weekly(catalog, agenda=serve(agenda(silent=2), 1, FIRST).agenda)

    found = [wanted(CADENCE, one, FIRST) for one in (asked, weeks.heard(asked))]

    assert found == [None, None]


def test_that_they_are_left_in_peace_is_moot_once_they_came_back(catalog: Catalog) -> None:
    peace = weekly(catalog, agenda=serve(agenda(silent=4), 1, FIRST).agenda)
    gone = wanted(PAUSED, peace, FIRST)

    back = wanted(PAUSED, scheduled(peace, paused_until=None), FIRST)

    assert peace.agenda.schedule.paused_until == OPEN_END
    assert (gone, back) == (None, Withheld(Reason.MOOT))


AT_TEN, AT_SEVEN = FIRST + timedelta(hours=13), FIRST + timedelta(hours=22)


@pytest.mark.parametrize("one", [NUDGE, REMINDER], ids=lambda one: one.kind)
def test_what_comes_into_the_night_waits_for_the_morning(nudged: Weekly, one: Message) -> None:
    came = FIRST - 5 * DAY

    assert wanted(one, nudged, AT_TEN, came) == Waits(AT_SEVEN)
    assert wanted(one, nudged, AT_SEVEN, came) is None


def test_a_morning_after_the_end_of_the_period_is_too_late(nudged: Weekly) -> None:
    short = replace(NUDGE, useful_until=AT_SEVEN)

    assert wanted(short, nudged, AT_TEN) == Withheld(Reason.TOO_LATE)


@pytest.mark.parametrize(
    ("late", "answer"),
    [
        (timedelta(), None),
        (timedelta(minutes=15), None),
        (timedelta(minutes=16), Waits(FIRST + 5 * DAY + timedelta(minutes=16))),
        (DAY, Waits(FIRST + 6 * DAY)),
        (3 * DAY, Withheld(Reason.TOO_LATE)),
        (5 * DAY, Withheld(Reason.TOO_LATE)),
    ],
)
def test_nobody_is_reminded_sooner_than_five_days_after_the_nudge_came(
    nudged: Weekly, late: timedelta, answer: Waits | Withheld | None
) -> None:
    assert wanted(REMINDER, nudged, FIRST + 5 * DAY, FIRST + late) == answer


def test_a_reminder_that_had_to_wait_comes_when_its_moment_has_come(nudged: Weekly) -> None:
    assert wanted(REMINDER, nudged, FIRST + 6 * DAY, FIRST + DAY) is None


def test_nobody_is_reminded_of_what_never_came(nudged: Weekly) -> None:
    assert wanted(REMINDER, nudged, FIRST + 5 * DAY) == Withheld(Reason.MOOT)


def test_a_reminder_that_waits_for_its_nudge_waits_for_the_morning_too(nudged: Weekly) -> None:
    found = wanted(REMINDER, nudged, FIRST + 5 * DAY, AT_TEN)

    assert found == Waits(AT_SEVEN + 5 * DAY)


@pytest.mark.parametrize(
    ("came", "answer"),
    [(FIRST, None), (None, None), (FIRST + 2 * DAY + HOUR, Withheld(Reason.TOO_LATE))],
)
def test_what_was_put_off_comes_when_they_said_unless_it_came_after_that(
    nudged: Weekly, came: datetime | None, answer: Withheld | None
) -> None:
    put_off = scheduled(nudged, snoozed_until=FIRST + 2 * DAY)

    assert wanted(REMINDER, put_off, FIRST + 2 * DAY + HOUR, came) == answer


# A word of a mentor

WORD = message(kind=Kind.ENCOURAGED, useful_until=FIRST + 2 * WEEK)
ASKS = replace(WORD, kind=Kind.CHECK_IN_WANTED)
AT_THE_DESK = pytest.mark.parametrize("one", [WORD, ASKS], ids=lambda one: one.kind)
NIGHT = FIRST + 15 * HOUR
"""Midnight in Berlin."""


@AT_THE_DESK
def test_a_word_is_welcome_by_day(nudged: Weekly, one: Message) -> None:
    assert welcome(one, hours(nudged), FIRST) is None


@AT_THE_DESK
def test_a_word_waits_for_the_morning_or_comes_too_late(nudged: Weekly, one: Message) -> None:
    late = replace(one, useful_until=NIGHT + HOUR)

    assert welcome(one, hours(nudged), NIGHT) == Waits(FIRST + 22 * HOUR)
    assert welcome(late, hours(nudged), NIGHT) == Withheld(Reason.TOO_LATE)
    assert quiet(one, hours(nudged), NIGHT) == welcome(one, hours(nudged), NIGHT)


@AT_THE_DESK
def test_a_word_waits_for_the_end_of_a_pause_or_is_left(nudged: Weekly, one: Message) -> None:
    until = FIRST + 10 * DAY
    paused = scheduled(nudged, paused_until=until)

    assert welcome(one, hours(paused), FIRST) == Waits(until)
    assert welcome(one, hours(paused), until) is None
    assert welcome(replace(one, useful_until=until), hours(paused), FIRST) == Withheld(
        Reason.PAUSED
    )


def test_whoever_is_left_in_peace_after_a_silence_may_hear_a_word_but_is_asked_nothing(
    nudged: Weekly,
) -> None:
    silent = scheduled(nudged, paused_until=OPEN_END)

    assert welcome(WORD, hours(silent), FIRST) is None
    assert welcome(ASKS, hours(silent), FIRST) == Withheld(Reason.PAUSED)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"stopped": True}, Reason.STOPPED),
        ({"snoozed_until": FIRST + DAY}, Reason.SNOOZED),
    ],
)
def test_whoever_stopped_or_put_off_is_asked_for_nothing_and_may_hear_a_word(
    nudged: Weekly, fields: dict[str, object], reason: Reason
) -> None:
    there = scheduled(nudged, **fields)

    assert welcome(ASKS, hours(there), FIRST) == Withheld(reason)
    assert welcome(WORD, hours(there), FIRST) is None
