"""What people call where they live, and which time zones that means.

Countries stand in the content with the names that people type, in any language: the table of
the zone data has one English name for each, such as "Korea (South)", and their zones by the
past, of which many are the same today.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from zoneinfo import available_timezones

from bot.catalog import files
from bot.catalog.checks import no_such
from bot.catalog.words import plain
from bot.errors import ContentError

PLACES = "places.toml"

Named = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Where it stands, the names, and the zones that each of them means."""


def place_faults(shape: files.PlacesFile) -> Iterator[ContentError]:
    """Zones that there are not, and names without a letter."""
    for where, names, zones in _named(shape):
        for zone in zones:
            if zone not in _known_zones():
                yield ContentError(PLACES, where, no_such("zone", zone, _known_zones()))
        for name in names:
            if not plain(name):
                yield ContentError(PLACES, where, f"'{name}' has no word in it")


def zones_of_places(shape: files.PlacesFile) -> Mapping[str, tuple[str, ...]]:
    """The zones of every place, by its name as ``plain`` writes it."""
    found: dict[str, dict[str, None]] = {}
    for _, names, zones in _named(shape):
        for name in names:
            found.setdefault(plain(name), {}).update(dict.fromkeys(zones))
    return {name: tuple(zones) for name, zones in found.items()}


def _named(shape: files.PlacesFile) -> Iterator[Named]:
    tables = {"cities": shape.cities, "countries": shape.countries}
    one_zone = (
        (f"{table}.{zone}", names, (zone,))
        for table, listed in tables.items()
        for zone, names in listed.items()
    )
    several = (
        (f"country[{number}]", one.names, one.zones)
        for number, one in enumerate(shape.country, start=1)
    )
    return chain(one_zone, several)


@lru_cache(maxsize=1)
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())
