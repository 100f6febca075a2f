"""What is known of somebody at a moment: what they wanted, and what has yet to come to them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.ports.inbound import Address
from bot.ports.outbox import Kind
from bot.rehearsal.seasons.calendar import Wish, name_of, week_of
from bot.rehearsal.seasons.stays import Row, Stay

MONDAYS = Wish(0, time(9), "UTC", date(2026, 3, 2))
BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
NUMBER = week_of(FIRST.date())
NUDGE = Row("k1", Kind.NUDGE, name_of(NUMBER), FIRST)


def stay(*rows: Row) -> Stay:
    made = Stay(Address("slack", "T1", "sam"))
    made.want(MONDAYS, BEGUN, BEGUN)
    for row in rows:
        made.rows.setdefault(row.period, []).append(row)
    return made


def test_a_week_waits_from_its_beginning_until_something_is_written_for_it() -> None:
    assert not stay().waits(FIRST - MINUTE)
    assert stay().waits(FIRST + MINUTE)
    assert not stay(NUDGE).waits(FIRST + MINUTE)


def test_a_week_that_they_did_not_want_any_more_waits_no_longer() -> None:
    one = stay()

    one.want(replace(MONDAYS, stopped=True), FIRST + MINUTE, FIRST + MINUTE)

    assert not one.waits(FIRST + DAY)


def test_who_changes_the_day_while_a_late_week_waits_gets_that_and_then_the_new_day() -> None:
    late, in_time = stay(), stay(NUDGE)
    to_sunday = replace(MONDAYS, day=6)
    to_monday_early = replace(MONDAYS, hour=time(7))
    thursday = FIRST + 10 * DAY

    for one in (late, in_time):
        one.want(to_sunday, BEGUN + MINUTE, BEGUN + MINUTE)
        one.want(to_monday_early, thursday, thursday, is_late=one is late)
        one.calendar.pass_until(FIRST + 15 * DAY)

    assert NUMBER + 1 in in_time.calendar.weeks
    assert NUMBER + 1 not in late.calendar.weeks


def test_what_somebody_wanted_in_a_span_is_what_held_at_any_moment_of_it() -> None:
    one, tuesdays = stay(), replace(MONDAYS, day=1)
    one.want(tuesdays, FIRST + DAY, FIRST + DAY)

    assert one.wished(FIRST, FIRST) == [MONDAYS]
    assert one.wished(FIRST, FIRST + 2 * DAY) == [MONDAYS, tuesdays]
    assert one.wished(FIRST + 2 * DAY, FIRST + 3 * DAY) == [tuesdays]


def test_a_change_that_was_stored_late_was_unheard_until_then() -> None:
    one = stay()
    one.want(replace(MONDAYS, stopped=True), FIRST, FIRST + DAY)

    assert one.was_unheard(FIRST + 20 * MINUTE)
    assert not one.was_unheard(FIRST - MINUTE)
    assert not one.was_unheard(FIRST + 2 * DAY)
