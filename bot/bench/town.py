"""A file of people with weekly steps, of whom some are due at the moment of a measurement.

Everybody has an hour, a zone, quiet hours and a first week; those who are due share all of it
with one other person or with none, so hardly anybody's week is known from another's.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time, timedelta
from functools import cache
from itertools import cycle, islice, product
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bench.members import opened
from bot.bench.places import disk_folder
from bot.bench.walks import AT
from bot.engine.schedule import Due, Latest, Occasion, QuietHours, Schedule, zone_named
from bot.engine.schedule.periods import week_of
from bot.engine.schedule.zones import UnknownZone
from bot.engine.weekly.values import Agenda
from bot.store.agendas import AgendaColumns, from_agenda, instant_text

ZONES = (
    *("Europe/Berlin", "Europe/London", "Asia/Kolkata", "America/Sao_Paulo", "Africa/Nairobi"),
    *("Asia/Tokyo", "Africa/Cairo", "Europe/Athens", "Asia/Dubai", "Asia/Singapore"),
)
"""Where it is day at noon in UTC, so that nobody waits for the end of quiet hours."""

MINUTES_LATE = 10
FIRST_WEEKS = 25
QUIET = tuple(QuietHours(time(23), time(hour)) for hour in (6, 7))
WEEK = timedelta(days=7)
COMMUNITIES = 50
SCATTER = 7_919
"""A prime: neighbours by number are due at different times of the week."""

PERSON = "INSERT INTO person (id, created_at) VALUES (?, ?)"
ACCOUNT = """INSERT INTO account (id, person_id, platform, workspace, user)
VALUES (?, ?, 'slack', ?, ?)"""
AGENDA = """INSERT INTO due (person_id, account_id, due_at, schedule, next, latest, nudged,
silent, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""

_folders: list[TemporaryDirectory[str]] = []
"""They go when the program ends, for several measurements look at the same file."""


@cache
def town(people: int, due: int) -> Path:
    """The file of so many people, of whom so many are due at the moment of everything.

    A million take a third of a minute and 400 MB.
    """
    folder = TemporaryDirectory(prefix="whichrole-bench-", dir=disk_folder())
    _folders.append(folder)
    path = Path(folder.name) / f"{people}.db"
    asyncio.run(opened(path).close())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF").close()
        connection.execute("BEGIN")
        numbers = range(1, people + 1)
        at = instant_text(AT)
        connection.executemany(PERSON, ((number, at) for number in numbers))
        connection.executemany(ACCOUNT, map(_account, numbers))
        by_key = sorted(_agendas(people, due), key=itemgetter(2, 0))
        connection.executemany(AGENDA, by_key)
        connection.execute("COMMIT")
    return path


def _account(number: int) -> tuple[int, int, str, str]:
    return number, number, f"T{number % COMMUNITIES}", f"U{number:09}"


def _agendas(people: int, due: int) -> Iterator[tuple[int, int, *AgendaColumns]]:
    """Rows of ``due``; those who are due are scattered over all numbers."""
    each = people // due
    waiting = cycle(list(islice(_now(), len(ZONES) * MINUTES_LATE)))
    at_once = cycle(_now())
    for number in range(1, people + 1):
        if number % each == 0 and number // each <= due:
            yield (number, number, *next(at_once))
        else:
            later = AT + timedelta(minutes=1 + number * SCATTER % (7 * 24 * 60))
            yield (number, number, instant_text(later), *next(waiting)[1:])


def _now() -> Iterator[AgendaColumns]:
    """An agenda that is due, and then another."""
    varied = product(range(FIRST_WEEKS), QUIET, range(MINUTES_LATE), ZONES)
    for weeks, quiet, late, name in varied:
        zone = zone_named(name)
        assert not isinstance(zone, UnknownZone)  # noqa: S101 - every machine has these
        at = AT - timedelta(minutes=late)
        here = at.astimezone(zone)
        since = date(2026, 1, 5) - weeks * WEEK
        schedule = Schedule(here.weekday(), here.time(), name, since, quiet=quiet)
        period = week_of(here.date())
        due = Due(at, period, Occasion.NUDGE, at)
        yield from_agenda(Agenda(schedule, due, Latest(period - 1, at - WEEK, at - WEEK)))
