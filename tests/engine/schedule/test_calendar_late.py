from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.engine.schedule import (
    Due,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    Taken,
    next_due,
    replanned,
    spread,
    taken,
)

MONDAYS = Schedule(0, time(9), "UTC", date(2020, 1, 6))
NIGHT = QuietHours(time(22), time(7))
SAM = 7
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def planned(schedule: Schedule = MONDAYS) -> Due:
    """The nudge of the week of 30 November."""
    found = next_due(schedule, MONDAY - 3 * DAY)
    assert found is not None
    return found


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=7), QUARTER])
def test_a_row_that_is_taken_in_time_is_sent_as_it_is(late: timedelta) -> None:
    row = planned()

    assert taken(MONDAYS, row, row.at + late, SAM) == Taken(row)


def test_a_row_that_comes_into_quiet_hours_on_the_way_waits_for_their_end() -> None:
    schedule = replace(MONDAYS, hour=time(21, 55), quiet=NIGHT)
    row = planned(schedule)

    found = taken(schedule, row, row.at + 10 * timedelta(minutes=1), SAM)

    assert found == Taken(replace(row, at=datetime(2026, 12, 1, 7, tzinfo=UTC)))


@pytest.mark.parametrize("jump", [-DAY, -HOUR, HOUR, DAY])
def test_F42_a_clock_that_jumps_brings_neither_a_second_nudge_nor_a_storm(
    jump: timedelta,
) -> None:
    first = planned()

    after = next_due(replace(MONDAYS, reminds=False), first.at + jump, first.served())

    assert after is not None
    assert (after.at, after.period) == (MONDAY + WEEK, first.period + 1)


def test_F42_a_machine_that_slept_an_hour_sends_what_was_due_within_the_window() -> None:
    row = planned()

    found = taken(MONDAYS, row, row.at + HOUR, SAM)

    assert found == Taken(replace(row, at=row.at + HOUR + spread(SAM), is_late=True))


