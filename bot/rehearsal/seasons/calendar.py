"""When each person is due a nudge, worked out a second time and in the plainest way.

It takes what a person wants, day by day on their wall, and knows nothing of the program's own
schedule: what both agree on is hardly wrong. It imports nothing of it either.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

APART = timedelta(hours=36)
"""Two weeks do not begin closer to each other."""

LOOKED_AHEAD = 40
"""Days within which the next week of a fortnight must be found."""

FOR_GOOD = datetime(9999, 1, 1, tzinfo=UTC)
"""A pause until then ends when the person says so."""

LONGEST_WEEK = timedelta(weeks=3)
"""After so long the week of a fortnight is over, too, whatever was changed in it."""

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants at a time.

    Attributes:
        day: Monday is 0.
        hour: on their wall.
        zone: where that wall is; one that exists.
        since: no week before the one of this day.
        rhythm: every so many weeks, counted from that one.
        quiet: from when to when nothing may come, or None.
        paused_until: nothing before, or None.
        stopped: nothing at all.
        picked: a day whose hour they are asked for; it says nothing before that.
    """

    day: int
    hour: time
    zone: str
    since: date
    rhythm: int = 1
    quiet: tuple[time, time] | None = None
    paused_until: datetime | None = None
    stopped: bool = False
    picked: int | None = field(default=None, compare=False)

    @property
    def wall(self) -> ZoneInfo:
        """What their clocks show."""
        return ZoneInfo(self.zone)

    @property
    def is_left(self) -> bool:
        """Whether nothing comes before they do."""
        return self.paused_until == FOR_GOOD


class Begun(NamedTuple):
    """A week: which, when it is nudged about, and when it begins without any exception."""

    number: int
    at: datetime
    opens: datetime


@dataclass(frozen=True, slots=True)
class DueWeek:
    """A week of a person.

    Attributes:
        at: when its nudge is due.
        why_not: ``stopped`` or ``paused``, if the person did not want it; else empty.
    """

    at: datetime
    why_not: str = ""


class Calendar:
    """One person's.

    Attributes:
        weeks: by number (whole weeks since the first Monday of the year 1), what is due.
    """

    def __init__(self) -> None:
        self.weeks: dict[int, DueWeek] = {}
        self._wish: Wish | None = None
        self._last: Begun | None = None
        self._next: Begun | None = None
        self._now = datetime.min.replace(tzinfo=UTC)

    def wish(self, wish: Wish | None, at: datetime, *, is_late: bool = False) -> None:
        """From this moment on they want this; None: they are gone.

        What was planned is not lost by it, but where they choose once more before the first,
        and where the week that has begun has yet to come: then that is what was planned.
        """
        self.pass_until(at)
        planned, before, self._wish = self._next, self._wish, wish
        self._next = fresh = self._first(at)
        if wish is None or before is None or planned is None or fresh is None:
            return
        if is_late or (self._last is None and wish.since != before.since):
            return
        lost = planned.number < fresh.number and _in_rhythm(wish, planned.number)
        if lost and (wish.paused_until is None or wish.paused_until <= planned.at):
            came_up = max(planned.opens, min(at, planned.at))
            kept = min(awake(came_up, wish), fresh.at)
            self._next = Begun(planned.number, kept, min(planned.opens, kept))

    def pass_until(self, at: datetime) -> None:
        """Time passes, and weeks begin."""
        self._leave_out(at)
        while self._next is not None and self._next.at <= at:
            self._last = self._next
            self.weeks[self._last.number] = DueWeek(self._last.at)
            self._next = self._first(self._last.at)
        self._now = max(self._now, at)

    def next_at(self) -> datetime | None:
        """When the next nudge is due."""
        return self._next.at if self._next else None

    def begun_by(self, at: datetime) -> int | None:
        """The latest week that has begun by a moment soon after the last wish."""
        if self._next is not None and min(self._next.opens, self._next.at) <= at:
            return self._next.number
        return self._last.number if self._last else None

    def ends_at(self, number: int) -> datetime:
        """When a week is over: the next one begins, be it wanted or not."""
        later = (week.at for other, week in self.weeks.items() if other > number)
        return min(later, default=self.weeks[number].at + LONGEST_WEEK)

    def _leave_out(self, at: datetime) -> None:
        """Note the weeks that begin until then and that the person does not want."""
        wish = self._wish
        if wish is None or not (wish.stopped or wish.paused_until):
            return
        comes_back = None if wish.stopped else wish.paused_until
        why = "stopped" if wish.stopped else "paused"
        for week in self._begin_after(wish, self._now):
            if week.at > at or (comes_back is not None and week.at >= comes_back):
                return
            self.weeks.setdefault(week.number, DueWeek(week.at, why))

    def _first(self, after: datetime) -> Begun | None:
        """The first week after a moment that is wanted, if any ever is."""
        wish = self._wish
        if wish is None or wish.stopped:
            return None
        earliest = wish.paused_until
        if earliest is not None and earliest >= FOR_GOOD:
            return None
        for week in self._begin_after(wish, max(after, earliest - DAY) if earliest else after):
            if earliest is None or week.at >= earliest:
                return week
        raise AssertionError(wish)

    def _begin_after(self, wish: Wish, after: datetime) -> Iterator[Begun]:
        """The weeks that begin after a moment, whether or not they are wanted."""
        zone = wish.wall
        day = after.astimezone(zone).date() - 2 * DAY
        for _ in range(LOOKED_AHEAD):
            number = week_of(day)
            if day.weekday() == wish.day and day >= wish.since and _in_rhythm(wish, number):
                opens = awake(on_the_wall(day, wish.hour, zone), wish)
                if opens > after and self._comes_after_the_last(number, opens):
                    yield Begun(number, opens, opens)
            day += DAY

    def _comes_after_the_last(self, number: int, opens: datetime) -> bool:
        last = self._last
        return last is None or (number > last.number and opens - last.opens >= APART)


