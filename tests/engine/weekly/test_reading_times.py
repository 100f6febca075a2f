from datetime import date, time

import pytest

from bot.catalog import Catalog
from bot.engine.schedule import QuietHours
from bot.engine.weekly.reading_times import (
    Moment,
    NoDay,
    Quiet,
    day,
    moment,
    pause,
    quiet,
)

TUESDAY, SUNDAY = 1, 6
TODAY = date(2026, 11, 26)
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tuesday 18:30", Moment(TUESDAY, time(18, 30))),
        ("tue 6pm", Moment(TUESDAY, time(18))),
        ("On Tuesdays, at 6:05 p.m.", Moment(TUESDAY, time(18, 5))),
        ("at 7 on sunday", Moment(SUNDAY, time(7))),
        ("18.30", Moment(None, time(18, 30))),
        ("18h30", Moment(None, time(18, 30))),
        ("9", Moment(None, time(9))),
        ("12 am", Moment(None, time(0))),
        ("12pm", Moment(None, time(12))),
        ("Tuesday", Moment(TUESDAY, None)),
        ("8 o\u2019clock please", Moment(None, time(8))),
    ],
)
def test_a_day_and_an_hour_are_read_as_people_write_them(
    catalog: Catalog, text: str, said: Moment
) -> None:
    assert moment(catalog, text) == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "someday",
        "24:00",
        "25",
        "18:75",
        "13pm",
        "0 am",
        "830",
        "2027",
        "9 and 10",
        "9 10",
        "tuesday or sunday 9",
        "tuesday in the evening",
        "9:00:00",
    ],
)
def test_what_leaves_a_doubt_is_no_time(catalog: Catalog, text: str) -> None:
    assert moment(catalog, text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("di 18 Uhr", Moment(TUESDAY, time(18))),
        ("immer dienstags um 18:30 Uhr", Moment(TUESDAY, time(18, 30))),
        ("So 9 Uhr", Moment(SUNDAY, time(9))),
        ("tue 6pm", Moment(TUESDAY, time(18))),
    ],
)
def test_german_days_and_hours_are_read_and_english_ones_too(
    german: Catalog, text: str, said: Moment
) -> None:
    assert moment(german, text) == said


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("21-8", QuietHours(time(21), time(8))),
        ("22:00 to 7:00", QuietHours(time(22), time(7))),
        ("from 10pm \u2013 6:30 am", QuietHours(time(22), time(6, 30))),
        ("none", None),
        (" None ", None),
        ("7-7", None),
    ],
)
def test_quiet_hours_are_read_and_none_is_an_answer(
    catalog: Catalog, text: str, hours: QuietHours | None
) -> None:
    assert quiet(catalog, text) == Quiet(hours)


@pytest.mark.parametrize("text", ["", "21", "21-25", "at night", "21-8-9", "21-8 on sundays"])
def test_what_is_not_two_hours_is_no_quiet_time(catalog: Catalog, text: str) -> None:
    assert quiet(catalog, text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 January", date(2027, 1, 3)),
        ("until January 3rd", date(2027, 1, 3)),
        ("3 jan 2027", date(2027, 1, 3)),
        ("January 3,2027", date(2027, 1, 3)),
        ("2027-01-03", date(2027, 1, 3)),
        ("until 3.1.", date(2027, 1, 3)),
        ("3. 1. 2027", date(2027, 1, 3)),
        ("27 November", date(2026, 11, 27)),
        ("28 March", date(2027, 3, 28)),
        ("26 November 2027", date(2027, 11, 26)),
        ("in 10 days", date(2026, 12, 6)),
        ("for 2 weeks", date(2026, 12, 10)),
        ("next week", date(2026, 12, 3)),
        ("tomorrow", date(2026, 11, 27)),
        ("next monday", date(2026, 11, 30)),
        ("thursday", date(2026, 12, 3)),
        ("in 366 days", date(2027, 11, 27)),
        ("January", date(2027, 1, 1)),
        ("until december", date(2026, 12, 1)),
    ],
)
def test_a_day_to_come_is_read_and_without_a_year_it_is_the_next_one_if_near(
    catalog: Catalog, text: str, found: date
) -> None:
    assert day(catalog, text, TODAY) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bis 3. Januar", date(2027, 1, 3)),
        ("in 10 Tagen", date(2026, 12, 6)),
        ("nächsten Montag", date(2026, 11, 30)),
        ("morgen", date(2026, 11, 27)),
        ("einen Monat", date(2026, 12, 26)),
        ("drei Monate", date(2027, 2, 26)),
        ("3. März 2027", date(2027, 3, 3)),
    ],
)
def test_german_days_to_come_are_read(german: Catalog, text: str, found: date) -> None:
    assert day(german, text, TODAY) == found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2026-11-26", NoDay.PAST),
        ("1 May 2020", NoDay.PAST),
        ("in 0 days", NoDay.PAST),
        ("in 367 days", NoDay.FAR),
        ("in 60 weeks", NoDay.FAR),
        ("2029-01-01", NoDay.FAR),
        ("", NoDay.UNREAD),
        ("soon", NoDay.UNREAD),
        ("31 February", NoDay.UNREAD),
        ("2027-13-01", NoDay.UNREAD),
        ("3/1", NoDay.UNREAD),
        ("3 January 4 2027", NoDay.UNREAD),
        ("January February", NoDay.UNREAD),
        ("3 January 99999999999999999999", NoDay.UNREAD),
        ("in 1000 days", NoDay.UNREAD),
        ("in 3 moons", NoDay.UNREAD),
        ("3 January or 5 May", NoDay.UNREAD),
    ],
)
def test_a_day_that_cannot_be_waited_for_is_told_by_its_reason(
    catalog: Catalog, text: str, problem: NoDay
) -> None:
    assert day(catalog, text, TODAY) is problem


