from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.catalog import Catalog
from bot.engine.weekly.reading_zones import (
    MOST_OF_A_COUNTRY,
    NoZone,
    place,
    similar_zones,
    zones,
)

ZONE_DATA = files("tzdata") / "zoneinfo"
WITHOUT_PEOPLE = {"AQ", "BV", "HM", "TF", "UM"}


def rows(table: str) -> list[list[str]]:
    """The rows of a table of the zone data."""
    text = (ZONE_DATA / table).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("NEW_YORK", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("Singapore", "Asia/Singapore"),
        ("UTC", "UTC"),
    ],
)
def test_F44_a_zone_is_found_by_its_name_or_its_city(
    catalog: Catalog, text: str, name: str
) -> None:
    assert zones(catalog, text) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mumbai", "Asia/Kolkata"),
        ("New Delhi", "Asia/Kolkata"),
        ("bangalore!", "Asia/Kolkata"),
        ("India", "Asia/Kolkata"),
        ("Indien", "Asia/Kolkata"),
        ("San Francisco", "America/Los_Angeles"),
        ("Washington, D.C.", "America/New_York"),
        ("Beijing", "Asia/Shanghai"),
        ("China", "Asia/Shanghai"),
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("munchen", "Europe/Berlin"),
        ("KÖLN", "Europe/Berlin"),
        ("Wien", "Europe/Vienna"),
        ("österreich", "Europe/Vienna"),
        ("UK", "Europe/London"),
        ("South Korea", "Asia/Seoul"),
        ("Rio de Janeiro", "America/Sao_Paulo"),
        ("Kapstadt", "Africa/Johannesburg"),
        ("Bali", "Asia/Makassar"),
    ],
)
def test_F44_the_city_or_the_country_where_people_live_is_enough(
    catalog: Catalog, text: str, name: str
) -> None:
    assert zones(catalog, text) == (name,)


def test_F44_a_place_that_there_is_more_than_once_leaves_the_choice(catalog: Catalog) -> None:
    assert zones(catalog, "cordoba") == ("Europe/Madrid", "America/Argentina/Cordoba")
    assert zones(catalog, "Texas") == ("America/Chicago", "America/Denver")
    assert zones(catalog, "Georgia") == ("America/New_York", "Asia/Tbilisi")
    assert zones(catalog, "Spain") == ("Europe/Madrid", "Atlantic/Canary")
    assert zones(catalog, "Brasilien") == (
        "America/Sao_Paulo",
        "America/Manaus",
        "America/Rio_Branco",
        "America/Noronha",
    )


@pytest.mark.parametrize("text", ["USA", "Vereinigte Staaten", "Canada", "russia"])
def test_F44_a_country_of_very_many_zones_is_told_so(catalog: Catalog, text: str) -> None:
    assert zones(catalog, text) is NoZone.MANY


def test_F44_every_country_of_the_zone_data_where_people_live_has_a_name_here(
    catalog: Catalog,
) -> None:
    zones_of: dict[str, set[str]] = {}
    for code, _, zone, *_ in rows("zone.tab"):
        zones_of.setdefault(code, set()).add(zone)
    named = {zone for found in catalog.places.values() for zone in found}

    without = {code for code, found in zones_of.items() if not found & named}

    assert without == WITHOUT_PEOPLE - {"BV", "HM"}


def test_F44_a_country_of_one_zone_in_the_zone_data_means_that_zone(catalog: Catalog) -> None:
    zones_of: dict[str, list[str]] = {}
    for code, _, zone, *_ in rows("zone.tab"):
        zones_of.setdefault(code, []).append(zone)
    names = {code: name for code, name in rows("iso3166.tab") if "(" not in name}

    found = {
        code: zones(catalog, names[code])
        for code, listed in zones_of.items()
        if len(listed) == 1 and code in names and code not in WITHOUT_PEOPLE
    }

    assert len(found) > 190
    elsewhere = {code: one for code, one in found.items() if one != (zones_of[code][0],)}
    assert elsewhere == {"GE": ("America/New_York", "Asia/Tbilisi")}


def test_F44_places_name_zones_that_every_surface_can_offer(catalog: Catalog) -> None:
    for name, found in catalog.places.items():
        assert all(ZoneInfo(zone) for zone in found)
        listed = zones(catalog, name)
        assert listed is NoZone.MANY or len(listed) <= MOST_OF_A_COUNTRY


