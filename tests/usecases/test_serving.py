"""What a round makes of one agenda."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.engine.schedule import OPEN_END, Latest, Occasion, Rhythm
from bot.engine.weekly.values import Agenda
from bot.ports.nudges import Order, Served
from bot.ports.outbox import Kind, Reason
from bot.usecases.nudging import carefully, serve
from tests.fakes.clock import NOON
from tests.fakes.stepper import DAY, FIRST, HOUR, MONDAYS, WEEK, agenda, due

BERLIN = ZoneInfo("Europe/Berlin")
SAM = 7


def lived(told: Agenda, weeks: int) -> list[Served]:
    """What rounds make of somebody who says nothing for so many weeks."""
    served = []
    while told.due is not None and told.due.at < NOON + weeks * WEEK:
        served.append(serve(told, SAM, told.due.at))
        told = served[-1].agenda
    return served


def kinds(served: list[Served]) -> list[Kind]:
    return [order.kind for one in served for order in one.orders]


def test_a_nudge_that_is_due_is_written_and_is_of_use_until_the_next_one_comes() -> None:
    served = serve(agenda(), SAM, FIRST)

    assert served.orders == (Order(Kind.NUDGE, "2026-W11", FIRST + WEEK),)


def test_after_a_nudge_comes_its_reminder_at_the_same_hour_and_then_the_next_nudge() -> None:
    nudge, reminder, _ = lived(agenda(), 3)[:3]

    assert nudge.agenda.due == replace(due(Occasion.REMINDER), at=FIRST + 5 * DAY)
    assert reminder.orders == (Order(Kind.REMINDER, "2026-W11", FIRST + WEEK),)
    assert reminder.agenda.due is not None
    assert reminder.agenda.due.at == FIRST + WEEK


def test_only_a_nudge_begins_a_week_and_only_it_waits_for_a_word() -> None:
    nudge, reminder = lived(agenda(), 2)[:2]

    assert (nudge.agenda.nudged, nudge.agenda.silent) == (1, 1)
    assert (reminder.agenda.nudged, reminder.agenda.silent) == (1, 1)


def test_who_has_nothing_planned_gets_nothing() -> None:
    told = agenda(due=None)

    assert serve(told, SAM, FIRST) == Served(told)


def test_two_silent_weeks_ask_about_the_rhythm_and_four_leave_in_peace_once() -> None:
    served = lived(agenda(), 20)

    assert kinds(served) == [
        Kind.NUDGE,
        Kind.REMINDER,
        Kind.NUDGE,
        Kind.REMINDER,
        Kind.CADENCE,
        Kind.NUDGE,
        Kind.REMINDER,
        Kind.PAUSED,
    ]
    last = served[-1].agenda
    assert (last.due, last.schedule.paused_until) == (None, OPEN_END)


def test_a_question_about_the_rhythm_begins_no_week_and_nobody_is_reminded_of_it() -> None:
    told = agenda(silent=2, nudged=2)

    served = serve(told, SAM, FIRST)

    assert (served.agenda.nudged, served.agenda.silent, served.agenda.asked) == (2, 3, True)
    assert served.agenda.due is not None
    assert served.agenda.due.kind is Occasion.NUDGE
    assert served.agenda.latest == Latest(due().period, FIRST, FIRST, settled=True)


def test_a_fortnight_without_a_word_counts_as_two_weeks() -> None:
    fortnights = replace(MONDAYS, rhythm=Rhythm.FORTNIGHTLY)

    served = lived(agenda(fortnights), 20)

    assert kinds(served) == [Kind.NUDGE, Kind.REMINDER, Kind.CADENCE, Kind.PAUSED]


def test_a_short_wait_in_the_queue_is_no_outage() -> None:
    served = serve(agenda(), SAM, FIRST + timedelta(minutes=14))

    assert [order.skipped for order in served.orders] == [None]
    assert served.agenda.due is not None
    assert served.agenda.due.at == FIRST + 5 * DAY


def test_F43_four_weeks_off_come_to_one_nudge_and_the_others_are_noted_as_passed_over() -> None:
    back = FIRST + 3 * WEEK + 3 * HOUR

    served = serve(agenda(), SAM, back)

    assert [(one.period, one.skipped) for one in served.orders] == [
        ("2026-W11", Reason.OFFLINE),
        ("2026-W12", Reason.OFFLINE),
        ("2026-W13", Reason.OFFLINE),
    ]
    assert [one.useful_until for one in served.orders][:2] == [FIRST + WEEK, FIRST + 2 * WEEK]
    assert served.agenda.due is not None
    assert back < served.agenda.due.at < back + 2 * HOUR
    after = serve(served.agenda, SAM, served.agenda.due.at)
    assert [(one.period, one.skipped) for one in after.orders] == [("2026-W14", None)]


def test_F43_weeks_in_which_nobody_could_be_asked_are_not_silent() -> None:
    served = serve(agenda(silent=1), SAM, FIRST + 3 * WEEK + 3 * HOUR)

    assert (served.agenda.silent, served.agenda.nudged) == (1, 0)


def test_F43_what_is_back_at_night_waits_for_the_morning_and_is_spread_there() -> None:
    at_night = datetime(2026, 3, 11, 1, tzinfo=BERLIN)

    moments = [
        served.agenda.due.at.astimezone(BERLIN)
        for served in (serve(agenda(), person, at_night) for person in range(50))
        if served.agenda.due
    ]

    assert len(moments) == 50
    assert all(7 <= moment.hour < 9 for moment in moments)
    assert len({moment.hour * 60 + moment.minute for moment in moments}) > 40


def test_F43_what_would_come_shortly_before_the_next_nudge_is_passed_over() -> None:
    served = serve(agenda(), SAM, FIRST + WEEK - DAY)

    assert [one.skipped for one in served.orders] == [Reason.OFFLINE]
    assert served.agenda.due is not None
    assert served.agenda.due.at == FIRST + WEEK


def test_F25_an_agenda_that_cannot_be_served_waits_a_day_and_says_nothing() -> None:
    broken = replace(agenda(), schedule=replace(MONDAYS, since=date.max))

    served = carefully(broken, SAM, FIRST)

    assert served.orders == ()
    assert served.agenda.due == replace(due(), at=FIRST + DAY)


@pytest.mark.parametrize("late", [timedelta(), timedelta(minutes=10), 3 * HOUR, 9 * WEEK])
def test_what_is_due_next_lies_in_the_future(late: timedelta) -> None:
    served = serve(agenda(), SAM, FIRST + late)

    assert served.agenda.due is not None
    assert served.agenda.due.at > FIRST + late
