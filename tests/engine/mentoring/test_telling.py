"""Short phrases about a mentee."""

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.telling import short_day, told_flag, told_items
from bot.engine.mentoring.values import Flag, FlagKind, Item
from tests.fakes.clock import NOON


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        (Flag(FlagKind.STUCK, NOON), "asked you a question on 2 March"),
        (Flag(FlagKind.NOT_YET, NOON, count=3), "“not yet” 3 times, since 2 March"),
        (Flag(FlagKind.NOT_YET, NOON, count=1), "“not yet” once, on 2 March"),
        (Flag(FlagKind.SILENT, NOON), "no word since 2 March"),
        (Flag(FlagKind.UNREACHABLE, NOON), "no message arrives since 2 March"),
        (Flag(FlagKind.PAUSED, None), "rests until they come back"),
        (Flag(FlagKind.PAUSED, None, until=NOON), "rests until 2 March"),
    ],
)
def test_a_flag_is_told_with_since_when(catalog: Catalog, flag: Flag, told: str) -> None:
    assert told_flag(catalog, flag) == told


def test_items_are_told_in_the_order_in_which_they_are_asked_for(catalog: Catalog) -> None:
    assert told_items(catalog, frozenset({Item.WORDS, Item.ROLE})) == (
        "role and their question to you"
    )


def test_a_date_of_these_months_has_no_year(catalog: Catalog) -> None:
    assert short_day(catalog, NOON) == "2 March"
