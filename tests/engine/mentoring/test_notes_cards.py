"""All notes of a mentor about one mentee."""

from datetime import timedelta

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.notes_cards import all_notes
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.engine.mentoring.values import Note, Sharing
from tests.fakes.clock import NOON


def noted(many: int, words: str = "note") -> list[Note]:
    """So many, newest first."""
    return [
        Note(f"{words} {at}", Sharing.ONLY_ME, NOON + timedelta(hours=at), at)
        for at in range(many, 0, -1)
    ]


def ids(card: Card) -> list[str]:
    return [one.id for one in (*card.choices, *card.controls)]


def test_every_note_can_be_read_page_by_page_and_deleted(catalog: Catalog) -> None:
    notes = noted(7)

    pages = [all_notes(catalog, 4, "Sam", notes, page) for page in range(3)]

    told = "\n".join(page.body for page in pages)
    assert all(f"“note {at}”" in told for at in range(1, 8))
    assert [ids(page) for page in pages] == [
        ["drop-7", "drop-6", "drop-5", "page-1", "brief"],
        ["drop-4", "drop-3", "drop-2", "page-0", "page-2", "brief"],
        ["drop-1", "page-1", "brief"],
    ]
    assert "Page 2 of 3." in pages[1].body
    assert pages[0].choices[0].label == "Delete “note 7”"


def test_of_a_page_that_is_gone_the_last_is_shown_below_what_was_done(catalog: Catalog) -> None:
    card = all_notes(catalog, 4, "Sam", noted(2), 5, "Gone.")

    assert card.body.startswith("Gone.\n\n**Your notes about Sam**")
    assert ids(card) == ["drop-2", "drop-1", "brief"]


def test_without_a_note_it_says_so(catalog: Catalog) -> None:
    card = all_notes(catalog, 4, "Sam", [], 0)

    assert card.body == "You have no note about **Sam**."
    assert ids(card) == ["brief"]


def test_the_longest_notes_fit_into_a_message(catalog: Catalog) -> None:
    card = all_notes(catalog, 4, "Sam" * 90, noted(9, "x" * MOST_WORDS), 1, "Gone.")

    assert len(card.body) <= 2_000
    assert all(len(one.label) <= 75 for one in card.choices)
