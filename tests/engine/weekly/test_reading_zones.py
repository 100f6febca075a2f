from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from bot.catalog import Catalog
from bot.engine.weekly.reading_zones import (
    MOST_OF_A_COUNTRY,
    NoZone,
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
    assert zones(catalog, "louisville") == ("America/Kentucky/Louisville", "America/Louisville")
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


@pytest.mark.parametrize("text", ["UTC+2", "gmt -5", "+01:00", "utc \u2212 3", "EST"])
def test_an_offset_is_no_zone(catalog: Catalog, text: str) -> None:
    assert zones(catalog, text) is NoZone.OFFSET


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "localtime", "Factory", "posix/Europe/Berlin"]
)
def test_F44_what_is_no_place_names_no_zone(catalog: Catalog, text: str) -> None:
    assert zones(catalog, text) is NoZone.UNKNOWN


def test_a_part_of_a_name_is_asked_about_unless_it_fits_too_much() -> None:
    assert similar_zones("York") == ("America/New_York",)
    assert similar_zones("Europe") == similar_zones("yo") == similar_zones("Atlantis") == ()
