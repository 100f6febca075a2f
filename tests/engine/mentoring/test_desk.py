"""Places of cards that are part of no conversation."""

import pytest

from bot.cards import NOWHERE, Choice, Place
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, is_of_the_desk, meant, place_of, spot_of


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize(("about", "detail"), [(0, ""), (7, ""), (12, "both"), (0, "pair.end")])
def test_a_card_of_the_desk_is_found_again_by_its_place(
    view: View, about: int, detail: str
) -> None:
    spot = Spot(view, about, detail)

    assert is_of_the_desk(place_of(spot))
    assert spot_of(place_of(spot)) == spot


@pytest.mark.parametrize(
    "question",
    [
        None,
        "",
        "brief",
        "brief.",
        "brief.x",
        "brief.-1",
        "brief.²",
        "nothing.1",
        ".1",
        "Brief.1",
        f"brief.{'9' * 19}",
        f"brief.{'9' * 5_000}",
    ],
)
def test_F66_a_place_that_we_never_write_belongs_to_no_card(question: str | None) -> None:
    assert spot_of(Place(0, 0, question)) is None


@pytest.mark.parametrize("place", [NOWHERE, Place(7, 0, "brief.1"), Place(0, 1, "brief.1")])
def test_a_place_in_a_conversation_is_none_of_the_desk(place: Place) -> None:
    assert not is_of_the_desk(place)
    assert spot_of(place) is None


def test_no_place_at_all_is_none_of_the_desk() -> None:
    assert not is_of_the_desk(None)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("1", "accept"),
        ("not now", "decline"),
        ("b", "decline"),
        ("3", None),
        ("1 and 2", None),
        ("whatever", None),
        ("", None),
    ],
)
def test_typed_words_mean_one_choice_by_its_label_or_its_number(
    catalog: Catalog, text: str, choice: str | None
) -> None:
    offered = (Choice("accept", "Yes, gladly"), Choice("decline", "Not now"))

    assert meant(catalog.lexicon, offered, text) == choice
