"""What people type about where they are, turned into time zones.

It abstains rather than guesses. The zones have names, and the places that they are named after;
other cities, and countries, stand in ``content/places.toml``.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.catalog import Catalog
from bot.catalog.words import plain
from bot.engine.schedule import zone_named
from bot.engine.schedule.zones import NO_PLACES

MOST_ZONES = 8
"""So many are asked about; a part of a name that fits more names none."""
MOST_OF_A_COUNTRY = 5
"""So many are asked about where a whole name means several."""
SHORTEST_OF_A_ZONE = 3
"""Fewer letters are no part of a name."""
NO_AREAS = frozenset({"", "Etc"})
"""What stands before the name of no place."""
WITHOUT_SUMMER = frozenset({"est", "mst", "hst"})
"""Names among the zones that are offsets all the same."""
BETWEEN = ", "
"""What stands between a place and the larger one that it lies in."""

_DAYS = tuple(datetime(2037, 1, 1, tzinfo=UTC) + timedelta(weeks=week) for week in range(52))
"""Days of a year that no exception of the zone data is known for yet."""
_OFFSET = re.compile(r"(?:(?:.*\s)?(?:utc|gmt))?\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?")

Zones = dict[str, tuple[str, ...]]


class NoZone(StrEnum):
    """Why a text is no zone to ask about."""

    UNKNOWN = "unknown"
    OFFSET = "offset"
    MANY = "many"


def zones(catalog: Catalog, text: str) -> tuple[str, ...] | NoZone:
    """The zones that a text may mean, by their IANA names: one if it is the name itself.

    Args:
        catalog: the places.
        text: a name ("Europe/Berlin"), a city ("são paulo"), a country, or a city in one, with
            the words that people say round it; an offset names no zone, since clocks change.
    """
    if _OFFSET.fullmatch(" ".join(text.casefold().split())) or plain(text) in WITHOUT_SUMMER:
        return NoZone.OFFSET
    known = _shared(catalog, place(catalog, text).split(BETWEEN))
    if len(known) > MOST_OF_A_COUNTRY:
        return NoZone.MANY
    return known or NoZone.UNKNOWN


def similar_zones(catalog: Catalog, text: str) -> tuple[str, ...]:
    """A few zones to be asked about; none if there are many.

    They are those of each part, where the parts contradict each other or one of them is
    unknown; else those in whose names the text stands.
    """
    said = place(catalog, text)
    parts = said.split(BETWEEN)
    if len(parts) > 1:
        found = dict.fromkeys(name for part in parts for name in _named(catalog, part))
        return tuple(found) if len(found) <= MOST_ZONES else ()
    if len(said) < SHORTEST_OF_A_ZONE:
        return ()
    whole, _ = _zones()
    names = {name for key, listed in whole.items() if said in key for name in listed}
    return tuple(sorted(names)) if len(names) <= MOST_ZONES else ()


def place(catalog: Catalog, text: str) -> str:
    """What a text names, as ``plain`` writes it: "I live in Berlin, Germany" is two parts.

    Parts stand apart by ``BETWEEN``, whether the text had a comma there or not. What this
    returns is its own place.
    """
    whole = _bare(catalog, text)
    if _named(catalog, whole):
        return whole
    if "," in text:
        return BETWEEN.join(_bare(catalog, part) for part in text.split(","))
    said = whole.split()
    cuts = ((" ".join(said[:at]), " ".join(said[at:])) for at in range(1, len(said)))
    return next((BETWEEN.join(cut) for cut in cuts if _shared(catalog, cut)), whole)


def _bare(catalog: Catalog, text: str) -> str:
    """A name without what people say before and after it, unless that belongs to the name."""
    said = plain(text)
    if _named(catalog, said):
        return said
    around = frozenset(plain(catalog.say("said.around-place")).split())
    left = said.split()
    while left and left[0] in around:
        left = left[1:]
    while left and left[-1] in around:
        left = left[:-1]
    return " ".join(left)


def _shared(catalog: Catalog, parts: Sequence[str]) -> tuple[str, ...]:
    """The zones of the first part whose clocks show what one of each other part's shows."""
    found = _named(catalog, parts[0])
    for part in parts[1:]:
        clocks = {_clock(name) for name in _named(catalog, part)}
        found = tuple(name for name in found if _clock(name) in clocks)
    return found


def _named(catalog: Catalog, said: str) -> tuple[str, ...]:
    """The zones of one name; empty if it is none."""
    whole, cities = _zones()
    found = catalog.places.get(said) or cities.get(said) or whole.get(said, ())
    return tuple(name for name in found if isinstance(zone_named(name), ZoneInfo))


@lru_cache(maxsize=1024)
def _clock(name: str) -> tuple[timedelta | None, ...]:
    """What the clocks of a zone show, beside UTC, through a year by the rules in force."""
    zone = ZoneInfo(name)
    return tuple(day.astimezone(zone).utcoffset() for day in _DAYS)


@lru_cache(maxsize=1)
def _zones() -> tuple[Zones, Zones]:
    """The zones by whole name, and those of a place by that place, as ``plain`` writes them."""
    whole: Zones = {}
    cities: Zones = {}
    for name in sorted(available_timezones()):
        area, _, city = name.rpartition("/")
        if name.startswith(NO_PLACES):
            continue
        whole[plain(name)] = (*whole.get(plain(name), ()), name)
        if area not in NO_AREAS:
            cities[plain(city)] = (*cities.get(plain(city), ()), name)
    return whole, cities
