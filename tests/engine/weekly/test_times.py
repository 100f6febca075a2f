from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.catalog import Catalog
from bot.engine.plans.plan import Plan
from bot.engine.schedule import OPEN_END, Occasion, QuietHours, Rhythm
from bot.engine.state import Conversation
from bot.engine.weekly import times
from tests.engine.weekly.timed import (
    ANALYST,
    BERLIN,
    MONDAY,
    NINE,
    SUNDAY,
    THURSDAY,
    answered,
    drafted,
    due,
    nudged,
    on_mondays,
    wall,
)

TUESDAY, WEDNESDAY, FRIDAY = 1, 2, 4


def test_a_draft_brings_nothing_until_somebody_says_when(catalog: Catalog) -> None:
    weekly = drafted(catalog)

    assert times.is_draft(weekly)
    assert not times.is_running(weekly)
    assert due(weekly) is None
    assert weekly.plan.role == ANALYST
    assert weekly.agenda.schedule.zone == BERLIN


@pytest.mark.parametrize("told", [None, "Atlantis/Nowhere", "localtime"])
def test_F44_where_no_zone_is_told_that_exists_a_draft_is_in_utc(
    catalog: Catalog, told: str | None
) -> None:
    assert drafted(catalog, told).agenda.schedule.zone == "UTC"


def test_a_draft_keeps_what_was_set_and_goes_where_the_answers_lead(catalog: Catalog) -> None:
    set_so = times.with_cue(times.in_zone(drafted(catalog), "Asia/Tokyo", THURSDAY), "tea")
    here = Conversation(id=7, weekly=set_so, zone=BERLIN)

    weekly = times.draft(catalog, here, "data_engineer")

    assert weekly.plan.role == "data_engineer"
    assert weekly.plan.cue == "tea"
    assert weekly.agenda.schedule.zone == "Asia/Tokyo"


def test_whoever_says_when_gets_the_first_step_the_next_time_that_it_is_then(
    catalog: Catalog,
) -> None:
    weekly = on_mondays(catalog)

    assert due(weekly) == "2026-11-30 09:00"
    assert times.is_running(weekly)
    assert not times.is_draft(weekly)


def test_before_the_first_step_a_new_choice_simply_counts(catalog: Catalog) -> None:
    later = times.at_time(on_mondays(catalog), WEDNESDAY, time(18, 30), THURSDAY)
    sooner = times.at_time(later, FRIDAY, NINE, THURSDAY)

    again = times.at_time(sooner, MONDAY, NINE, THURSDAY)

    assert (due(later), due(sooner)) == ("2026-12-02 18:30", "2026-11-27 09:00")
    assert due(again) == "2026-11-30 09:00"


@pytest.mark.parametrize("rhythm", Rhythm)
def test_F43_a_first_step_that_is_late_is_not_lost_to_a_new_choice(
    catalog: Catalog, rhythm: Rhythm
) -> None:
    weekly = times.in_rhythm(on_mondays(catalog), rhythm, THURSDAY)
    planned = weekly.agenda.due
    assert planned is not None
    after_an_outage = replace(planned, at=planned.at + timedelta(days=1), is_late=True)
    late = replace(weekly, agenda=replace(weekly.agenda, due=after_an_outage))

    chosen = times.at_time(late, FRIDAY, NINE, planned.at + timedelta(hours=3))

    assert chosen.agenda.due is not None
    assert chosen.agenda.due.period == planned.period
    assert chosen.agenda.schedule.day == FRIDAY


def test_F41_a_step_that_was_planned_is_not_lost_to_another_day(catalog: Catalog) -> None:
    weekly = answered(nudged(on_mondays(catalog)))
    sunday = wall("2026-12-06 12:00")

    moved = times.at_time(weekly, SUNDAY, NINE, sunday)
    back = times.at_time(moved, TUESDAY, NINE, sunday)

    assert due(weekly) == "2026-12-07 09:00"
    assert due(moved) == "2026-12-13 09:00"
    assert due(back) == "2026-12-08 09:00"


def test_F41_a_move_over_the_date_line_doubles_and_loses_nothing(catalog: Catalog) -> None:
    tokyo = times.in_zone(on_mondays(catalog, "Asia/Tokyo"), "Asia/Tokyo", THURSDAY)
    came = answered(nudged(tokyo))
    monday = wall("2026-11-30 12:00", "Asia/Tokyo")

    moved = times.in_zone(came, "America/Los_Angeles", monday)

    assert due(moved, "America/Los_Angeles") == "2026-12-07 09:00"