@pytest.mark.parametrize("text", ["26 November", "20 November", "20.11.", "29 March", "1 May"])
def test_a_day_without_a_year_that_has_passed_is_not_that_of_next_year(
    catalog: Catalog, text: str
) -> None:
    assert day(catalog, text, TODAY) is NoDay.PAST


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2027, 2, 1)),
        (date(2027, 2, 1), date(2027, 3, 1)),
    ],
)
def test_the_next_month_begins_on_its_first_day(
    catalog: Catalog, today: date, found: date
) -> None:
    assert day(catalog, "next month", today) == found


@pytest.mark.parametrize(
    ("today", "text", "found"),
    [
        (date(2027, 1, 31), "a month", date(2027, 2, 28)),
        (date(2026, 11, 30), "in 3 months", date(2027, 2, 28)),
        (date(2026, 12, 31), "12 months", date(2027, 12, 31)),
    ],
)
def test_so_many_months_end_on_the_same_day_or_the_last_of_the_month(
    catalog: Catalog, today: date, text: str, found: date
) -> None:
    assert day(catalog, text, today) == found


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2027, 12, 1), date(2028, 2, 29)),
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2028, 3, 1), NoDay.PAST),
        (date(2026, 11, 26), NoDay.UNREAD),
    ],
)
def test_a_leap_day_is_that_of_the_year_that_has_one(
    catalog: Catalog, today: date, found: date | NoDay
) -> None:
    assert day(catalog, "29 February", today) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pause until 3 January", date(2027, 1, 3)),
        ("Pause for 2 weeks!", date(2026, 12, 10)),
        ("pause 2 weeks", date(2026, 12, 10)),
        ("pause two weeks, please", date(2026, 12, 10)),
        ("I need a break until next Monday", date(2026, 11, 30)),
        ("please pause my weekly steps for a week", date(2026, 12, 3)),
        ("2 weeks break", date(2026, 12, 10)),
        ("pause until 2026-11-01", NoDay.PAST),
        ("pause until 20 november", NoDay.PAST),
        ("pause until next month", date(2026, 12, 1)),
        ("pause for a month", date(2026, 12, 26)),
        ("pause 2 months, please", date(2027, 1, 26)),
        ("pause for 13 months", NoDay.FAR),
        ("pause for 60 weeks", NoDay.FAR),
        ("pause for a while", NoDay.UNREAD),
    ],
)
def test_a_break_and_its_end_are_read_in_one_line(
    catalog: Catalog, text: str, found: date | NoDay
) -> None:
    assert pause(catalog, text, TODAY) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pause bis 3. Januar", date(2027, 1, 3)),
        ("Pause für 2 Wochen", date(2026, 12, 10)),
        ("Ich brauche eine Pause bis 3.1.", date(2027, 1, 3)),
        ("zwei Wochen Pause bitte", date(2026, 12, 10)),
        ("3. Januar Pause", date(2027, 1, 3)),
        ("pausiere bis Montag", date(2026, 11, 30)),
        ("Pause bis nächsten Monat", date(2026, 12, 1)),
        ("pause for 2 weeks", date(2026, 12, 10)),
    ],
)
def test_a_german_break_and_its_end_are_read_in_one_line(
    german: Catalog, text: str, found: date
) -> None:
    assert pause(german, text, TODAY) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "please",
        "in the break on Monday",
        "after the Monday break",
        "2 moons break",
        "until 3 January",
        "Monday break",
    ],
)
def test_what_does_not_ask_for_a_break_is_none(catalog: Catalog, text: str) -> None:
    assert pause(catalog, text, TODAY) is None
