"""Agendas to columns and back. What goes in comes out equal.

A round reads and writes thousands of them, and most people share theirs with many: the same
hour in the same zone, the same week. So what stays the same from week to week is one text, a
list in JSON, and what texts were read lately stood for is kept. None of them quotes anybody.
"""

import json
from datetime import UTC, date, datetime, time
from functools import lru_cache
from json import JSONEncoder
from typing import Any

from bot.engine.schedule import (
    OPEN_END,
    Due,
    Latest,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    UnknownZone,
)
from bot.engine.weekly.values import Agenda
from bot.store.rows import made

COLUMNS = ("due_at", "schedule", "next", "latest", "nudged", "silent", "asked")
"""Those of ``due`` that hold an agenda."""

AgendaColumns = tuple[str, str, str | None, str | None, int, int, bool]

_to_text = JSONEncoder(separators=(",", ":")).encode

TEXTS_KEPT = 4096
"""A few dozen zones, seven days and the hours of a day, for a few weeks."""


def due_at(agenda: Agenda) -> datetime:
    """The key that this agenda has in ``due``, beside its person."""
    return agenda.due.at if agenda.due else OPEN_END


def to_agenda(
    due_at: str,
    schedule: str,
    following: str | None,
    latest: str | None,
    nudged: int,
    silent: int,
    asked: int,
) -> Agenda:
    """The agenda of these columns as the driver gives them; ``following`` is ``next``."""
    if not (type(nudged) is type(silent) is type(asked) is int):
        raise TypeError("weeks")
    return Agenda(
        to_schedule(schedule),
        _to_due(due_at, following),
        None if latest is None else _to_latest(latest),
        nudged,
        silent,
        asked != 0,
    )


def from_agenda(agenda: Agenda, schedule: str | None = None) -> AgendaColumns:
    """The values of ``COLUMNS``, as the driver takes them.

    Args:
        agenda: what is to be kept.
        schedule: the column, if its schedule was read from it and is the same still.
    """
    due, latest = agenda.due, agenda.latest
    return (
        instant_text(due.at if due else OPEN_END),
        schedule or from_schedule(agenda.schedule),
        _from_due(due) if due else None,
        _from_latest(latest) if latest else None,
        agenda.nudged,
        agenda.silent,
        agenda.asked,
    )


@lru_cache(TEXTS_KEPT)
def to_schedule(stored: str) -> Schedule:
    """The schedule of a text."""
    day, hour, zone, since, rhythm, quiet, reminds, paused, snoozed, stopped, default = (
        _list_of(stored)
    )
    schedule: Schedule = made(
        Schedule,
        day=day,
        hour=time.fromisoformat(hour),
        zone=zone,
        since=date.fromisoformat(since),
        rhythm=Rhythm(rhythm),
        quiet=None if quiet is None else QuietHours(*map(time.fromisoformat, quiet)),
        reminds=reminds,
        paused_until=_maybe_instant(paused),
        snoozed_until=_maybe_instant(snoozed),
        stopped=stopped,
        default_zone=default,
    )
    return schedule


@lru_cache(TEXTS_KEPT)
def from_schedule(schedule: Schedule) -> str:
    """The text of a schedule, in the order of its fields."""
    quiet = schedule.quiet
    return _to_text(
        [
            schedule.day,
            schedule.hour.isoformat(),
            schedule.zone,
            schedule.since.isoformat(),
            schedule.rhythm.value,
            quiet and [quiet.start.isoformat(), quiet.end.isoformat()],
            schedule.reminds,
            schedule.paused_until and instant_text(schedule.paused_until),
            schedule.snoozed_until and instant_text(schedule.snoozed_until),
            schedule.stopped,
            schedule.default_zone,
        ]
    )


@lru_cache(TEXTS_KEPT)
def instant_text(at: datetime) -> str:
    """An instant as every column has it: in UTC, without its zone."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@lru_cache(TEXTS_KEPT)
def to_instant(stored: str) -> datetime:
    """The instant of such a text."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _maybe_instant(stored: str | None) -> datetime | None:
    return None if stored is None else to_instant(stored)


@lru_cache(TEXTS_KEPT)
def _to_due(at: str, stored: str | None) -> Due | None:
    """What comes next and when, which must agree on whether anything does."""
    instant = to_instant(at)
    if (stored is None) != (instant >= OPEN_END):
        raise ValueError("next")
    if stored is None:
        return None
    kind, period, opens_at, unknown, *late = _list_of(stored)
    if late not in ([], [True]):
        raise ValueError("late")
    due: Due = made(
        Due,
        at=instant,
        period=period,
        kind=Occasion(kind),
        opens_at=to_instant(opens_at),
        unknown=None if unknown is None else made(UnknownZone, name=unknown),
        is_late=bool(late),
    )
    return due


def _from_due(due: Due) -> str:
    name = due.unknown.name if due.unknown else None
    return _due_text(due.kind, due.period, due.opens_at, name, is_late=due.is_late)


@lru_cache(TEXTS_KEPT)
def _due_text(
    kind: Occasion, period: int, opens_at: datetime, name: str | None, *, is_late: bool
) -> str:
    """The text of what is due; that it is late stands there only where it is."""
    late = [True] if is_late else []
    return _to_text([kind.value, period, instant_text(opens_at), name, *late])


@lru_cache(TEXTS_KEPT)
def _to_latest(stored: str) -> Latest:
    period, opened_at, nudged_at, settled = _list_of(stored)
    latest: Latest = made(
        Latest,
        period=period,
        opened_at=to_instant(opened_at),
        nudged_at=to_instant(nudged_at),
        settled=settled,
    )
    return latest


@lru_cache(TEXTS_KEPT)
def _from_latest(latest: Latest) -> str:
    opened_at, nudged_at = instant_text(latest.opened_at), instant_text(latest.nudged_at)
    return _to_text([latest.period, opened_at, nudged_at, latest.settled])


def _list_of(stored: str) -> list[Any]:
    found = json.loads(stored)
    if not isinstance(found, list):
        raise TypeError("list")
    return found
