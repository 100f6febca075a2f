"""What becomes of what nobody took in time: one nudge at most, and never all at once (F43)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from bot.engine.schedule.periods import APART, openings
from bot.engine.schedule.values import Due, Latest, Occasion, Schedule
from bot.engine.schedule.zones import QuietHours, awake

LATE = timedelta(minutes=15)
"""Less is the wait in a queue, more is an outage."""

WINDOW = timedelta(hours=2)
"""Over which people are spread after an outage."""

SCATTER, BITS = 0x9E3779B97F4A7C15, 64
"""The golden ratio: multiples of it lie evenly, however many people there are."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What becomes of a row that was due.

    Attributes:
        due: what the person gets: now, if its ``at`` is not in the future, else then. None:
            nothing but what ``next_due`` says.
        ended: the periods that went by without their nudge, oldest first.
        latest: the newest of those, to be remembered at once: no change of the schedule and no
            clock brings them back. None: what was remembered stays.
    """

    due: Due | None
    ended: tuple[int, ...] = ()
    latest: Latest | None = None


def spread(person: int, window: timedelta = WINDOW) -> timedelta:
    """How long this person waits within a window: always the same, and others differ."""
    share = (person * SCATTER) % (1 << BITS) >> (BITS // 2)
    return window * (share / (1 << (BITS // 2)))


def taken(
    schedule: Schedule, row: Due, now: datetime, person: int, window: timedelta = WINDOW
) -> Taken:
    """What becomes of a row whose moment has come.

    Args:
        schedule: under which it was planned; whoever changes that plans anew.
        row: what was due.
        now: not before it.
        person: whose it is.
        window: see ``spread``.
    """
    zone = schedule.wall
    is_taken_late = now - row.at > LATE
    if not is_taken_late and not row.is_late:
        return Taken(_in_peace(row, now, schedule))
    newest, ended = row, []
    periods = openings(schedule, zone, row.served(), row.period)
    period, opens = next(periods)
    while opens <= now:
        ended.append(newest)
        newest = Due(opens, period, Occasion.NUDGE, opens, row.unknown)
        period, opens = next(periods)
    due: Due | None = _in_peace(newest, now, schedule)
    if is_taken_late:
        at = _calm(now, zone, schedule.quiet, spread(person, window))
        due = replace(newest, at=at, is_late=True) if at <= opens - APART else None
    if due is None:
        ended.append(newest)
    went_by = [one for one in ended if one.kind is Occasion.NUDGE]
    latest = replace(went_by[-1].served(), settled=True) if went_by else None
    return Taken(due, tuple(one.period for one in went_by), latest)


def _in_peace(row: Due, now: datetime, schedule: Schedule) -> Due:
    """What is due now, or at the end of the quiet hours that it came into."""
    calm = awake(now, schedule.wall, schedule.quiet)
    return row if calm <= now else replace(row, at=calm)


def _calm(now: datetime, zone: tzinfo, quiet: QuietHours | None, wait: timedelta) -> datetime:
    """After a wait, and out of quiet hours; who would come into them waits when they end."""
    at = awake(now, zone, quiet) + wait
    calm = awake(at, zone, quiet)
    return calm if calm == at else awake(calm + wait, zone, quiet)
