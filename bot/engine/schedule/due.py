"""What somebody is to get next, and when. Nothing here makes up for what is past."""

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from bot.engine.schedule.periods import APART, in_rhythm, opening, openings, week_of
from bot.engine.schedule.values import OPEN_END, Due, Latest, Occasion, Schedule
from bot.engine.schedule.zones import UnknownZone, awake, days_later, zone_or

SUNDAY = 6
REMINDED_AFTER = timedelta(days=5)
"""On the wall: the reminder comes at the hour of its nudge."""


def next_due(schedule: Schedule, after: datetime, latest: Latest | None = None) -> Due | None:
    """What comes next, or None if nothing will until the schedule changes.

    Args:
        schedule: what the person wants.
        after: what is not later than this is past.
        latest: the latest period that is over with, None before the first.
    """
    paused, snoozed = schedule.paused_until, schedule.snoozed_until
    if schedule.stopped or _has_no_end(paused) or _has_no_end(snoozed):
        return None
    zone, unknown = zone_or(schedule.zone, schedule.default_zone)
    if latest is not None and not latest.settled:
        at = _reminder(schedule, zone, after, latest)
        if at is not None:
            return Due(at, latest.period, Occasion.REMINDER, latest.opened_at, unknown)
    return _nudge(schedule, zone, after, latest, unknown)


def replanned(
    schedule: Schedule,
    before: Schedule,
    planned: Due | None,
    now: datetime,
    latest: Latest | None = None,
) -> Due | None:
    """What comes next after a change of the schedule.

    A nudge that was planned is not lost: where the new day, hour or zone would pass over its
    period, it comes as planned, or when the next one would if that is sooner; and what was
    changed counts from the next period (F41). What is late does not come on the eve of the
    next: when that opens, it goes by (F43). A reminder that was to come before it does not
    come then.

    Args:
        schedule: as it is from now on.
        before: as it was.
        planned: what ``next_due`` said under that one.
        now: when it was changed.
        latest: the latest period that is over with, None before the first.
    """
    fresh = next_due(schedule, now, latest)
    planned = following_nudge(before, planned, latest)
    if fresh is None or planned is None:
        return fresh
    instead = following_nudge(schedule, fresh, latest)
    had_it = latest is not None and planned.period <= latest.period
    if instead is None or had_it or not _would_be_lost(schedule, planned, instead, now):
        return fresh
    zone, unknown = zone_or(schedule.zone, schedule.default_zone)
    wanted = max(planned.opens_at, schedule.snoozed_until or planned.opens_at)
    calm = awake(max(wanted, min(now, planned.at)), zone, schedule.quiet)
    at = instead.at if _is_overtaken(planned, calm, instead) else min(calm, instead.at)
    return replace(planned, at=at, opens_at=min(planned.opens_at, at), unknown=unknown)


def following_nudge(schedule: Schedule, due: Due | None, latest: Latest | None) -> Due | None:
    """The nudge that is due, or that follows the reminder that is; see ``next_due``."""
    if due is None or due.kind is Occasion.NUDGE:
        return due
    zone, unknown = zone_or(schedule.zone, schedule.default_zone)
    return _nudge(schedule, zone, due.at, latest, unknown)


def _is_overtaken(planned: Due, at: datetime, instead: Due) -> bool:
    """Whether what is late would come on the eve of a period that has a nudge of its own."""
    is_apart = instead.opens_at - planned.opens_at >= APART
    return planned.is_late and is_apart and at > instead.at - APART


def _has_no_end(until: datetime | None) -> bool:
    return until is not None and until >= OPEN_END


def _would_be_lost(schedule: Schedule, planned: Due, instead: Due, now: datetime) -> bool:
    """Whether a nudge is passed over that the person did not put off themselves.

    A rhythm leaves out what is still to come; what has begun is late, and was wanted.
    """
    waits = (schedule.paused_until, schedule.snoozed_until)
    return (
        planned.period < instead.period
        and (in_rhythm(schedule, planned.period) or planned.opens_at <= now)
        and all(until is None or until <= planned.at for until in waits)
    )


def _nudge(
    schedule: Schedule,
    zone: tzinfo,
    after: datetime,
    latest: Latest | None,
    unknown: UnknownZone | None,
) -> Due:
    """The first nudge after an instant, and neither in a pause nor before a snooze is over."""
    paused, snoozed = schedule.paused_until, schedule.snoozed_until
    waits = max(after, paused or after, snoozed or after)
    week = week_of(waits.astimezone(zone).date())
    if schedule.day == SUNDAY:
        week -= 1  # last week's may wait for Monday morning
    if snoozed is not None:
        week -= schedule.rhythm  # what is put off began before
    periods = openings(schedule, zone, latest, week)
    while True:
        period, opens = next(periods)
        if paused is not None and opens < paused:
            continue
        at = opens
        if snoozed is not None and opens < snoozed:
            at = awake(snoozed, zone, schedule.quiet)
            if at >= opening(schedule, period + schedule.rhythm, zone):
                continue
        if at > after:
            return Due(at, period, Occasion.NUDGE, opens, unknown)


def _reminder(
    schedule: Schedule, zone: tzinfo, after: datetime, latest: Latest
) -> datetime | None:
    """When to remind somebody of their latest nudge, if that is still to come.

    A nudge that is put off after it came is brought again when the person said.
    """
    snoozed, paused = schedule.snoozed_until, schedule.paused_until
    if snoozed is not None and snoozed > latest.nudged_at:
        wanted = snoozed
    elif schedule.reminds:
        wanted = days_later(latest.nudged_at, REMINDED_AFTER, zone)
    else:
        return None
    at = awake(wanted, zone, schedule.quiet)
    if at <= after or (paused is not None and at < paused):
        return None
    _, ends = next(openings(schedule, zone, latest, latest.period))
    return at if at < ends else None