def week_of(day: date) -> int:
    """The number of a day's week: whole weeks since the first Monday of the year 1."""
    return (day.toordinal() - 1) // 7


def opens(wish: Wish, number: int) -> datetime:
    """When a week begins for somebody who wants this."""
    day = date.fromordinal(number * 7 + 1 + wish.day)
    return awake(on_the_wall(day, wish.hour, wish.wall), wish)


def name_of(number: int) -> str:
    """How the program names a week, by ISO 8601."""
    year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
    return f"{year:04}-W{week:02}"


def number_of(name: str) -> int:
    """The week of a name."""
    year, week = name.split("-W")
    return week_of(date.fromisocalendar(int(year), int(week), 1))


def _in_rhythm(wish: Wish, number: int) -> bool:
    return (number - week_of(wish.since)) % wish.rhythm == 0


def on_the_wall(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """When a clock there shows this for the first time, or would if none were moved."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def awake(at: datetime, wish: Wish) -> datetime:
    """This moment, or the first after it that is not quiet there."""
    return at if wish.quiet is None else _after_quiet(at, wish.wall, *wish.quiet)


@lru_cache(maxsize=65_536)
def _after_quiet(at: datetime, zone: ZoneInfo, start: time, end: time) -> datetime:
    """Minute by minute, so that no rule is needed for clocks that are moved at night."""
    while is_quiet((hour := at.astimezone(zone).time()), start, end):
        to_the_minute = timedelta(seconds=hour.second, microseconds=hour.microsecond)
        at += MINUTE - to_the_minute
    return at


def days_later(at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """When the clock there shows the same hour again, so many days later."""
    local = at.astimezone(zone)
    return on_the_wall(local.date() + days * DAY, local.time(), zone)


def first_day(wish: Wish, at: datetime) -> date:
    """The day on which a week first begins for somebody who chooses at a moment."""
    zone = wish.wall
    day = at.astimezone(zone).date() - 2 * DAY  # what is put off by a night begins later
    while day.weekday() != wish.day or awake(on_the_wall(day, wish.hour, zone), wish) <= at:
        day += DAY
    return day


def is_quiet(hour: time, start: time, end: time) -> bool:
    """Whether an hour lies between these, be it over midnight."""
    return start <= hour < end if start <= end else hour >= start or hour < end
