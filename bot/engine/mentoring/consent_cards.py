"""What a mentee shares with a mentor, and who looked: the cards of consent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.pairing_cards import MOST_WORDS, PairingButton, button
from bot.engine.mentoring.telling import told_own_items
from bot.engine.mentoring.values import Item, Note
from bot.engine.weekly.values import Question
from bot.engine.wording import day, quoted

MOST_LOOKS = 10
MOST_REFUSED = 5
MOST_NOTES = 3

ALL, NOTHING = "share-all", "share-nothing"
_ALL_OF_IT = {ALL: "consent.all", NOTHING: "consent.nothing"}
_SHARE = {
    Item.ROLE: "consent.role",
    Item.REASONS: "consent.reasons",
    Item.STEPS: "consent.steps",
    Item.WORDS: "consent.words",
}
_STOP = {
    Item.ROLE: "consent.role-stop",
    Item.REASONS: "consent.reasons-stop",
    Item.STEPS: "consent.steps-stop",
    Item.WORDS: "consent.words-stop",
}
SHARE, STOP = "share.", "stop."
"""Begin what says to share an item, or no longer. A press says which, so a double click cannot
turn around what the first click did."""


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """What a press on the card of consent asks for.

    Attributes:
        more: to be shared from now on.
        less: no longer to be shared.
    """

    more: frozenset[Item] = frozenset()
    less: frozenset[Item] = frozenset()

    def of(self, shared: frozenset[Item]) -> frozenset[Item]:
        """What is shared after it, of somebody who shares so much now."""
        return (shared | self.more) - self.less


def change_of(choice: str) -> ConsentChange | None:
    """What a press asks for; None if it is about something else, or nothing we offer."""
    every = frozenset(Item)
    if choice == ALL:
        return ConsentChange(more=every)
    if choice == NOTHING:
        return ConsentChange(less=every)
    more = {item for item in Item if choice == f"{SHARE}{item}"}
    less = {item for item in Item if choice == f"{STOP}{item}"}
    return ConsentChange(frozenset(more), frozenset(less)) if more or less else None


def paired_mentee(catalog: Catalog, number: int, mentor: str, shared: frozenset[Item]) -> Card:
    """That somebody has a mentor now, and the question what they share."""
    hello = catalog.say("pair.have-mentor", name=name_of(catalog, mentor))
    card = consent(catalog, number, mentor, shared)
    return Card(body=f"{hello}\n\n{card.body}", place=card.place, choices=card.choices)


def consent(catalog: Catalog, number: int, mentor: str, shared: frozenset[Item]) -> Card:
    """What is shared with one mentor; each press counts at once."""
    key = "consent.shares" if shared else "consent.shares-nothing"
    items = told_own_items(catalog, shared)
    told = catalog.say(key, name=name_of(catalog, mentor), items=items)
    last = NOTHING if shared else ALL
    return Card(
        body="\n\n".join([told, catalog.say("consent.what"), catalog.say("consent.how")]),
        place=place_of(Spot(View.CONSENT, number)),
        choices=(
            *(_about(catalog, item, is_shared=item in shared) for item in Item),
            Choice(last, catalog.say(_ALL_OF_IT[last])),
        ),
        controls=(button(catalog, PairingButton.END),),
    )


def with_question(catalog: Catalog, card: Card, mentor: str, question: Question) -> Card:
    """A card of consent with the question that was let go: with a yes it is read at once.

    It may have been let go for another mentor, and be forgotten since.
    """
    is_offered = any(one.id == f"{SHARE}{Item.WORDS}" for one in card.choices)
    key = "consent.question-waits" if is_offered else "consent.question-read"
    words = quoted(catalog, question.text)
    told = catalog.say(key, name=name_of(catalog, mentor), words=words)
    back = catalog.say("consent.question-back")
    return replace(card, body=f"{card.body}\n\n{told} {back}")


def looked(
    catalog: Catalog,
    looks: Sequence[tuple[str, frozenset[Item], datetime]],
    notes: int,
    for_both: Sequence[tuple[str, Note]] = (),
) -> Card:
    """Who looked, the latest notes for both, and how many notes only a mentor can read.

    Several looks of one person on one day at the same things are one line. Those that were
    shown nothing stand apart, and take no room from those that saw something (A19).

    Args:
        catalog: the words.
        looks: who saw what and when, newest first.
        notes: how many only a mentor can read.
        for_both: those that the mentee can read too, newest first, with who wrote them.
    """
    seen = [_look(catalog, *one) for one in looks if one[1]]
    refused = [_refused(catalog, by, at) for by, items, at in looks if not items]
    nothing = catalog.say("looked.nothing", number=len(refused))
    told = [
        *_lines(catalog, catalog.say("looked.title"), seen, MOST_LOOKS),
        catalog.say("looked.nobody") if not seen else "",
        *_lines(catalog, nothing, refused, MOST_REFUSED),
        "\n".join(_shared_notes(catalog, for_both)),
        catalog.say("looked.notes", number=notes) if notes else "",
    ]
    return Card(body="\n\n".join(one for one in told if one), place=place_of(Spot(View.LOOKS)))


def _lines(catalog: Catalog, title: str, lines: Sequence[str], most: int) -> list[str]:
    """A title with so many different lines, and how many more there are; nothing for none."""
    found = list(dict.fromkeys(lines))
    if not found:
        return []
    more = len(found) - most
    left = [catalog.say("looked.more", number=more)] if more > 0 else []
    return ["\n".join([title, *found[:most]]), *left]


def _look(catalog: Catalog, by: str, items: frozenset[Item], at: datetime) -> str:
    told, date = told_own_items(catalog, items), day(catalog, at)
    return catalog.say("looked.at", name=name_of(catalog, by), items=told, date=date)


def _refused(catalog: Catalog, by: str, at: datetime) -> str:
    date = day(catalog, at)
    return catalog.say("looked.refused", name=name_of(catalog, by), date=date)


def _shared_notes(catalog: Catalog, for_both: Sequence[tuple[str, Note]]) -> list[str]:
    """The latest of them, and how many more there are."""
    lines = [_note(catalog, by, note) for by, note in for_both[:MOST_NOTES]]
    left = len(for_both) - len(lines)
    return [*lines, *([catalog.say("looked.notes-left", number=left)] if left else [])]


def _note(catalog: Catalog, by: str, note: Note) -> str:
    words = quoted(catalog, note.text, MOST_WORDS)
    date = day(catalog, note.at)
    return catalog.say("looked.note", name=name_of(catalog, by), words=words, date=date)


def _about(catalog: Catalog, item: Item, *, is_shared: bool) -> Choice:
    """The button that shares one item, or no longer does."""
    if is_shared:
        return Choice(f"{STOP}{item}", catalog.say(_STOP[item]))
    return Choice(f"{SHARE}{item}", catalog.say(_SHARE[item]))
