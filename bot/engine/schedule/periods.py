"""Periods: what there is at most one nudge of.

**The rule.** A period is named by the ISO week (Monday to Sunday, ISO 8601) of the local day
for which its nudge is planned. It begins when that nudge is due and lasts until the next one
is, so five days later is still the same period, whatever the day of the week. Once a period
has had its nudge:

- no nudge of the same or an earlier week is due any more, whatever the zone, the day or the
  hour become (F39, F41): the name is kept, and never worked out again in another zone;
- the next period begins at least ``APART`` later: somebody who has Sundays and changes to
  Mondays, or crosses the date line on the way, leaves that week out.

Weeks are counted through from the first Monday of the calendar and do not begin anew with a
year. Every second one is every second one, also after a year of 53 weeks. Days are counted on
the wall and turned into instants last (F40).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from bot.engine.schedule.values import Latest, Rhythm, Schedule
from bot.engine.schedule.zones import DAY, awake, instant_of

APART = timedelta(hours=36)
"""Between the beginnings of two periods, and between what is late and the next period."""


def week_of(day: date) -> int:
    """The number of its week, counted from Monday, the first day of the year 1."""
    return (day.toordinal() - 1) // 7


def day_in(week: int, weekday: int) -> date:
    """The day of a week."""
    return date.fromordinal(week * 7 + weekday + 1)


def period_key(week: int) -> str:
    """The name of a period, as ISO 8601 writes weeks: ``2026-W53``. They sort by time."""
    year, number, _ = day_in(week, 0).isocalendar()
    return f"{year:04}-W{number:02}"


def opening(schedule: Schedule, week: int, zone: tzinfo) -> datetime:
    """When the period of this week begins; after quiet hours, if it would in them."""
    wanted = instant_of(day_in(week, schedule.day), schedule.hour, zone)
    return awake(wanted, zone, schedule.quiet)


def in_rhythm(schedule: Schedule, week: int) -> bool:
    """Whether this week is one of every so many."""
    return (week - week_of(schedule.since)) % schedule.rhythm == 0


def openings(
    schedule: Schedule, zone: tzinfo, latest: Latest | None, week: int
) -> Iterator[tuple[int, datetime]]:
    """Periods from a week on that may still have a nudge, and when each begins; no end."""
    week = max(week, _first(schedule))
    if latest is not None and latest.period >= week:
        week = latest.period + 1
    week += (week_of(schedule.since) - week) % schedule.rhythm
    while True:
        opens = opening(schedule, week, zone)
        if latest is None or opens - latest.opened_at >= APART:
            yield week, opens
        week += schedule.rhythm


def begun(schedule: Schedule, now: datetime) -> Schedule:
    """The schedule, counted from the next time that its day and hour come."""
    zone = schedule.wall
    today = now.astimezone(zone).date()
    weekly = replace(schedule, rhythm=Rhythm.WEEKLY, since=today - DAY)
    week = next(
        week for week, opens in openings(weekly, zone, None, week_of(today) - 1) if opens > now
    )
    return replace(schedule, since=day_in(week, schedule.day))


def paced(schedule: Schedule, rhythm: Rhythm, latest: Latest | None) -> Schedule:
    """The schedule in another rhythm, counted from the latest nudge if there was one."""
    if latest is None:
        return replace(schedule, rhythm=rhythm)
    return replace(schedule, rhythm=rhythm, since=day_in(latest.period, schedule.day))


def _first(schedule: Schedule) -> int:
    """The first week whose day is not before ``since``."""
    return (schedule.since.toordinal() + 5 - schedule.day) // 7