def test_F41_a_move_just_before_the_hour_brings_the_step_all_the_same(
    catalog: Catalog,
) -> None:
    weekly = answered(nudged(on_mondays(catalog)))
    moment_before = wall("2026-12-07 08:59")

    moved = times.in_zone(weekly, "Asia/Tokyo", moment_before)

    assert due(moved) == "2026-12-07 09:00"


def test_quiet_hours_put_a_step_off_until_they_end(catalog: Catalog) -> None:
    weekly = times.with_quiet(on_mondays(catalog), QuietHours(time(8), time(10)), THURSDAY)

    assert due(weekly) == "2026-11-30 10:00"
    assert times.comes_later(weekly.agenda.schedule) == time(10)


def test_an_hour_outside_quiet_hours_comes_as_it_is(catalog: Catalog) -> None:
    assert times.comes_later(on_mondays(catalog).agenda.schedule) is None
    without = times.with_quiet(on_mondays(catalog), None, THURSDAY)
    assert times.comes_later(without.agenda.schedule) is None


def test_whoever_was_left_in_peace_and_says_when_gets_steps_again(catalog: Catalog) -> None:
    nothing = times.paused(answered(nudged(on_mondays(catalog))), OPEN_END, wall("2026-12-01"))

    back = times.at_time(nothing, TUESDAY, NINE, wall("2027-01-06 12:00"))

    assert due(nothing) is None
    assert due(back) == "2027-01-12 09:00"


def test_a_step_cannot_be_put_off_while_steps_rest(catalog: Catalog) -> None:
    weekly, tuesday = nudged(on_mondays(catalog)), wall("2026-12-01 12:00")

    stopped = times.stopped(weekly, tuesday)
    resting = times.paused(weekly, wall("2026-12-20 00:00"), tuesday)

    assert times.has_open_step(weekly)
    assert not times.has_open_step(stopped)
    assert not times.has_open_step(resting)


def test_every_second_week_is_counted_from_the_latest_step(catalog: Catalog) -> None:
    weekly = answered(nudged(on_mondays(catalog)))

    seldom = times.in_rhythm(weekly, Rhythm.FORTNIGHTLY, wall("2026-12-01 12:00"))

    assert due(seldom) == "2026-12-14 09:00"


def test_a_step_that_is_due_and_waits_is_not_lost_when_the_rhythm_changes(
    catalog: Catalog,
) -> None:
    weekly = answered(nudged(on_mondays(catalog)))
    an_hour_late = wall("2026-12-07 10:00")

    seldom = times.in_rhythm(weekly, Rhythm.FORTNIGHTLY, an_hour_late)

    assert due(seldom) == "2026-12-07 09:00"


def test_without_a_reminder_the_next_step_comes_next(catalog: Catalog) -> None:
    weekly, tuesday = nudged(on_mondays(catalog)), wall("2026-12-01 12:00")

    silent = times.reminding(weekly, tuesday, reminds=False)
    again = times.reminding(silent, tuesday, reminds=True)

    assert due(weekly) == due(again) == "2026-12-05 09:00"
    assert due(silent) == "2026-12-07 09:00"


def test_a_pause_brings_nothing_and_ends_by_itself(catalog: Catalog) -> None:
    weekly = answered(nudged(on_mondays(catalog)))
    until = wall("2026-12-15 00:00")

    resting = times.paused(weekly, until, wall("2026-12-01 12:00"))

    assert due(resting) == "2026-12-21 09:00"
    here = Conversation(id=7, weekly=resting)
    assert times.as_of(here, until - timedelta(seconds=1)) == here
    assert times.has_pause(resting)
    over = times.as_of(here, until).weekly
    assert over is not None
    assert not times.has_pause(over)
    assert due(over) == due(resting)


def test_a_stop_brings_nothing_and_the_way_back_the_same_hour(catalog: Catalog) -> None:
    weekly = answered(nudged(on_mondays(catalog)))

    off = times.stopped(weekly, wall("2026-12-01 12:00"))
    on = times.come_back(off, wall("2027-02-03 12:00"))

    assert due(off) is None
    assert due(on) == "2027-02-08 09:00"


def test_a_break_and_a_stop_cut_short_the_week_that_runs(catalog: Catalog) -> None:
    weekly = nudged(on_mondays(catalog))
    at = wall("2026-12-01 12:00")

    assert times.paused(weekly, OPEN_END, at).plan.rested == {1}
    assert times.stopped(weekly, at).plan.rested == {1}


