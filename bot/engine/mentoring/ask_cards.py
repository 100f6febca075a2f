"""For whom words are that name no mentor: nobody reads them before that is said."""

from collections.abc import Sequence
from enum import StrEnum

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.pairing_cards import MOST_WORDS
from bot.engine.wording import quoted

MOST_NAMED = 3
"""Mentors who are offered by name."""

ONLY = "only-"
"""Begins the choice of one mentor, by where they stand among those who are offered."""


class AskButton(StrEnum):
    """Who may read the words."""

    ALL = "all-mentors"
    ONE = "one-mentor"
    NOBODY = "nobody"


def for_whom(catalog: Catalog, words: str, names: Sequence[str]) -> Card:
    """Asks it, with the words.

    Args:
        catalog: the words of ours.
        words: theirs.
        names: mentors with whose names they may begin.
    """
    asked = catalog.say("pair.for-whom", words=quoted(catalog, words, MOST_WORDS))
    named = [
        Choice(f"{ONLY}{number}", catalog.say("pair.only-name", name=name_of(catalog, name)))
        for number, name in enumerate(names[:MOST_NAMED])
    ]
    return Card(
        body=asked,
        place=place_of(Spot(View.ASK)),
        choices=(
            *(named or [Choice(AskButton.ONE, catalog.say("pair.one-mentor"))]),
            Choice(AskButton.ALL, catalog.say("pair.all-mentors")),
            Choice(AskButton.NOBODY, catalog.say("pair.leave-it")),
        ),
    )


def how_to_one(catalog: Catalog, words: str) -> Card:
    """How one mentor is named; the words stay on the card, and may still go to all."""
    return Card(
        body=catalog.say("pair.how-to-one", words=quoted(catalog, words, MOST_WORDS)),
        place=place_of(Spot(View.ASK)),
        choices=(
            Choice(AskButton.ALL, catalog.say("pair.all-mentors")),
            Choice(AskButton.NOBODY, catalog.say("pair.leave-it")),
        ),
    )
