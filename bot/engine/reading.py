"""What people type, turned into commands and choices; it abstains rather than guesses.

Order, surest first: the whole text is a command or a choice; words of the lexicon stand in it;
it is numbers or letters of the choices on the card (last, because C and R are languages too).
Nothing is inferred from the rest.
"""

import re
from collections.abc import Sequence

from bot.cards import Choice
from bot.catalog import Catalog, Command, Kind, Lexicon, Question, Term
from bot.catalog.words import words

MOST_CHARACTERS = 2_000

_COUNTED = re.compile(r"(?:\d{1,2}|[a-z])(?:(?:\s*[,;&+/]\s*|\s+and\s+|\s+)(?:\d{1,2}|[a-z]))*")
_COUNT = re.compile(r"\d+|\b[a-z]\b")


def command(lexicon: Lexicon, text: str) -> Command | None:
    """The command that the whole text names, or None."""
    return lexicon.commands.get(words(text))


def named(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choice whose label or id the whole text is, or another word for "not sure" or "skip".

    Returns:
        One id, or nothing.
    """
    said = words(text)
    for choice in offered:
        if said and said in (words(choice.label), words(choice.id)):
            return frozenset({choice.id})
    way_out = lexicon.answers.get(said, "")
    return frozenset({way_out} & {choice.id for choice in offered})


def counted(offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choices that the whole text names by number from 1 or by letter from a.

    Several may stand together ("1 and 3"). One count beyond the card, and the whole text
    means nothing.
    """
    plain = text.strip().strip(".").casefold()
    if not _COUNTED.fullmatch(plain):
        return frozenset()
    places = [_place(count) for count in _COUNT.findall(plain)]
    if any(not 0 <= place < len(offered) for place in places):
        return frozenset()
    return frozenset(offered[place].id for place in places)


def options(catalog: Catalog, question: Question, text: str) -> frozenset[str]:
    """The options of this question that the words of the text stand for.

    Several terms of a single choice that point at different options cancel each other:
    the person is asked again rather than guessed at.
    """
    meant = {
        option
        for term in terms(catalog.lexicon, text)
        for option in term.means.get(question.id, frozenset())
    }
    if question.kind is Kind.SINGLE and len(meant) > 1:
        return frozenset()
    return frozenset(meant)


def terms(lexicon: Lexicon, text: str) -> tuple[Term, ...]:
    """The lexicon's terms that stand in a text, in reading order, longest match first."""
    said = words(text)
    found: dict[str, Term] = {}
    start = 0
    while start < len(said):
        for length in range(min(lexicon.longest, len(said) - start), 0, -1):
            named = lexicon.terms.get(said[start : start + length])
            if named:
                found |= {term.id: term for term in named}
                break
        else:
            length = 1
        start += length
    return tuple(found.values())


def _place(count: str) -> int:
    return int(count) - 1 if count.isdigit() else ord(count) - ord("a")
