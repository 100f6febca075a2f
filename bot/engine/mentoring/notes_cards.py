"""Notes of a mentor about one mentee: who can read a new one, and all of them.

They are read page by page, and deleted one by one.
"""

from collections.abc import Sequence

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.brief import DeskButton
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.pages import last_page, told_page, turns
from bot.engine.mentoring.pairing_cards import MOST_WORDS, PairingButton, button
from bot.engine.mentoring.telling import told_note
from bot.engine.mentoring.values import Note
from bot.engine.wording import quoted

ON_A_PAGE = 3
"""Notes; more would not fit a message, long as each may be."""

DROP = "drop-"
"""Begins the choice that deletes a note, by its number."""

BACK = "brief"
MOST_ON_A_BUTTON = 40


def all_notes(
    catalog: Catalog, number: int, name: str, notes: Sequence[Note], page: int, note: str = ""
) -> Card:
    """One page of them; of a page that is not there, the last.

    Args:
        catalog: the words.
        number: of the pairing.
        name: the mentee's.
        notes: all of them, newest first.
        page: which, from 0.
        note: what to say above it.
    """
    last = last_page(len(notes), ON_A_PAGE)
    page = min(page, last)
    shown = notes[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    title = catalog.say("note.title" if notes else "note.none", name=name_of(catalog, name))
    lines = [title, *(told_note(catalog, one) for one in shown)]
    if last:
        lines.append(told_page(catalog, page, last))
    return Card(
        body="\n\n".join([*([note] if note else []), "\n".join(lines)]),
        place=place_of(Spot(View.NOTES, number)),
        choices=tuple(_drop(catalog, one) for one in shown),
        controls=(*turns(catalog, page, last), Choice(BACK, catalog.say("brief.back"))),
    )


def for_whom(catalog: Catalog, number: int, name: str, words: str) -> Card:
    """Asks who can read a note that was written, with its words.

    Args:
        catalog: the words of ours.
        number: of the pairing.
        name: the mentee's.
        words: the mentor's, which are kept nowhere yet.
    """
    facts = {"name": name_of(catalog, name), "words": quoted(catalog, words, MOST_WORDS)}
    return Card(
        body=catalog.say("note.waits", **facts),
        place=place_of(Spot(View.NOTE, number)),
        choices=(
            Choice(DeskButton.NOTE_FOR_ME, catalog.say("brief.note-only-me")),
            Choice(DeskButton.NOTE_FOR_BOTH, catalog.say("brief.note-both")),
            button(catalog, PairingButton.LEAVE),
        ),
    )


def _drop(catalog: Catalog, note: Note) -> Choice:
    words = quoted(catalog, note.text, MOST_ON_A_BUTTON)
    return Choice(f"{DROP}{note.id}", catalog.say("note.drop", words=words))