@pytest.mark.parametrize("rhythm", Rhythm)
@pytest.mark.parametrize("weeks_off", [1, 2, 4, 9, 52])
def test_F43_after_weeks_off_each_gets_at_most_the_newest_and_it_is_spread(
    weeks_off: int, rhythm: Rhythm
) -> None:
    back = MONDAY + weeks_off * WEEK + 3 * HOUR
    moments = []

    for person in range(1_000):
        schedule = replace(MONDAYS, rhythm=rhythm, day=person % 7, quiet=NIGHT)
        row = planned(schedule)
        found = taken(schedule, row, back, person)
        went_by = range(row.period, row.period + weeks_off + 2, rhythm)
        if found.due is None:
            newest = found.ended[-1]
        else:
            newest = found.due.period
            moments.append(found.due.at)
            assert found.due.opens_at + rhythm * WEEK - found.due.at >= 1.5 * DAY
        assert {*found.ended, newest} == {week for week in went_by if week <= newest}
        after = next_due(replace(schedule, reminds=False), back)
        assert after is not None
        assert after.period == newest + rhythm

    assert all(back <= moment <= back + 2 * HOUR for moment in moments)
    in_a_minute = [0] * 121
    for moment in moments:
        in_a_minute[(moment - back) // timedelta(minutes=1)] += 1
    assert max(in_a_minute) <= len(moments) / 120 + 4


def test_F43_back_in_the_night_they_are_spread_after_the_quiet_hours() -> None:
    schedule = replace(MONDAYS, quiet=NIGHT)
    back = MONDAY + 4 * WEEK + 16 * HOUR  # one in the night
    morning = datetime(2026, 12, 29, 7, tzinfo=UTC)

    found = [taken(schedule, planned(schedule), back, person).due for person in range(100)]

    moments = [one.at for one in found if one is not None]
    assert len(moments) == len({*moments}) == 100
    assert all(morning <= moment <= morning + 2 * HOUR for moment in moments)


def test_F43_who_would_come_into_the_quiet_hours_is_spread_after_them() -> None:
    schedule = replace(MONDAYS, quiet=NIGHT)
    back = MONDAY + 12 * HOUR + 2 * QUARTER  # half past nine in the evening

    found = [taken(schedule, planned(schedule), back, person).due for person in range(100)]

    hours = [one.at.hour for one in found if one is not None]
    assert {*hours} == {21, 7, 8}
    assert len({one.at for one in found if one is not None}) == 100


def test_F43_between_two_quiet_times_a_spread_that_finds_no_room_takes_their_end() -> None:
    schedule = replace(MONDAYS, quiet=QuietHours(time(10), time(9)))
    back = MONDAY + 4 * HOUR

    found = [
        taken(schedule, planned(schedule), back, person, 4 * HOUR).due for person in range(100)
    ]

    assert all(one is not None and one.at.hour == 9 for one in found)


def test_F43_what_is_late_does_not_come_on_the_eve_of_the_next() -> None:
    row = planned()
    after = next_due(replace(MONDAYS, reminds=False), row.at, row.served())
    assert after is not None
    eve = after.at - 1.5 * DAY

    in_time = taken(MONDAYS, row, eve, SAM, timedelta())
    too_late = taken(MONDAYS, row, eve + timedelta(seconds=1), SAM, timedelta())

    assert in_time == Taken(replace(row, at=eve, is_late=True))
    assert too_late == Taken(None, (row.period,), replace(row.served(), settled=True))


@pytest.mark.parametrize("hour", [time(10), time(15)])
def test_F43_what_is_late_goes_by_where_a_new_day_opens_the_next_period_on_its_heels(
    hour: time,
) -> None:
    saturdays = replace(MONDAYS, day=5)
    before = next_due(saturdays, MONDAY - 3 * DAY)
    assert before is not None
    late = replace(before, at=MONDAY + HOUR, is_late=True)  # as after an outage
    mondays = replace(MONDAYS, hour=hour)
    asked_at = MONDAY - HOUR

    kept = replanned(mondays, saturdays, late, asked_at)

    assert kept is not None
    assert (kept.period, kept.at) == (before.period, MONDAY.replace(hour=hour.hour))
    found = taken(mondays, kept, kept.at, SAM)
    assert found.ended == (before.period,)
    assert found.due == planned(mondays)


def test_F43_what_is_late_comes_where_a_new_day_opens_the_next_period_days_later() -> None:
    saturdays = replace(MONDAYS, day=5)
    before = next_due(saturdays, MONDAY - 3 * DAY)
    assert before is not None
    late = replace(before, at=MONDAY + HOUR, is_late=True)

    kept = replanned(replace(MONDAYS, day=2), saturdays, late, MONDAY - HOUR)

    assert kept is not None
    assert (kept.period, kept.at) == (before.period, MONDAY - HOUR)


def test_F43_what_is_late_comes_where_the_next_period_is_left_out_anyway() -> None:
    sundays = replace(MONDAYS, day=6)
    before = next_due(sundays, MONDAY - 3 * DAY)
    assert before is not None
    late = replace(before, at=MONDAY + HOUR, is_late=True)

    kept = replanned(replace(MONDAYS, hour=time(10)), sundays, late, MONDAY - HOUR)

    assert kept is not None
    assert (kept.period, kept.at) == (before.period, MONDAY - HOUR)


@pytest.mark.parametrize("is_late", [True, False])
def test_F43_what_has_begun_is_not_lost_to_a_rhythm_that_begins_anew(is_late: bool) -> None:
    saturdays = replace(MONDAYS, day=5, rhythm=Rhythm.FORTNIGHTLY, since=date(2026, 11, 28))
    before = next_due(saturdays, MONDAY - 3 * DAY)
    assert before is not None
    at = MONDAY + HOUR if is_late else before.at
    late = replace(before, at=at, is_late=is_late)
    from_wednesday = replace(saturdays, day=2, since=date(2026, 12, 2))

    kept = replanned(from_wednesday, saturdays, late, MONDAY - HOUR)

    assert kept is not None
    assert (kept.period, kept.at) == (before.period, min(at, MONDAY - HOUR))


def test_F43_a_rhythm_leaves_out_a_week_that_is_still_to_come() -> None:
    before = planned(replace(MONDAYS, rhythm=Rhythm.FORTNIGHTLY))
    other_weeks = replace(MONDAYS, rhythm=Rhythm.FORTNIGHTLY, since=date(2020, 1, 13))

    fresh = replanned(other_weeks, MONDAYS, before, before.at - DAY)

    assert fresh is not None
    assert fresh.period == before.period + 1


def test_F43_a_reminder_that_is_late_comes_in_its_period_or_not_at_all() -> None:
    nudge = planned()
    row = next_due(MONDAYS, nudge.at, nudge.served())
    assert row is not None

    soon = taken(MONDAYS, row, row.at + HOUR, SAM)
    on_the_eve = taken(MONDAYS, row, row.at + DAY, SAM)
    in_the_next = taken(MONDAYS, row, MONDAY + 2 * WEEK - DAY, SAM)

    assert soon == Taken(replace(row, at=row.at + HOUR + spread(SAM), is_late=True))
    assert on_the_eve == Taken(None)
    assert (in_the_next.due, in_the_next.ended) == (None, (nudge.period + 1,))


def test_F43_after_a_late_reminder_the_newest_nudge_comes() -> None:
    nudge = planned()
    row = next_due(MONDAYS, nudge.at, nudge.served())
    assert row is not None

    found = taken(MONDAYS, row, MONDAY + 2 * WEEK + HOUR, SAM)

    assert found.ended == (nudge.period + 1,)
    assert found.due is not None
    assert (found.due.kind, found.due.period) == (Occasion.NUDGE, nudge.period + 2)


def test_F43_a_row_that_was_planned_under_another_zone_is_kept_by_its_name() -> None:
    row = planned()
    honolulu = replace(MONDAYS, zone="Pacific/Honolulu")  # nine is not yet there

    found = taken(honolulu, row, row.at + HOUR, SAM)

    assert found == Taken(replace(row, at=row.at + HOUR + spread(SAM), is_late=True))


def test_F43_where_somebody_is_in_the_window_is_theirs_for_ever() -> None:
    assert spread(SAM) == spread(SAM)
    assert spread(SAM, HOUR) == spread(SAM, 2 * HOUR) / 2
    assert spread(SAM, timedelta()) == timedelta()


@pytest.mark.parametrize("people", [10, 1_000, 100_000])
@pytest.mark.parametrize("step", [1, 2, 3, 64])
def test_F43_however_many_they_are_and_however_they_count_they_lie_evenly(
    people: int, step: int
) -> None:
    found = sorted(spread(number * step, HOUR) / HOUR for number in range(1, people + 1))

    assert found[0] >= 0
    assert found[-1] < 1
    furthest = max(abs(place - number / people) for number, place in enumerate(found))
    assert furthest <= max(0.005, 3 / people)


@pytest.mark.parametrize("day", range(7))
def test_F43_what_ended_is_brought_back_by_no_change_and_no_clock(day: int) -> None:
    row = planned()
    sunday = MONDAY + 6 * DAY
    found = taken(MONDAYS, row, sunday, SAM)

    changed = replace(MONDAYS, day=day, hour=time(23))
    after = next_due(changed, sunday - timedelta(days=1), found.latest)

    assert found.ended == (row.period,)
    assert after is not None
    assert (after.kind, after.period) == (Occasion.NUDGE, row.period + 1)
