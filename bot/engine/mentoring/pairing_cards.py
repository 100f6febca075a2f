"""The cards between two who may become a pair, are one, or part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.overview import name_of
from bot.engine.mentoring.telling import short_day
from bot.engine.wording import day, listed, quoted

MOST_WORDS = 400
"""Of what somebody writes with a request, as a question or as a note."""

MOST_LISTED = 8


class PairingButton(StrEnum):
    """What can be done about a pairing that waits, or that one is in."""

    ACCEPT = "accept"
    DECLINE = "decline"
    QUESTION = "question"
    END = "end"
    REALLY_END = "really-end"
    LEAVE = "leave-it"


OPEN = "open-"
"""Begins the choice of one of several pairings, by number."""

WORD = "word"
"""The detail of a card that brings somebody's words, under which an answer may be typed."""

ENDS = "pair.ask-end"
"""The key of the question before a pair ends; others are about what waits."""

_LABELS = {
    PairingButton.ACCEPT: "pair.accept",
    PairingButton.DECLINE: "pair.decline",
    PairingButton.QUESTION: "pair.question",
    PairingButton.END: "pair.part",
    PairingButton.REALLY_END: "pair.really-end",
    PairingButton.LEAVE: "pair.leave-it",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request or an invitation that waits.

    Attributes:
        number: of the pairing.
        name: of the other side, or of the mentee in the pool.
        words: what was written with it, or empty.
        since: when it was made.
        is_from_pool: anybody may take it.
    """

    number: int
    name: str
    words: str
    since: datetime
    is_from_pool: bool = False


def request(catalog: Catalog, one: Waiting) -> Card:
    """Somebody asks a mentor to be theirs."""
    key = "pair.asks-anybody" if one.is_from_pool else "pair.asks-you"
    body = catalog.say(key, name=name_of(catalog, one.name), date=day(catalog, one.since))
    return _card(catalog, one.number, [body, *_words(catalog, one)], *_TO_ANSWER)


def invitation(catalog: Catalog, one: Waiting) -> Card:
    """A mentor invites somebody."""
    body = catalog.say("pair.invites-you", name=name_of(catalog, one.name))
    told = [body, *_words(catalog, one), catalog.say("pair.what-it-means")]
    return _card(catalog, one.number, told, *_TO_ANSWER)


def reminder(catalog: Catalog, one: Waiting, *, of_a_request: bool) -> Card:
    """That somebody still waits for an answer; said once."""
    made = request(catalog, one) if of_a_request else invitation(catalog, one)
    days = catalog.say("pair.still-waits", date=day(catalog, one.since))
    return _card(catalog, one.number, [days, made.body], *_TO_ANSWER)


def requests(catalog: Catalog, waiting: Sequence[Waiting]) -> Card:
    """Who looks for a mentor, the longest waiting first; each can be opened."""
    place = place_of(Spot(View.PAIRING))
    if not waiting:
        return Card(body=catalog.say("pair.nobody-waits"), place=place)
    shown = waiting[:MOST_LISTED]
    lines = [
        catalog.say(
            "pair.waits-anybody" if one.is_from_pool else "pair.waits-you",
            name=name_of(catalog, one.name),
            date=short_day(catalog, one.since),
        )
        for one in shown
    ]
    return Card(
        body="\n".join([catalog.say("pair.waiting"), *lines, *left_out(catalog, waiting)]),
        place=place,
        choices=tuple(
            Choice(f"{OPEN}{one.number}", name_of(catalog, one.name)) for one in shown
        ),
    )


def left_out(catalog: Catalog, found: Sequence[object]) -> list[str]:
    """How many of these a list leaves out, if it does, and how to find them."""
    number = len(found) - MOST_LISTED
    return [catalog.say("desk.more-named", number=number)] if number > 0 else []


def paired_mentor(catalog: Catalog, number: int, mentee: str) -> Card:
    """That somebody is their mentee now."""
    body = catalog.say("pair.have-mentee", name=name_of(catalog, mentee))
    choices = (
        button(catalog, PairingButton.QUESTION, "pair.write-to"),
        button(catalog, PairingButton.END),
    )
    return Card(body=body, place=place_of(Spot(View.PAIRING, number)), choices=choices)


def was_mentor(catalog: Catalog, number: int, mentee: str, where: str) -> Card:
    """That whoever reads it is no mentor there any more, of a pair that stays."""
    body = catalog.say("pair.was-mentor", name=name_of(catalog, mentee), where=where)
    choices = (button(catalog, PairingButton.END),)
    return Card(body=body, place=place_of(Spot(View.PAIRING, number)), choices=choices)


def which(catalog: Catalog, view: View, named: Sequence[tuple[int, str]]) -> Card:
    """Asks which of several pairings is meant."""
    shown = named[:MOST_LISTED]
    return Card(
        body="\n".join([catalog.say("desk.which"), *left_out(catalog, named)]),
        place=place_of(Spot(view)),
        choices=tuple(
            Choice(f"{OPEN}{number}", name_of(catalog, name)) for number, name in shown
        ),
    )


def pending(catalog: Catalog, number: int, key: str, other: str) -> Card:
    """That somebody else is to answer, with the way to take it back."""
    body = catalog.say(key, name=name_of(catalog, other))
    choices = (button(catalog, PairingButton.END, "pair.take-back"),)
    return Card(body=body, place=place_of(Spot(View.PAIRING, number)), choices=choices)


def really_end(catalog: Catalog, number: int, key: str, other: str, **facts: object) -> Card:
    """Before a pair ends, or something is taken back: what goes with it."""
    body = catalog.say(key, name=name_of(catalog, other), **facts)
    yes = "pair.really-end" if key == ENDS else "pair.really-withdraw"
    choices = (
        button(catalog, PairingButton.REALLY_END, yes),
        button(catalog, PairingButton.LEAVE),
    )
    return Card(body=body, place=place_of(Spot(View.PAIRING, number)), choices=choices)


def to_write(catalog: Catalog, spot: Spot, key: str, other: str) -> Card:
    """Asks for words: a note, or a question before deciding."""
    body = catalog.say(key, name=name_of(catalog, other), most=MOST_WORDS)
    return Card(
        body=body,
        place=place_of(spot),
        choices=(button(catalog, PairingButton.LEAVE),),
        writes=True,
    )


def word_of(catalog: Catalog, number: int, other: str, text: str) -> Card:
    """What the other side wrote, quoted and marked as theirs, with a way to answer."""
    words = quoted(catalog, text, MOST_WORDS)
    body = catalog.say("pair.word", name=name_of(catalog, other), words=words)
    return Card(
        body=body,
        place=place_of(Spot(View.PAIRING, number, WORD)),
        choices=(button(catalog, PairingButton.QUESTION, "pair.answer"),),
    )


def names(catalog: Catalog, found: Sequence[str]) -> str:
    """Names as an enumeration."""
    return listed(catalog, [name_of(catalog, one) for one in found])


_TO_ANSWER = (PairingButton.ACCEPT, PairingButton.QUESTION, PairingButton.DECLINE)


def _words(catalog: Catalog, one: Waiting) -> list[str]:
    if not one.words:
        return []
    return [catalog.say("pair.wrote", words=quoted(catalog, one.words, MOST_WORDS))]


def _card(catalog: Catalog, number: int, told: Sequence[str], *buttons: PairingButton) -> Card:
    return Card(
        body="\n\n".join(told),
        place=place_of(Spot(View.PAIRING, number)),
        choices=tuple(button(catalog, one) for one in buttons),
    )


def button(catalog: Catalog, one: PairingButton, label: str = "") -> Choice:
    """One of our buttons about a pairing, with the key of what it is called there."""
    return Choice(one, catalog.say(label or _LABELS[one]))