def test_a_week_that_goes_on_after_coming_back_was_not_cut_short(catalog: Catalog) -> None:
    weekly = nudged(on_mondays(catalog))
    tuesday, saturday = wall("2026-12-01 12:00"), wall("2026-12-05 12:00")
    stopped = times.stopped(weekly, tuesday)
    paused = times.paused(weekly, OPEN_END, tuesday)

    back = [
        times.come_back(stopped, saturday),
        times.come_back(paused, saturday),
        times.at_time(stopped, MONDAY, NINE, saturday),
        times.paused(paused, wall("2026-12-02 00:00"), tuesday),
    ]

    assert [one.plan.rested for one in back] == [frozenset()] * 4


def test_a_break_that_passes_over_no_step_cuts_no_week_short(catalog: Catalog) -> None:
    weekly = nudged(on_mondays(catalog))

    resting = times.paused(weekly, wall("2026-12-02 00:00"), wall("2026-12-01 12:00"))

    assert resting.plan.rested == frozenset()
    assert due(resting) == "2026-12-05 09:00"


def test_a_week_that_is_over_before_they_are_back_stays_cut_short(catalog: Catalog) -> None:
    weekly = nudged(on_mondays(catalog))
    off = times.stopped(weekly, wall("2026-12-01 12:00"))

    on = times.come_back(off, wall("2026-12-07 12:00"))

    assert on.plan.rested == {1}
    assert times.at_time(off, SUNDAY, NINE, wall("2026-12-20 12:00")).plan.rested == {1}


def test_whoever_comes_back_early_from_a_pause_misses_nothing(catalog: Catalog) -> None:
    weekly = answered(nudged(on_mondays(catalog)))
    resting = times.paused(weekly, OPEN_END, wall("2026-12-01 12:00"))

    back = times.come_back(resting, wall("2026-12-02 12:00"))

    assert due(resting) is None
    assert due(back) == "2026-12-07 09:00"


def test_away_is_who_stopped_or_pauses_and_can_come_back(catalog: Catalog) -> None:
    running = on_mondays(catalog)
    resting = times.paused(running, wall("2026-12-15 00:00"), THURSDAY)

    away = [times.is_away(one) for one in (None, drafted(catalog), running)]

    assert away == [False, False, False]
    assert times.is_away(times.stopped(running, THURSDAY))
    assert times.is_away(resting)


def test_a_step_that_waits_comes_once_more_and_the_next_as_planned(catalog: Catalog) -> None:
    weekly, until = nudged(on_mondays(catalog)), wall("2026-12-03 12:00")

    waits = times.snoozed(weekly, until, wall("2026-11-30 10:00"))

    assert waits is not None
    assert waits.agenda.due is not None
    assert waits.agenda.due.kind is Occasion.REMINDER
    assert due(waits) == "2026-12-03 12:00"
    latest = waits.agenda.due.served()
    served = replace(waits, agenda=replace(waits.agenda, latest=latest))
    assert due(times.in_zone(served, BERLIN, until)) == "2026-12-07 09:00"


def test_a_step_waits_once_and_only_while_it_is_open(catalog: Catalog) -> None:
    weekly, until = nudged(on_mondays(catalog)), wall("2026-12-03 12:00")
    monday = wall("2026-11-30 10:00")
    waits = times.snoozed(weekly, until, monday)
    assert waits is not None

    assert times.snoozed(waits, until + timedelta(days=1), monday) is None
    assert times.snoozed(answered(weekly), until, monday) is None
    assert times.snoozed(on_mondays(catalog), until, monday) is None


def test_a_step_that_waited_last_week_may_wait_again_this_week(catalog: Catalog) -> None:
    weekly = nudged(on_mondays(catalog))
    waited = times.snoozed(weekly, wall("2026-12-01 12:00"), wall("2026-11-30 10:00"))
    assert waited is not None

    next_week = nudged(answered(waited))

    assert times.has_open_step(next_week)


def test_a_step_does_not_wait_until_its_week_is_over(catalog: Catalog) -> None:
    weekly, sunday = nudged(on_mondays(catalog)), wall("2026-12-06 12:00")

    assert times.snoozed(weekly, wall("2026-12-07 12:00"), sunday) is None
    stopped = times.stopped(weekly, sunday)
    assert times.snoozed(stopped, sunday + timedelta(hours=3), sunday) is None


def test_a_plan_at_its_end_brings_nothing_whatever_is_set(catalog: Catalog) -> None:
    ended = replace(on_mondays(catalog), plan=Plan(role=ANALYST))

    assert due(times.at_time(ended, MONDAY, NINE, THURSDAY)) is None


def test_days_from_now_are_counted_on_the_wall(catalog: Catalog) -> None:
    schedule = on_mondays(catalog).agenda.schedule
    before_summer = wall("2027-03-27 12:00")

    assert times.days_from(schedule, 7, before_summer) == wall("2027-04-03 12:00")
    assert times.start_of(schedule, date(2027, 3, 28)) == wall("2027-03-28 00:00")
