"""Every zone of the data that are here, two times ten years: one with the oddest changes that
there were, and one to come."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.engine.schedule import (
    Due,
    Occasion,
    QuietHours,
    Rhythm,
    Schedule,
    next_due,
    period_key,
    zone_named,
)
from tests.sparing import first

pytestmark = pytest.mark.thorough


ODD = [
    "Europe/Berlin",
    "Pacific/Apia",  # left out a whole day
    "Australia/Lord_Howe",  # half an hour
    "America/Nuuk",  # at midnight, on Saturdays
    "Africa/Casablanca",  # four times a year
    "Asia/Kathmandu",
    "Pacific/Kiritimati",
    "Antarctica/Troll",  # two hours
]
PLACES = {name for name in available_timezones() if isinstance(zone_named(name), ZoneInfo)}
ZONES = [*ODD, *sorted(PLACES - {*ODD})]
DECADES = (2010, 2026)
CASES = [(zone, year) for zone in ZONES for year in DECADES]
QUICK = 2 * len(ODD)

MINUTE, DAY, YEARS = timedelta(minutes=1), timedelta(days=1), timedelta(days=3652)
QUIETS = [
    None,
    (time(22), time(7)),
    (time(23, 30), time(2, 30)),
    (time(0), time(6, 15)),
    (time(3), time(2)),
]


@dataclass(frozen=True)
class Given:
    """A schedule, and everything that it brings in ten years to somebody who never answers."""

    schedule: Schedule
    zone: ZoneInfo
    found: list[Due]

    def of(self, kind: Occasion) -> list[Due]:
        return [one for one in self.found if one.kind is kind]

    def wanted(self, one: Due) -> datetime:
        """What the wall should show, without any hour that is quiet."""
        monday = datetime.strptime(f"{period_key(one.period)}-1", "%G-W%V-%u").date()  # noqa: DTZ007
        day = monday + self.schedule.day * DAY
        return self.moved(datetime.combine(day, self.schedule.hour))

    def moved(self, wall: datetime) -> datetime:
        """What is shown instead of an hour that is left out: later by what is left out."""
        before, after = (self.ahead(wall + days) for days in (-2 * DAY, 2 * DAY))
        found = (self.shown((wall - ahead).replace(tzinfo=UTC)) for ahead in (before, after))
        return wall if wall in found else wall + after - before

    def ahead(self, about: datetime) -> timedelta:
        """How far the wall is ahead of UTC about then."""
        return self.shown(about.replace(tzinfo=UTC)) - about

    def shown(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def is_quiet(self, instant: datetime) -> bool:
        quiet, hour = self.schedule.quiet, self.shown(instant).time()
        if quiet is None:
            return False
        inside = min(quiet.start, quiet.end) <= hour < max(quiet.start, quiet.end)
        return inside if quiet.start < quiet.end else not inside

    def waits_on(self, instant: datetime) -> bool:
        """Whether quiet hours, whose end is left out that day, are still waited out."""
        if self.schedule.quiet is None:
            return False
        wall = self.shown(instant)
        end = datetime.combine(wall.date(), self.schedule.quiet.end)
        return end <= wall < self.moved(end)

    def fits(self, wanted: datetime, instant: datetime) -> bool:
        return self.shown(instant) >= wanted and not self.is_quiet(instant)


def given(name: str, year: int) -> Given:
    """A schedule of a zone, at an hour at which its clocks change if they do."""
    zone, random = ZoneInfo(name), Random(f"{name} {year}")
    start = datetime(year, 1, 1, tzinfo=UTC)
    wall = random.choice(changes(zone, start)).astimezone(zone)
    quiet = random.choice(QUIETS)
    schedule = Schedule(
        wall.weekday(),
        wall.time(),
        name,
        date(year, 1, 1),
        random.choice([*Rhythm]),
        quiet and QuietHours(*quiet),
    )
    return Given(schedule, zone, lived(schedule, start))


def lived(schedule: Schedule, start: datetime) -> list[Due]:
    found: list[Due] = []
    now, latest = start, None
    while now < start + YEARS:
        one = next_due(schedule, now, latest)
        assert one is not None
        found.append(one)
        now = one.at
        latest = one.served()
    return found


def changes(zone: ZoneInfo, start: datetime) -> list[datetime]:
    """Moments about which the clocks of a zone change in ten years, some of them left out."""
    days = [start + number * DAY for number in range(3652)]
    hours = [
        hour
        for day, after in pairwise(days)
        if day.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset()
        for hour in (day + number * timedelta(minutes=30) for number in range(48))
        if hour.astimezone(zone).utcoffset()
        != (hour + timedelta(minutes=30)).astimezone(zone).utcoffset()
    ]
    about = [hour + 20 * number * MINUTE for hour in hours for number in range(-6, 7)]
    return about or [day + number * 10 * MINUTE for number, day in enumerate(days[:1008])]


everywhere = pytest.mark.parametrize(("name", "year"), first(QUICK, CASES))


@everywhere
def test_everywhere_and_for_ten_years_the_hour_stays_and_nothing_doubles(
    name: str, year: int
) -> None:
    life = given(name, year)
    nudges, reminders = life.of(Occasion.NUDGE), life.of(Occasion.REMINDER)
    weeks = int(life.schedule.rhythm)

    assert len(nudges) >= 3652 // 7 // weeks - 1
    for one, after in pairwise(nudges):
        assert after.period == one.period + weeks
        assert (7 * weeks - 1) * DAY <= after.at - one.at <= (7 * weeks + 1) * DAY
    assert life.found == sorted(life.found, key=lambda one: one.at)
    assert life.found[::2] == nudges
    for nudge, reminder in zip(nudges, reminders, strict=False):
        assert reminder.period == nudge.period
        assert_first_that_fits(life, life.wanted(nudge), nudge.at)
        assert_first_that_fits(life, life.moved(life.shown(nudge.at) + 5 * DAY), reminder.at)


def assert_first_that_fits(life: Given, wanted: datetime, found: datetime) -> None:
    """No minute before shows what was wanted, or later, outside quiet hours."""
    assert life.fits(wanted, found)
    if life.shown(found) == wanted:
        assert found.astimezone(life.zone).fold == 0
        return
    as_long_ago = life.shown(found) - wanted + timedelta(hours=3)
    for minutes in (*range(1, 6), *range(30, as_long_ago // MINUTE, 60)):
        before = found - minutes * MINUTE
        assert not life.fits(wanted, before) or life.waits_on(before)
