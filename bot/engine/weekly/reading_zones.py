"""What people type about where they are, turned into time zones.

It abstains rather than guesses. The zones have names, and the places that they are named after;
other cities, and countries, stand in ``content/places.toml``.
"""

import re
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

_OFFSET = re.compile(r"(?:utc|gmt)?\s?[+\u2212-]\s?\d{1,2}(?::?\d{2})?")

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
        text: a name ("Europe/Berlin"), a city ("são paulo"), or a country; an offset names no
            zone, since clocks change.
    """
    said = plain(text)
    if _OFFSET.fullmatch(" ".join(text.casefold().split())) or said in WITHOUT_SUMMER:
        return NoZone.OFFSET
    whole, cities = _zones()
    found = catalog.places.get(said) or cities.get(said) or whole.get(said, ())
    known = tuple(name for name in found if isinstance(zone_named(name), ZoneInfo))
    if len(known) > MOST_OF_A_COUNTRY:
        return NoZone.MANY
    return known or NoZone.UNKNOWN


def similar_zones(text: str) -> tuple[str, ...]:
    """A few zones in whose names the text stands, to be asked about; none if there are many."""
    said = plain(text)
    if len(said) < SHORTEST_OF_A_ZONE:
        return ()
    whole, _ = _zones()
    names = {name for key, listed in whole.items() if said in key for name in listed}
    return tuple(sorted(names)) if len(names) <= MOST_ZONES else ()


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
