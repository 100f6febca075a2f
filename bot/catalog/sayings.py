"""What the lexicon must hold to: whatever is said means one thing, and one that exists.

Of two entries with the same words only one would ever be heard, so the other is a fault.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.catalog import files
from bot.catalog.checks import WAYS_OUT, no_such, repeated
from bot.catalog.model import Command
from bot.catalog.words import words
from bot.errors import ContentError

LEXICON = "lexicon.toml"

Faults = Iterator[ContentError]


def lexicon_faults(
    lexicon: files.LexiconFile, options: Mapping[str, list[str]]
) -> list[ContentError]:
    """Every fault of the lexicon.

    Args:
        lexicon: the file.
        options: the options that exist, by question.
    """
    return [
        *_of_entries("commands", lexicon.commands, {*Command}),
        *_of_entries("answers", lexicon.answers, {*WAYS_OUT}),
        *_said_twice({**lexicon.commands, **lexicon.answers}),
        *_wordless("negations", lexicon.negations),
        *_wordless("wishes", lexicon.wishes),
        *_of_question_words(lexicon.question_words),
        *_of_terms(lexicon.term, options),
    ]


def _of_entries(key: str, listed: Mapping[str, tuple[str, ...]], allowed: set[str]) -> Faults:
    for wrong in sorted(listed.keys() - allowed):
        yield ContentError(LEXICON, f"{key}.{wrong}", no_such("entry", wrong, allowed))
    for lacking in sorted(allowed - listed.keys()):
        yield ContentError(LEXICON, f"{key}.{lacking}", "it has no words")
    for name, said in listed.items():
        yield from _wordless(f"{key}.{name}", said)


def _said_twice(listed: Mapping[str, tuple[str, ...]]) -> Faults:
    """The same words for two commands, or for a command and a way out."""
    first: dict[tuple[str, ...], str] = {words(name): name for name in listed}
    for name, all_said in listed.items():
        for said in all_said:
            if first.setdefault(words(said), name) != name:
                problem = f"'{said}' means '{first[words(said)]}' already"
                yield ContentError(LEXICON, name, problem)


def _of_question_words(said: Iterable[str]) -> Faults:
    for one in said:
        if words(one) != (one,):
            problem = f"'{one}' must be one word in small letters"
            yield ContentError(LEXICON, "question_words", problem)


def _of_terms(terms: Iterable[files.TermShape], options: Mapping[str, list[str]]) -> Faults:
    listed = list(terms)
    for twice in repeated(term.id for term in listed):
        yield ContentError(LEXICON, f"term.{twice}", "this id is used twice")
    first: dict[tuple[str, ...], str] = {}
    for term in listed:
        place = f"term.{term.id}"
        yield from _wordless(place, (term.name, *term.words))
        yield from _of_meaning(place, term, options)
        for said in (term.name, *term.words):
            if first.setdefault(words(said), term.id) != term.id:
                problem = f"'{said}' stands in term '{first[words(said)]}' already"
                yield ContentError(LEXICON, place, problem)


def _of_meaning(place: str, term: files.TermShape, options: Mapping[str, list[str]]) -> Faults:
    for question, meant in term.means.items():
        if question not in options:
            problem = no_such("question", question, options)
            yield ContentError(LEXICON, f"{place}.means.{question}", problem)
            continue
        for option in meant:
            if option not in options[question]:
                problem = no_such("option", option, options[question])
                yield ContentError(LEXICON, f"{place}.means.{question}", problem)


def _wordless(place: str, said: Iterable[str]) -> Faults:
    for one in said:
        if not words(one):
            yield ContentError(LEXICON, place, f"'{one}' has no word in it")
