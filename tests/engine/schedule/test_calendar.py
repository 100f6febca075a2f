from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.engine.schedule import (
    OPEN_END,
    Due,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    Silence,
    UnknownZone,
    after_silence,
    begun,
    next_due,
    paced,
    period_key,
    replanned,
    zone_named,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
BERLIN = "Europe/Berlin"
NIGHT = QuietHours(time(22), time(7))
WEEK = timedelta(weeks=1)
MONDAYS = Schedule(MONDAY, time(9), BERLIN, date(2020, 1, 6), reminds=False)


def on_the_wall(text: str, zone: str = BERLIN) -> datetime:
    """What a clock shows there, the first time it does."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def due(schedule: Schedule, after: str, latest: Due | None = None) -> Due:
    """What comes next after a moment on the wall of the schedule."""
    last = None if latest is None else latest.served()
    found = next_due(schedule, on_the_wall(after, schedule.zone), last)
    assert found is not None
    return found


def shown(found: Due, schedule: Schedule) -> str:
    """What the clock on the wall of the schedule shows then."""
    return f"{found.at.astimezone(ZoneInfo(schedule.zone)):%Y-%m-%d %H:%M}"


def following(schedule: Schedule, first: Due, count: int) -> list[Due]:
    """So many nudges, each planned when the one before was due."""
    found = [first]
    while len(found) < count:
        after = next_due(schedule, found[-1].at, found[-1].served())
        assert after is not None
        found.append(after)
    return found


def test_a_nudge_comes_on_its_day_at_its_hour_and_is_named_by_its_week() -> None:
    found = due(MONDAYS, "2026-11-26 12:00")

    assert found.at == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert found.at.tzinfo is UTC
    assert period_key(found.period) == "2026-W49"
    assert found.kind is Occasion.NUDGE


def test_what_is_due_this_very_moment_is_past() -> None:
    before = due(MONDAYS, "2026-11-30 08:59:59")
    then = due(MONDAYS, "2026-11-30 09:00")

    assert (shown(before, MONDAYS), shown(then, MONDAYS)) == (
        "2026-11-30 09:00",
        "2026-12-07 09:00",
    )


@pytest.mark.parametrize(
    ("zone", "wanted", "instant"),
    [
        (BERLIN, "2026-03-29 02:30", "2026-03-29 01:30"),
        (BERLIN, "2026-03-29 02:00", "2026-03-29 01:00"),
        (BERLIN, "2026-03-29 01:59", "2026-03-29 00:59"),
        (BERLIN, "2026-03-29 03:00", "2026-03-29 01:00"),
        ("America/New_York", "2026-03-08 02:30", "2026-03-08 07:30"),
        ("Australia/Sydney", "2026-10-04 02:30", "2026-10-03 16:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:45"),
        ("America/Santiago", "2026-09-06 00:30", "2026-09-06 04:30"),
        ("America/Nuuk", "2026-03-28 23:30", "2026-03-29 01:30"),
        ("Africa/Casablanca", "2027-03-14 02:30", "2027-03-14 02:30"),
        ("Antarctica/Troll", "2026-03-29 01:30", "2026-03-29 01:30"),
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 19:00"),  # a day that never was
    ],
)
def test_F38_an_hour_that_is_left_out_is_later_by_what_is_left_out(
    zone: str, wanted: str, instant: str
) -> None:
    wall = datetime.fromisoformat(wanted)
    schedule = Schedule(wall.weekday(), wall.time(), zone, date(2000, 1, 1))

    found = next_due(schedule, on_the_wall(wanted, zone) - timedelta(days=3))

    assert found is not None
    assert found.at == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wanted", "instant"),
    [
        (BERLIN, "2026-10-25 02:30", "2026-10-25 00:30"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("Australia/Sydney", "2026-04-05 02:30", "2026-04-04 15:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("America/Santiago", "2026-04-04 23:30", "2026-04-05 02:30"),
        ("Europe/Dublin", "2026-10-25 01:30", "2026-10-25 00:30"),  # winter is its exception
    ],
)
def test_F39_an_hour_that_comes_twice_is_one_nudge_and_the_first_of_the_two(
    zone: str, wanted: str, instant: str
) -> None:
    wall = datetime.fromisoformat(wanted)
    schedule = Schedule(wall.weekday(), wall.time(), zone, date(2000, 1, 1), reminds=False)

    first = next_due(schedule, on_the_wall(wanted, zone) - timedelta(days=3))
    assert first is not None
    second = next_due(schedule, first.at, first.served())

    assert first.at == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert second is not None
    assert second.at - first.at >= timedelta(days=6)


def test_F39_an_hour_that_was_set_when_it_came_the_second_time_is_still_the_first() -> None:
    schedule = replace(MONDAYS, day=SUNDAY, hour=time(2, 30, fold=1))

    found = due(schedule, "2026-10-24 12:00")

    assert found.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", [BERLIN, "America/New_York", "Asia/Kolkata", "Africa/Cairo"])
def test_F40_over_three_years_the_hour_stays(zone: str) -> None:
    schedule = replace(MONDAYS, zone=zone)

    found = following(schedule, due(schedule, "2026-01-01 00:00"), 157)

    assert {shown(one, schedule)[-5:] for one in found} == {"09:00"}
    assert [one.period - found[0].period for one in found] == [*range(157)]


def test_F41_a_mover_over_the_date_line_gets_the_week_once_whichever_way() -> None:
    auckland = replace(MONDAYS, zone="Pacific/Auckland")
    honolulu = replace(MONDAYS, zone="Pacific/Honolulu")
    west, east = due(auckland, "2026-11-29 12:00"), due(honolulu, "2026-11-29 12:00")

    gone_east = replanned(honolulu, MONDAYS, None, west.at, west.served())  # it is Sunday there
    gone_west = replanned(
        auckland, MONDAYS, None, east.at, east.served()
    )  # it is Tuesday there

    assert gone_east is not None
    assert gone_west is not None
    assert shown(gone_east, honolulu) == shown(gone_west, auckland) == "2026-12-07 09:00"


@pytest.mark.parametrize(
    "changed",
    [
        {"zone": "Asia/Tokyo"},
        {"hour": time(8)},
        {"day": SUNDAY, "hour": time(20)},
        {"day": SATURDAY},
        {"day": TUESDAY, "hour": time(1)},
        {"zone": "Pacific/Kiritimati", "day": MONDAY},
    ],
)
def test_F41_a_nudge_that_was_planned_is_never_lost_by_a_change(
    changed: dict[str, Any],
) -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    just_before = on_the_wall("2026-11-30 08:30")

    found = replanned(replace(MONDAYS, **changed), MONDAYS, planned, just_before)

    assert found is not None
    assert found.period == planned.period
    assert found.at > just_before


def test_F41_the_new_zone_counts_from_the_next_period() -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    tokyo = replace(MONDAYS, zone="Asia/Tokyo")

    this = replanned(tokyo, MONDAYS, planned, on_the_wall("2026-11-30 08:30"))
    assert this is not None
    after = next_due(tokyo, this.at, this.served())

    assert this.at == planned.at
    assert after is not None
    assert shown(after, tokyo) == "2026-12-07 09:00"


def test_F41_what_was_planned_still_keeps_out_of_the_quiet_hours_of_the_new_zone() -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    auckland = replace(MONDAYS, zone="Pacific/Auckland", quiet=QuietHours(time(20), time(7)))

    found = replanned(auckland, MONDAYS, planned, on_the_wall("2026-11-30 08:30"))

    assert found is not None
    assert (found.period, shown(found, auckland)) == (planned.period, "2026-12-01 07:00")


def test_F41_a_row_whose_moment_came_just_now_is_not_lost_by_a_change() -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")

    found = replanned(
        replace(MONDAYS, hour=time(8)), MONDAYS, planned, planned.at + timedelta(seconds=3)
    )

    assert found == planned


def test_F41_the_first_nudge_is_not_lost_by_a_day_that_is_past_in_its_week() -> None:
    fridays = begun(replace(MONDAYS, day=FRIDAY), on_the_wall("2026-11-25 12:00"))
    planned = due(fridays, "2026-11-25 12:00")

    found = replanned(
        replace(fridays, day=MONDAY), MONDAYS, planned, on_the_wall("2026-11-26 12:00")
    )

    assert found == planned


def test_F41_a_row_of_a_week_that_had_its_nudge_is_not_planned_again() -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    tuesdays = replace(MONDAYS, day=TUESDAY)

    found = replanned(tuesdays, MONDAYS, planned, planned.at, planned.served())

    assert found is not None
    assert found.period == planned.period + 1


def test_F41_what_was_planned_comes_at_the_latest_when_the_next_one_would() -> None:
    niue = replace(MONDAYS, day=SUNDAY, zone="Pacific/Niue")
    planned = due(niue, "2026-11-28 12:00")
    kiritimati = replace(MONDAYS, hour=time(8), zone="Pacific/Kiritimati")  # two hours before

    found = replanned(kiritimati, MONDAYS, planned, planned.at - timedelta(hours=5))
    assert found is not None
    after = next_due(kiritimati, found.at, found.served())

    assert (found.period, shown(found, kiritimati)) == (planned.period, "2026-11-30 08:00")
    assert after is not None
    assert after.at - found.at == WEEK


@pytest.mark.parametrize(
    ("taken_back", "comes"),
    [("2026-11-30 16:40", "2026-11-30 17:00"), ("2026-11-30 18:00", "2026-11-30 18:00")],
)
def test_F41_quiet_hours_that_are_taken_back_hold_nothing_up_any_more(
    taken_back: str, comes: str
) -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    tokyo = replace(MONDAYS, zone="Asia/Tokyo")
    quiet = replace(tokyo, quiet=QuietHours(time(16), time(20)))

    held = replanned(quiet, MONDAYS, planned, on_the_wall("2026-11-30 08:30"))
    found = replanned(tokyo, MONDAYS, held, on_the_wall(taken_back, tokyo.zone))

    assert held is not None
    assert shown(held, quiet) == "2026-11-30 20:00"
    assert found is not None
    assert (found.period, shown(found, tokyo)) == (planned.period, comes)


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("hour", [time(0), time(9), time(23, 59)])
def test_another_day_or_hour_never_brings_a_second_nudge_in_the_week(
    day: int, hour: time
) -> None:
    first = due(MONDAYS, "2026-11-29 12:00")

    second = next_due(replace(MONDAYS, day=day, hour=hour), first.at, first.served())

    assert second is not None
    assert second.period == first.period + 1
    assert second.at - first.at >= timedelta(days=6, hours=15)


def test_sundays_that_become_mondays_leave_out_the_week_that_begins_next_day() -> None:
    sundays = replace(MONDAYS, day=SUNDAY)
    sunday = due(sundays, "2026-11-28 12:00")

    found = next_due(MONDAYS, sunday.at, sunday.served())

    assert found is not None
    assert (shown(sunday, sundays), shown(found, MONDAYS)) == (
        "2026-11-29 09:00",
        "2026-12-07 09:00",
    )


@pytest.mark.parametrize(
    ("quiet", "day", "hour", "found"),
    [
        (NIGHT, MONDAY, time(6), "2026-11-30 07:00"),
        (NIGHT, MONDAY, time(22), "2026-12-01 07:00"),
        (NIGHT, SUNDAY, time(23), "2026-11-30 07:00"),
        (NIGHT, MONDAY, time(21, 59), "2026-11-30 21:59"),
        (NIGHT, MONDAY, time(7), "2026-11-30 07:00"),
        (QuietHours(time(8), time(12)), MONDAY, time(9), "2026-11-30 12:00"),
        (QuietHours(time(0), time(23)), MONDAY, time(9), "2026-11-30 23:00"),
        (QuietHours(time(9), time(9)), MONDAY, time(9), "2026-11-30 09:00"),
        (None, MONDAY, time(3), "2026-11-30 03:00"),
    ],
)
def test_in_quiet_hours_a_nudge_waits_for_their_end(
    quiet: QuietHours | None, day: int, hour: time, found: str
) -> None:
    schedule = replace(MONDAYS, day=day, hour=hour, quiet=quiet)

    assert shown(due(schedule, "2026-11-29 23:30"), schedule) == found


def test_a_sunday_that_waits_for_monday_morning_is_still_of_its_week() -> None:
    late = replace(MONDAYS, day=SUNDAY, hour=time(23), quiet=NIGHT)

    first, second = following(late, due(late, "2026-11-30 00:30"), 2)

    assert [period_key(one.period) for one in (first, second)] == ["2026-W48", "2026-W49"]
    assert second.at - first.at == WEEK


def test_a_gap_that_ends_in_quiet_hours_waits_for_their_end_as_well() -> None:
    schedule = replace(
        MONDAYS, day=SUNDAY, hour=time(2, 30), quiet=QuietHours(time(3), time(4))
    )

    assert shown(due(schedule, "2026-03-28 12:00"), schedule) == "2026-03-29 04:00"


def test_where_a_gap_swallows_all_that_is_not_quiet_the_next_day_has_it() -> None:
    schedule = replace(
        MONDAYS, day=SUNDAY, hour=time(12), quiet=QuietHours(time(3), time(2, 15))
    )

    saturday = replace(schedule, day=SATURDAY)

    assert shown(due(saturday, "2026-03-28 11:00"), schedule) == "2026-03-30 02:15"


def test_quiet_hours_that_end_in_an_hour_that_comes_twice_end_for_good() -> None:
    quiet = QuietHours(time(22), time(2, 30))
    schedule = replace(MONDAYS, day=SATURDAY, hour=time(20), quiet=quiet)
    second_time = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 once more

    found = next_due(
        replace(schedule, snoozed_until=second_time), on_the_wall("2026-10-24 12:00")
    )

    assert found is not None
    assert found.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_reminder_comes_five_days_later_at_the_hour_of_its_nudge() -> None:
    schedule = replace(MONDAYS, day=THURSDAY, reminds=True)
    nudge = due(schedule, "2026-03-25 12:00")  # clocks change on the Sunday between

    reminder = due(schedule, "2026-03-26 09:00", nudge)

    assert shown(reminder, schedule) == "2026-03-31 09:00"
    assert (reminder.kind, reminder.period) == (Occasion.REMINDER, nudge.period)


def test_whoever_checked_in_or_wants_none_gets_no_reminder() -> None:
    schedule = replace(MONDAYS, reminds=True)
    nudge = due(schedule, "2026-11-26 12:00")

    settled = next_due(schedule, nudge.at, replace(nudge.served(), settled=True))
    unwanted = next_due(MONDAYS, nudge.at, nudge.served())

    assert settled is not None
    assert settled == unwanted
    assert shown(settled, MONDAYS) == "2026-12-07 09:00"


def test_a_reminder_whose_moment_is_past_does_not_come_any_more() -> None:
    schedule = replace(MONDAYS, reminds=True)
    nudge = due(schedule, "2026-11-26 12:00")

    assert due(schedule, "2026-12-05 09:00", nudge).kind is Occasion.NUDGE


def test_a_reminder_keeps_out_of_quiet_hours_and_of_pauses() -> None:
    schedule = replace(MONDAYS, reminds=True)
    nudge = due(schedule, "2026-11-26 12:00")
    quiet = replace(schedule, quiet=QuietHours(time(8), time(12)))
    paused = replace(schedule, paused_until=on_the_wall("2026-12-06 00:00"))

    assert shown(due(quiet, "2026-11-30 09:00", nudge), quiet) == "2026-12-05 12:00"
    assert due(paused, "2026-11-30 09:00", nudge).kind is Occasion.NUDGE


def test_a_reminder_never_comes_in_the_next_period() -> None:
    schedule = replace(MONDAYS, day=SUNDAY, hour=time(9), reminds=True)
    nudge = due(schedule, "2026-11-28 12:00")
    wednesdays = replace(schedule, day=WEDNESDAY)

    found = next_due(wednesdays, nudge.at, nudge.served())

    assert found is not None
    assert (found.kind, shown(found, schedule)) == (Occasion.NUDGE, "2026-12-02 09:00")


def test_a_snooze_moves_this_nudge_and_not_the_schedule() -> None:
    snoozed = replace(MONDAYS, snoozed_until=on_the_wall("2026-12-02 18:00"))

    this, after = following(snoozed, due(snoozed, "2026-11-29 12:00"), 2)

    assert [shown(one, snoozed) for one in (this, after)] == [
        "2026-12-02 18:00",
        "2026-12-07 09:00",
    ]
    assert this.opens_at == on_the_wall("2026-11-30 09:00")


@pytest.mark.parametrize("day", [MONDAY, SUNDAY])
@pytest.mark.parametrize("rhythm", Rhythm)
def test_a_snooze_until_just_before_the_next_nudge_is_still_one_of_this(
    day: int, rhythm: Rhythm
) -> None:
    schedule = replace(MONDAYS, day=day, rhythm=rhythm)
    plain, after = following(schedule, due(schedule, "2026-11-16 12:00"), 2)
    just_before = after.at - timedelta(minutes=1)
    snoozed = replace(schedule, snoozed_until=just_before)

    found = following(snoozed, due(snoozed, "2026-11-16 12:00"), 2)

    assert [(one.period, one.at) for one in found] == [
        (plain.period, just_before),
        (after.period, after.at),
    ]


def test_a_snooze_beyond_its_period_ends_that_one() -> None:
    snoozed = replace(MONDAYS, snoozed_until=on_the_wall("2026-12-07 09:00"))
    planned = due(MONDAYS, "2026-11-29 12:00")

    found = replanned(snoozed, MONDAYS, planned, on_the_wall("2026-11-29 13:00"))

    assert found is not None
    assert (found.period, shown(found, snoozed)) == (planned.period + 1, "2026-12-07 09:00")


def test_a_snooze_keeps_out_of_quiet_hours() -> None:
    snoozed = replace(MONDAYS, quiet=NIGHT, snoozed_until=on_the_wall("2026-12-01 23:00"))

    assert shown(due(snoozed, "2026-11-29 12:00"), snoozed) == "2026-12-02 07:00"


def test_a_nudge_that_is_put_off_after_it_came_is_brought_again_once() -> None:
    nudge = due(MONDAYS, "2026-11-29 12:00")
    snoozed = replace(MONDAYS, snoozed_until=on_the_wall("2026-12-01 18:00"))

    again = due(snoozed, "2026-11-30 10:00", nudge)
    after = next_due(snoozed, again.at, replace(nudge.served(), settled=True))

    assert (again.kind, shown(again, snoozed)) == (Occasion.REMINDER, "2026-12-01 18:00")
    assert after is not None
    assert (after.kind, shown(after, snoozed)) == (Occasion.NUDGE, "2026-12-07 09:00")


def test_a_pause_ends_by_itself_and_nothing_is_made_up_for() -> None:
    paused = replace(MONDAYS, paused_until=on_the_wall("2026-12-15 00:00"))
    planned = due(MONDAYS, "2026-11-26 12:00")

    found = replanned(paused, MONDAYS, planned, on_the_wall("2026-11-27 12:00"))

    assert found is not None
    assert shown(found, paused) == "2026-12-21 09:00"


def test_a_pause_until_the_very_moment_of_a_nudge_does_not_hold_it_up() -> None:
    paused = replace(MONDAYS, paused_until=on_the_wall("2026-12-14 09:00"))

    assert shown(due(paused, "2026-11-26 12:00"), paused) == "2026-12-14 09:00"


def test_a_period_that_began_in_a_pause_is_not_brought_back_by_a_snooze() -> None:
    paused = replace(
        MONDAYS,
        paused_until=on_the_wall("2026-12-01 00:00"),
        snoozed_until=on_the_wall("2026-12-02 00:00"),
    )

    assert shown(due(paused, "2026-11-29 12:00"), paused) == "2026-12-07 09:00"


@pytest.mark.parametrize(
    "change",
    [
        {"stopped": True},
        {"paused_until": OPEN_END},
        {"paused_until": datetime.max.replace(tzinfo=UTC)},
        {"snoozed_until": OPEN_END},
    ],
)
def test_whoever_stopped_or_paused_without_an_end_gets_nothing_until_they_return(
    change: dict[str, Any],
) -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    gone = replace(MONDAYS, **change)
    now = on_the_wall("2026-11-27 12:00")

    nothing = replanned(gone, MONDAYS, planned, now)
    back = replanned(MONDAYS, MONDAYS, nothing, now + 3 * WEEK)

    assert nothing is None
    assert back is not None
    assert shown(back, MONDAYS) == "2026-12-21 09:00"


def test_a_return_in_a_week_that_had_its_nudge_waits_for_the_next() -> None:
    sundays = replace(MONDAYS, day=SUNDAY)
    nudge = due(MONDAYS, "2026-11-29 12:00")

    back = replanned(sundays, MONDAYS, None, nudge.at + timedelta(days=1), nudge.served())

    assert back is not None
    assert shown(back, sundays) == "2026-12-13 09:00"


def test_every_second_week_stays_every_second_over_years_of_53_weeks() -> None:
    schedule = replace(MONDAYS, rhythm=Rhythm.FORTNIGHTLY, since=date(2026, 12, 7))

    found = following(schedule, due(schedule, "2026-12-01 00:00"), 160)

    assert [period_key(one.period) for one in found[:4]] == [
        "2026-W50",
        "2026-W52",
        "2027-W01",
        "2027-W03",
    ]
    assert {after.period - one.period for one, after in pairwise(found)} == {2}
    assert period_key(found[-1].period) == "2033-W02"


def test_the_first_fortnight_of_somebody_who_begins_on_a_sunday_is_that_of_the_sunday() -> None:
    wanted = replace(MONDAYS, day=SUNDAY, rhythm=Rhythm.FORTNIGHTLY)

    schedule = begun(wanted, on_the_wall("2026-11-27 12:00"))
    first, second = following(schedule, due(schedule, "2026-11-27 12:00"), 2)

    assert [shown(one, schedule)[:10] for one in (first, second)] == [
        "2026-11-29",
        "2026-12-13",
    ]


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("zone", [BERLIN, "Pacific/Kiritimati", "Pacific/Niue"])
def test_which_weeks_are_the_second_ones_no_change_of_day_and_no_move_decides(
    day: int, zone: str
) -> None:
    schedule = replace(MONDAYS, rhythm=Rhythm.FORTNIGHTLY, since=date(2026, 12, 7))
    first = due(schedule, "2026-12-01 00:00")

    after = next_due(replace(schedule, day=day, zone=zone), first.at, first.served())

    assert after is not None
    assert after.period == first.period + 2


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2026-11-30 08:59", "2026-11-30"),
        ("2026-11-30 09:00", "2026-12-07"),
        ("2026-11-27 12:00", "2026-11-30"),
        ("2026-12-06 23:59", "2026-12-07"),
    ],
)
def test_whoever_begins_gets_the_first_nudge_the_next_time_their_hour_comes(
    now: str, since: str
) -> None:
    wanted = replace(MONDAYS, rhythm=Rhythm.FORTNIGHTLY, since=date(1, 1, 1))

    schedule = begun(wanted, on_the_wall(now))

    assert schedule == replace(wanted, since=date.fromisoformat(since))
    assert shown(due(schedule, now), schedule) == f"{since} 09:00"


def test_nobody_gets_a_nudge_for_a_day_before_they_began() -> None:
    schedule = replace(MONDAYS, since=date(2026, 12, 8))

    found = due(schedule, "2026-11-01 00:00")

    assert shown(found, schedule) == "2026-12-14 09:00"


def test_whoever_changes_to_fortnights_waits_two_weeks_from_the_latest_nudge() -> None:
    first, second = following(MONDAYS, due(MONDAYS, "2026-11-23 12:00"), 2)
    planned = next_due(MONDAYS, second.at, second.served())

    calmer = paced(MONDAYS, Rhythm.FORTNIGHTLY, second.served())
    found = replanned(calmer, MONDAYS, planned, second.at, second.served())

    assert first.period + 1 == second.period
    assert found is not None
    assert found.period == second.period + 2


def test_whoever_changes_the_rhythm_before_the_first_nudge_still_gets_it() -> None:
    schedule = replace(MONDAYS, since=date(2026, 11, 30))

    calmer = paced(schedule, Rhythm.FORTNIGHTLY, None)

    assert calmer == replace(schedule, rhythm=Rhythm.FORTNIGHTLY)
    assert shown(due(calmer, "2026-11-26 12:00"), calmer) == "2026-11-30 09:00"


@pytest.mark.parametrize(
    "name",
    [
        "Mars/Olympus",
        "",
        ".",
        "Europe",
        "Europe/Berlin/Mitte",
        "europe/Berlin ",
        "../../etc/passwd",
        "/etc/localtime",
        "zone.tab",
        "localtime",
        "posixrules",
        "Factory",
        "right/Europe/Berlin",
        "posix/Europe/Berlin",
        "\ud800",
        "a\0b",
        "x" * 5_000,
    ],
)
def test_F44_a_zone_that_nobody_knows_is_told_and_the_default_is_taken(name: str) -> None:
    lost = replace(MONDAYS, zone=name, default_zone="America/New_York")

    found = next_due(lost, on_the_wall("2026-11-26 12:00"))

    assert zone_named(name) == UnknownZone(name)
    assert found is not None
    assert found.unknown == UnknownZone(name)
    assert found.at == on_the_wall("2026-11-30 09:00", "America/New_York")


def test_F44_where_the_default_is_unknown_as_well_it_is_utc() -> None:
    lost = replace(MONDAYS, zone="Mars/Olympus", default_zone="Mars/Olympus")

    found = next_due(lost, on_the_wall("2026-11-26 12:00"))

    assert found is not None
    assert found.at == datetime(2026, 11, 30, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("old", "new"), [("Asia/Calcutta", "Asia/Kolkata"), ("Europe/Kiev", "Europe/Kyiv")]
)
def test_F44_a_zone_that_was_renamed_goes_on_under_its_old_name(old: str, new: str) -> None:
    before, after = replace(MONDAYS, zone=old), replace(MONDAYS, zone=new)

    assert due(before, "2026-11-26 12:00") == due(after, "2026-11-26 12:00")


def test_F44_a_known_zone_is_not_asked_for() -> None:
    assert due(MONDAYS, "2026-11-26 12:00").unknown is None


def test_F44_a_change_after_a_fall_back_tells_of_it_again() -> None:
    planned = due(MONDAYS, "2026-11-26 12:00")
    lost = replace(MONDAYS, zone="Mars/Olympus", hour=time(1))

    found = replanned(lost, MONDAYS, planned, on_the_wall("2026-11-30 08:30"))

    assert found is not None
    assert (found.at, found.unknown) == (planned.at, UnknownZone("Mars/Olympus"))


def test_two_silent_weeks_ask_and_four_pause() -> None:
    told = [after_silence(weeks) for weeks in range(6)]

    on, ask, pause = Silence.GO_ON, Silence.ASK, Silence.PAUSE
    assert told == [on, on, ask, ask, pause, pause]


def test_in_one_silence_people_are_asked_once() -> None:
    told = [after_silence(weeks, asked=True) for weeks in (2, 3, 4)]

    assert told == [Silence.GO_ON, Silence.GO_ON, Silence.PAUSE]


def test_a_change_while_a_reminder_waits_does_not_lose_the_next_nudge_either() -> None:
    wednesdays = begun(replace(MONDAYS, day=2, reminds=True), on_the_wall("2026-11-23 12:00"))
    first = next_due(wednesdays, on_the_wall("2026-11-23 12:00"))
    assert first is not None
    reminder = next_due(wednesdays, first.at, first.served())
    mondays = replace(wednesdays, day=0, hour=time(7))

    found = replanned(
        mondays, wednesdays, reminder, on_the_wall("2026-11-30 08:00"), first.served()
    )

    assert reminder is not None
    assert reminder.kind is Occasion.REMINDER
    assert found is not None
    assert (found.kind, found.period) == (Occasion.NUDGE, first.period + 1)
    assert found.at == on_the_wall("2026-12-02 09:00")
