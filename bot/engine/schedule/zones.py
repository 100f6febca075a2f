"""Which zone a name means, and which instant a clock on the wall means.

The data are the system's, or those of the package ``tzdata`` where the system has none:
``zoneinfo`` decides. Zones are kept once they are read, so new data take a new start.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

NO_PLACES = ("localtime", "posixrules", "Factory", "posix/", "right/")
"""Beginnings of names that are found among the zones and are none: the machine's own, and
copies of which some count leap seconds."""

DAY = timedelta(days=1)

DEFAULT_ZONE = "UTC"
"""Where somebody is taken to be as long as nobody says or sets another zone."""


@dataclass(frozen=True, slots=True)
class UnknownZone:
    """A name that the zone data do not have: misspelt, or taken out of them (F44).

    Attributes:
        name: as it was given.
    """

    name: str


@lru_cache(maxsize=1024)
def zone_named(name: str) -> ZoneInfo | UnknownZone:
    """The zone of an IANA name; old names that the data still lead on are as good as new."""
    if name.startswith(NO_PLACES):
        return UnknownZone(name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder, no path, no such file
        return UnknownZone(name)


@lru_cache(maxsize=1024)
def zone_or(name: str, default: str) -> tuple[tzinfo, UnknownZone | None]:
    """The zone of a name, else of the default, else UTC; and the name, if it is unknown."""
    zone = zone_named(name)
    if isinstance(zone, ZoneInfo):
        return zone, None
    instead = zone_named(default)
    return (instead if isinstance(instead, ZoneInfo) else UTC), zone


@dataclass(frozen=True, slots=True)
class QuietHours:
    """When somebody is not written to, by the clock on their wall.

    Attributes:
        start: the first quiet moment.
        end: the first moment after; before ``start`` if it is of the next day, and the same
            as ``start`` if no hour is quiet. Both naive.
    """

    start: time
    end: time

    def cover(self, hour: time) -> bool:
        """Whether it is quiet at this hour."""
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


def instant_of(day: date, hour: time, zone: tzinfo) -> datetime:
    """When a clock on the wall shows this: in UTC.

    An hour that comes twice is the first of the two (F39); one that is left out is later by
    what is left out: 02:30 becomes 03:30 (F38).
    """
    return datetime.combine(day, hour.replace(fold=0), zone).astimezone(UTC)


def days_later(instant: datetime, days: timedelta, zone: tzinfo) -> datetime:
    """The same hour on a wall, whole days later; in UTC."""
    local = instant.astimezone(zone)
    return instant_of(local.date() + days, local.time(), zone)


def awake(instant: datetime, zone: tzinfo, quiet: QuietHours | None) -> datetime:
    """The instant itself, or the end of the quiet hours that it falls in; in UTC."""
    if quiet is None:
        return instant
    while quiet.cover((local := instant.astimezone(zone)).time()):
        day = local.date() if local.time() < quiet.end else local.date() + DAY
        end = instant_of(day, quiet.end, zone)
        if end <= instant:  # that was its first time, and we are in the second
            end = datetime.combine(day, quiet.end.replace(fold=1), zone).astimezone(UTC)
        instant = end
    return instant
