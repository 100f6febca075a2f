"""Whether somebody still wants what was written for their week: pure.

Between the round that wrote a message and the moment when it is sent its person may have said
something, and a platform may have kept it waiting into the night.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.engine.schedule import OPEN_END, Schedule, period_key
from bot.engine.schedule.due import REMINDED_AFTER
from bot.engine.schedule.late import LATE
from bot.engine.schedule.zones import awake, days_later
from bot.engine.weekly import times
from bot.engine.weekly.values import Weekly
from bot.ports.outbox import Kind, Message, Reason

ASKED_AGAIN = timedelta(minutes=10)
"""After this a platform that did not tell who somebody is, is asked again."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """It is not sent at all.

    Attributes:
        reason: why.
    """

    reason: Reason


@dataclass(frozen=True, slots=True)
class Waits:
    """It is not sent now.

    Attributes:
        until: when it is; aware, UTC.
    """

    until: datetime


def wanted(
    message: Message, weekly: Weekly, now: datetime, nudged_at: datetime | None = None
) -> Withheld | Waits | None:
    """Why a message of a week is not sent now; None if it is.

    Args:
        message: of one of the kinds that a round writes.
        weekly: the weekly steps of the person who gets it, as they are now.
        now: when it would be sent.
        nudged_at: of a reminder, when its nudge came; None if that never came.
    """
    reason = _unwanted(message, weekly, now)
    if reason is not None:
        return Withheld(reason)
    at = _reminds_at(weekly, now, nudged_at) if message.kind is Kind.REMINDER else now
    if at is None:
        return Withheld(Reason.MOOT)
    return _calm(message, weekly.agenda.schedule, at, now)


def welcome(message: Message, schedule: Schedule, now: datetime) -> Withheld | Waits | None:
    """Why a word of a mentor is not said now; None if it is.

    It waits for a pause to end that its reader chose, and for their morning. After a silence
    nobody chose the pause, so a mentor may write; but whoever is left in peace then, or wants
    no more steps, is not asked how it goes.

    Args:
        message: an encouragement, what they wrote, or a request for a check-in.
        schedule: the mentee's, as it is now; of whoever chose no times, ``hours_of`` them.
        now: when it would be sent.
    """
    asks = message.kind is Kind.CHECK_IN_WANTED
    if asks and schedule.stopped:
        return Withheld(Reason.STOPPED)
    if asks and _is_later(schedule.snoozed_until, now):
        return Withheld(Reason.SNOOZED)
    until = schedule.paused_until
    if until is None or until <= now or (until == OPEN_END and not asks):
        return quiet(message, schedule, now)
    return Waits(until) if until < message.useful_until else Withheld(Reason.PAUSED)


def quiet(message: Message, schedule: Schedule, now: datetime) -> Withheld | Waits | None:
    """Why a message is not sent at this hour; None if it is.

    Args:
        message: any that can wait.
        schedule: of whoever gets it; it tells when their quiet hours are.
        now: when it would be sent.
    """
    return _calm(message, schedule, now, now)


def untold(message: Message, now: datetime) -> Withheld | Waits:
    """What becomes of a message while a platform does not tell whether it may be sent."""
    until = now + ASKED_AGAIN
    return Waits(until) if until < message.useful_until else Withheld(Reason.TOO_LATE)


def _calm(
    message: Message, schedule: Schedule, at: datetime, now: datetime
) -> Withheld | Waits | None:
    """Why it is not sent now, though it is wanted from a moment on; None if it is."""
    calm = awake(at, schedule.wall, schedule.quiet)
    if calm <= now:
        return None
    return Waits(calm) if calm < message.useful_until else Withheld(Reason.TOO_LATE)


def _reminds_at(weekly: Weekly, now: datetime, nudged_at: datetime | None) -> datetime | None:
    """From when on somebody may be reminded; None if there is nothing to remind them of.

    The nudge may have waited for a platform until its reminder was due, too, and nobody gets
    both at once. Who put it off themselves gets it when they said, unless it came after that.
    """
    schedule = weekly.agenda.schedule
    is_later = nudged_at is None or _is_later(schedule.snoozed_until, nudged_at)
    if times.was_put_off(weekly) and is_later:
        return now
    if nudged_at is None:
        return None
    if days_later(nudged_at - LATE, REMINDED_AFTER, schedule.wall) <= now:
        return now
    return days_later(nudged_at, REMINDED_AFTER, schedule.wall)


def _unwanted(message: Message, weekly: Weekly, now: datetime) -> Reason | None:
    agenda = weekly.agenda
    schedule, latest = agenda.schedule, agenda.latest
    if schedule.stopped:
        return Reason.STOPPED
    if message.kind is Kind.PAUSED:
        return None if schedule.paused_until == OPEN_END else Reason.MOOT
    if _is_later(schedule.paused_until, now):
        return Reason.PAUSED
    if _is_later(schedule.snoozed_until, now):
        return Reason.SNOOZED
    if latest is None or message.period != period_key(latest.period):
        return Reason.TOO_LATE  # its period is over
    is_heard = _has_said_how_it_went(weekly) or times.has_asked(weekly)
    return Reason.MOOT if message.kind is Kind.REMINDER and is_heard else None


def _is_later(until: datetime | None, now: datetime) -> bool:
    return until is not None and until > now


def _has_said_how_it_went(weekly: Weekly) -> bool:
    """Whether there is a word on the week of the latest nudge already.

    As long as a nudge is not folded into the plan, nobody has said anything since.
    """
    week = weekly.plan.week
    return not weekly.agenda.nudged and (week is None or week.check_in is not None)
