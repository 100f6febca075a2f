"""Words that wait for the other side, with whose they are."""

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring.pairing_cards import word_of
from bot.engine.mentoring.words import Word, kept, kept_in


def test_words_are_found_again_with_whoever_wrote_them() -> None:
    word = Word("U1", "Kim", "Which city?")

    assert kept_in(kept(word)) == word


def test_a_card_that_was_made_for_eyes_is_no_kept_word(catalog: Catalog) -> None:
    assert kept_in(word_of(catalog, 4, "Kim", "Which city?")) is None
    assert kept_in(Card(body="Which city?")) is None
