"""What comes in: who did what, under which key the platform will repeat it."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from bot.cards import NOWHERE, Place
from bot.catalog import Command
from bot.engine.events import TAKE_TEXT, Asked, Event, Opened, Typed
from bot.engine.reading import MOST_PASTED

EventKey = NewType("EventKey", str)
"""The platform's own name for one delivery; the same when it is delivered again."""

LONGEST_TEXT = MOST_PASTED + 100
"""Where a text is cut: just beyond the longest that the engine reads."""

MOST_MARKS = 30
"""On one letter; no language has more. Source: UAX 15, stream-safe text."""

LONGEST_NUMBER = 18
"""Digits of a number that every store can hold. The platforms' own ids, which are longer on
Discord, are text to us and never become numbers."""

SLASH_COMMAND = "/whichrole"

_KEPT_CONTROLS = "\n\t"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Address:
    """One account of a person.

    Attributes:
        platform: ``terminal``, later ``slack`` and ``discord``.
        workspace: the tenant it lives in, empty where the platform has none.
        user: the account's name or id there.
    """

    platform: str
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event, its sender, and the key that makes a repeat harmless (I2)."""

    key: EventKey
    sender: Address
    event: Event


def readable(text: str) -> str:
    """The text as every store and platform can carry it (F54, F57).

    Lone surrogates become U+FFFD; zero bytes, other control characters but newline and tab,
    and marks that turn the direction of what follows go; the rest is composed (NFC), so that
    equal words compare equal. What stands beyond ``LONGEST_TEXT`` characters is left out, and
    so are marks beyond ``MOST_MARKS`` on one letter: composing takes quadratic time on those.
    """
    whole = text[:LONGEST_TEXT].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", "".join(_few_marks(filter(_kept, whole))))


def is_number(text: str) -> bool:
    """Whether a platform brought back a number as we write it; nothing forged is one (F66)."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def place_from(conversation: str, version: str, question: str) -> Place | None:
    """The place that an element brought back in three parts; None for what we never write."""
    if not (is_number(conversation) and is_number(version)):
        return None
    return Place(int(conversation), int(version), question or None)


def from_words(
    text: str, at: datetime, place: Place = NOWHERE, sent_at: datetime | None = None
) -> Event:
    """Typed words as an event: ``/whichrole`` opens, ``/whichrole back`` and the like ask.

    Behind ``/whichrole job`` the advert itself may stand.

    Words belong to the card that was shown last, so that a second window cannot make them
    answer a question that nobody sees here.
    """
    word, *rest = text.split(maxsplit=1) or [""]
    under = None if place == NOWHERE else place
    if word.casefold() != SLASH_COMMAND:
        return Typed(at, text, under, sent_at)
    said = "".join(rest)
    name, *behind = said.split(maxsplit=1) or [""]
    named = said.strip().casefold()
    if named in set(Command):
        return Asked(at, Command(named), sent_at=sent_at)
    if name.casefold() in TAKE_TEXT:
        return Asked(at, Command(name.casefold()), sent_at=sent_at, text="".join(behind))
    return Typed(at, said, under, sent_at) if named else Opened(at, sent_at)


def _few_marks(characters: Iterable[str]) -> Iterator[str]:
    marks = 0
    for character in characters:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            yield character


def _kept(character: str) -> bool:
    if character in _TURNING:
        return False
    return character in _KEPT_CONTROLS or unicodedata.category(character) != "Cc"
