"""Lists of admins over several pages, and what can be said at the desk."""

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.mentoring.desk_help import for_admins, for_two
from bot.engine.mentoring.pages import ON_A_PAGE, Section, paged
from bot.paths import content_folder

PHONE = 900
LINES = [f"- line {number}" for number in range(ON_A_PAGE + 2)]


def test_what_fits_on_a_page_has_no_way_to_another_and_none_back(catalog: Catalog) -> None:
    card = paged(catalog, "log", [Section("Title", LINES[:ON_A_PAGE])], 0, "Below.")

    assert card.body.splitlines() == ["Title", *LINES[:ON_A_PAGE], "", "Below."]
    assert (card.place, card.controls) == (None, ())


def test_what_goes_on_stands_under_its_title_again(catalog: Catalog) -> None:
    lists = [Section("One"), Section("Two", LINES)]

    first, second = [paged(catalog, "log", lists, page, "Below.") for page in (0, 1)]

    assert first.body.startswith("One\n\nTwo\n- line 0\n")
    assert second.body.splitlines() == ["Two", *LINES[-3:], "", "Page 2 of 2.", "", "Below."]
    assert second == paged(catalog, "log", lists, 99, "Below.")


def test_nothing_to_list_is_what_stands_below(catalog: Catalog) -> None:
    assert paged(catalog, "wording", [], 0, "Below.").body == "Below."


@pytest.mark.parametrize("page", [0, 1])
def test_help_fits_a_phone_in_both_languages(catalog: Catalog, page: int) -> None:
    for words in (catalog, load(content_folder(), "de")):
        assert len(for_admins(words, page).body) <= PHONE
        assert len(for_two(words).body) <= PHONE
