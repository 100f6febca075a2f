"""Small pieces of sentences: enumerations, short forms, answers, quotations, dates."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

from bot.catalog import Catalog, Question
from bot.engine.state import Answer, NotSure, Picked, Skipped, Wrote

MOST_IN_A_LABEL = 75
MOST_IN_A_QUOTATION = 80
MOST_MARKS = 2
MOST_LISTED = 8
SOME_LISTED = 6
"""So many parts of a longer enumeration are told; the others are counted."""

_MARKUP = str.maketrans(dict.fromkeys("“”„‟", "'") | dict.fromkeys("*`_~|<>"))
"""Marks go, and quotation marks that could end ours become others."""

_JOINER = "\u200d"
_SELECTORS_AND_TONES = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0x1F3FB, 0x1F400))))
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))


def listed(catalog: Catalog, parts: list[str]) -> str:
    """The parts as one enumeration: "a, b and c"; of many parts the first few."""
    if len(parts) < 2:
        return "".join(parts)
    if len(parts) > MOST_LISTED:
        shown, left = ", ".join(parts[:SOME_LISTED]), len(parts) - SOME_LISTED
        return catalog.say("list-more", shown=shown, number=left)
    return catalog.say("list", all_but_last=", ".join(parts[:-1]), last=parts[-1])


def shorts(question: Question, options: Iterable[str]) -> list[str]:
    """The short forms in the question's order; options that are gone are left out."""
    ticked = set(options)
    return [option.short for option in question.options.values() if option.id in ticked]


def answered(catalog: Catalog, question: Question, answer: Answer) -> str:
    """An answer in a few words."""
    match answer:
        case NotSure():
            return catalog.say("answered.not-sure")
        case Skipped():
            return catalog.say("answered.skipped")
        case Wrote(text=text, options=options):
            read = listed(catalog, shorts(question, options))
            if not text:  # read in own words that were let go
                return catalog.say("answered.read" if read else "answered.gone", read=read)
            return catalog.say("answered.wrote", words=quoted(catalog, text), read=read)
        case Picked(options=options):
            told = listed(catalog, shorts(question, options))
            return told or catalog.say("answered.gone")
        case _:
            assert_never(answer)


def quoted(catalog: Catalog, text: str, most: int = MOST_IN_A_QUOTATION) -> str:
    """A person's words as a quotation that cannot pass for ours (F57, F59).

    One line, without markup and without the invisible characters that turn or stack text,
    shortened with an ellipsis.
    """
    return catalog.say("quotation", words=plain(text, most))


def plain(text: str, most: int) -> str:
    """What somebody wrote, or is called, on one line and without what could pass for ours."""
    return clipped(" ".join(_calm(text.translate(_MARKUP)).split()), most)


def clipped(text: str, most: int = MOST_IN_A_LABEL) -> str:
    """The text, cut with an ellipsis where it is longer than a button may be."""
    return text if len(text) <= most else whole_signs(text, most - 1).rstrip() + "…"


def whole_signs(text: str, most: int) -> str:
    """As many characters from the start as make whole signs, at most so many (F57).

    A letter with its accents, a flag of two letters, or a family of joined figures is one sign;
    some scripts join more than is known here. A sign that is longer than all there is room for
    is cut all the same.
    """
    end = min(most, len(text))
    while 0 < end < len(text) and _belongs(text, end):
        end -= 1
    return text[: end or most]


def percent(share: float) -> str:
    """A share as whole per cents."""
    return f"{share * 100:.0f}"


def grouped(catalog: Catalog, number: int) -> str:
    """A whole number with the language's mark between thousands: 9,263."""
    return f"{number:,}".replace(",", catalog.say("thousands"))


def month(catalog: Catalog, at: datetime) -> str:
    """The month of an instant, by name."""
    return catalog.say(f"month.{at.month}")


def day(catalog: Catalog, at: datetime) -> str:
    """The date of an instant."""
    return catalog.say("date", day=at.day, month=month(catalog, at), year=at.year)


def _belongs(text: str, place: int) -> bool:
    """Whether the character at this place continues the sign before it."""
    before, here = text[place - 1], text[place]
    if before == _JOINER or here == _JOINER or here in _SELECTORS_AND_TONES:
        return True
    if before in _FLAG_LETTERS and here in _FLAG_LETTERS:
        letters = len(text[:place]) - len(text[:place].rstrip("".join(_FLAG_LETTERS)))
        return letters % 2 == 1
    return unicodedata.category(here) in ("Mn", "Me", "Mc")


def _calm(text: str) -> str:
    """The text without direction marks and other invisible signs, and with few accents.

    Some scripts need one or two marks on a letter; towers of them break every layout.
    """
    kept: list[str] = []
    marks = 0
    for character in text:
        kind = unicodedata.category(character)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind not in ("Cf", "Cc", "Co", "Cn") and marks <= MOST_MARKS:
            kept.append(character)
        elif character.isspace():
            kept.append(" ")
    return "".join(kept)