@pytest.mark.parametrize(
    "text", ["UTC+2", "gmt -5", "+01:00", "utc \u2212 3", "EST", "I am at UTC+2"]
)
def test_an_offset_is_no_zone(catalog: Catalog, text: str) -> None:
    assert zones(catalog, text) is NoZone.OFFSET


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "localtime", "Factory", "posix/Europe/Berlin"]
)
def test_F44_what_is_no_place_names_no_zone(catalog: Catalog, text: str) -> None:
    assert zones(catalog, text) is NoZone.UNKNOWN


@pytest.mark.parametrize("text", ["York", "in York"])
def test_a_part_of_a_name_is_asked_about(catalog: Catalog, text: str) -> None:
    assert similar_zones(catalog, text) == ("America/New_York",)


@pytest.mark.parametrize("text", ["Europe", "yo", "Atlantis", "here", "Waco, Russia"])
def test_what_fits_too_much_or_nothing_is_not_asked_about(catalog: Catalog, text: str) -> None:
    assert similar_zones(catalog, text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Waco, Germany", ("Europe/Berlin",)),
        ("Monday 9, Berlin", ("Europe/Berlin",)),
        ("Paris, Texas", ("Europe/Paris", "America/Chicago", "America/Denver")),
    ],
)
def test_parts_that_do_not_fit_each_other_are_asked_about(
    catalog: Catalog, text: str, found: tuple[str, ...]
) -> None:
    assert zones(catalog, text) is NoZone.UNKNOWN
    assert similar_zones(catalog, text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in Berlin", "Europe/Berlin"),
        ("I live in Berlin", "Europe/Berlin"),
        ("I'm in the UK", "Europe/London"),
        ("Berlin time, please", "Europe/Berlin"),
        ("The Hague", "Europe/Amsterdam"),
        ("Bay Area", "America/Los_Angeles"),
        ("St. John's", "America/St_Johns"),
        ("Canary Islands", "Atlantic/Canary"),
        ("eastern time", "America/New_York"),
        ("California", "America/Los_Angeles"),
        ("Bavaria", "Europe/Berlin"),
    ],
)
def test_what_people_say_round_a_place_is_no_part_of_its_name(
    catalog: Catalog, text: str, name: str
) -> None:
    assert zones(catalog, text) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ich wohne in Köln", "Europe/Berlin"),
        ("in der Nähe von Wien", "Europe/Vienna"),
        ("aus der Schweiz", "Europe/Zurich"),
        ("Berlin, Deutschland", "Europe/Berlin"),
    ],
)
def test_german_words_round_a_place_are_no_part_of_its_name_either(
    german: Catalog, text: str, name: str
) -> None:
    assert zones(german, text) == (name,)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("berlin, germany", "Europe/Berlin"),
        ("Berlin Germany", "Europe/Berlin"),
        ("I live in Munich, Germany", "Europe/Berlin"),
        ("new york usa", "America/New_York"),
        ("Austin, Texas, USA", "America/Chicago"),
        ("San Jose, Costa Rica", "America/Costa_Rica"),
        ("Georgia, USA", "America/New_York"),
        ("Cordoba, Spain", "Europe/Madrid"),
        ("Detroit, USA", "America/Detroit"),
        ("Mendoza, Argentina", "America/Argentina/Mendoza"),
    ],
)
def test_the_country_after_a_city_tells_which_is_meant(
    catalog: Catalog, text: str, name: str
) -> None:
    assert zones(catalog, text) == (name,)


@pytest.mark.parametrize("text", ["I live in Berlin, Germany", "berlin germany", "in Texas"])
def test_a_place_is_its_own_place(catalog: Catalog, text: str) -> None:
    once = place(catalog, text)

    assert place(catalog, once) == once


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("istanbul", "Europe/Istanbul"),
        ("Nicosia", "Asia/Nicosia"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_city_with_an_old_and_a_new_name_of_one_zone_is_the_new_one(
    catalog: Catalog, text: str, name: str
) -> None:
    assert zones(catalog, text) == (name,)


def clocks(name: str) -> tuple[timedelta | None, ...]:
    """What the clocks of a zone show, beside UTC, once a month."""
    days = (datetime(2036, month, 20, tzinfo=UTC) for month in range(1, 13))
    return tuple(day.astimezone(ZoneInfo(name)).utcoffset() for day in days)


def test_nobody_is_asked_about_two_names_of_zones_whose_clocks_show_the_same(
    catalog: Catalog,
) -> None:
    cities = {name.rpartition("/")[2] for name in available_timezones() if "/" in name}
    found = {city: zones(catalog, city) for city in cities if not city.startswith("GMT")}

    several = {city: names for city, names in found.items() if not isinstance(names, NoZone)}
    assert {city for city, names in several.items() if len(names) > 1} >= {"Victoria"}
    for city, names in several.items():
        assert len({clocks(name) for name in names}) == len(names), city
