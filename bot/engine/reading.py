"""What people type, turned into commands and choices; it abstains rather than guesses.

Order, surest first: the whole text is a command or a choice; words of the lexicon stand in it;
it is numbers or letters of the choices on the card (last, because C and R are languages too).
Nothing is inferred from the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from bot.cards import Choice
from bot.catalog import Catalog, Command, Kind, Lexicon, Question, Term
from bot.catalog.words import stems, words

MOST_CHARACTERS = 1_000
Words = tuple[str, ...]
SHORTEST_TYPO = 5
"""Words of fewer letters are taken as they are: "lake" is no "like"."""

_COUNT = re.compile(r"\d{1,2}|[a-z]")
_BETWEEN = re.compile(r"[\s,;&+/.()#]+")
_PARTS = re.compile(r"[,;&+/\n]")
_CLAUSES = re.compile(r"[,;:!?()\n]|\.(?!\w)")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text says about one question.

    Attributes:
        options: what it stands for; empty when it says nothing, or too much.
        torn: several options of a single choice, none of which we may prefer.
    """

    options: frozenset[str]
    torn: frozenset[str] = frozenset()


def command(lexicon: Lexicon, text: str) -> Command | None:
    """The command that the whole text names, or None."""
    return lexicon.commands.get(words(text))


def named(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choices that the text names by label or id, or "not sure" in other words.

    Several may stand together, parted by commas or "and"; one part that names nothing, and
    the whole text names nothing.
    """
    whole = _named_by(lexicon, offered, words(text))
    if whole:
        return frozenset({whole})
    parts = [part for piece in _PARTS.split(text) for part in _apart(lexicon, words(piece))]
    ids = [_named_by(lexicon, offered, part) for part in parts if part]
    return frozenset(ids) if ids and all(ids) else frozenset()


def counted(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> frozenset[str]:
    """The choices that the whole text names by number from 1 or by letter from a.

    Several may stand together ("1 and 3"). One count beyond the card, and the whole text
    means nothing.
    """
    said = [word for word in _BETWEEN.split(text.casefold()) if word]
    counts = [word for word in said if word not in lexicon.conjunctions]
    if not counts or not all(_COUNT.fullmatch(word) for word in counts):
        return frozenset()
    places = [_place(count) for count in counts]
    if any(not 0 <= place < len(offered) for place in places):
        return frozenset()
    return frozenset(offered[place].id for place in places)


def options(catalog: Catalog, question: Question, text: str) -> Meant:
    """The options of this question that the words of the text stand for.

    A text that asks us something is no answer, and "none of these" beside something else is
    a contradiction: in both cases the person is asked again.
    """
    if _asks(catalog.lexicon, text):
        return Meant(frozenset())
    said = frozenset(
        option
        for term in terms(catalog.lexicon, text)
        for option in term.means.get(question.id, frozenset())
    )
    several = question.kind is not Kind.SINGLE
    if len(said) > 1 and (not several or any(question.options[o].alone for o in said)):
        return Meant(frozenset(), torn=said)
    return Meant(said)


def terms(lexicon: Lexicon, text: str) -> tuple[Term, ...]:
    """The lexicon's terms that a text affirms, in reading order, longest match first.

    A negation speaks for the rest of its clause: in "I don't do SQL, only Excel" the one is
    left out and the other counts. A wish ("on my list") speaks for its whole clause. What is
    denied anywhere is not affirmed.
    """
    affirmed: dict[str, Term] = {}
    denied: set[str] = set()
    for clause in _CLAUSES.split(text):
        for meant, unmeant in _told(lexicon, words(clause)):
            affirmed |= {term.id: term for term in _terms_in(lexicon, meant)}
            denied |= {term.id for term in _terms_in(lexicon, unmeant)}
    return tuple(term for name, term in affirmed.items() if name not in denied)


def _asks(lexicon: Lexicon, text: str) -> bool:
    """Whether somebody asks something instead of answering."""
    said = words(text)
    return text.rstrip().endswith("?") and bool(said) and said[0] in lexicon.question_words


def _named_by(lexicon: Lexicon, offered: Sequence[Choice], said: tuple[str, ...]) -> str:
    """The one choice with this name; empty if there is none."""
    ids = {choice.id for choice in offered}
    by_label = (c.id for c in offered if said and said in (words(c.label), words(c.id)))
    way_out = lexicon.answers.get(said, "")
    return next(by_label, way_out if way_out in ids else "")


def _told(lexicon: Lexicon, said: Words) -> Iterator[tuple[Words, Words]]:
    """The words of a sentence part by part: what each affirms, and what it denies.

    A word such as "but" begins a new part, unless it belongs to a negation ("anything but").
    """
    meant: list[str] = []
    unmeant: list[str] = []
    negated = False
    at = 0
    while at < len(said):
        negation = _phrase_at(said, at, lexicon.negations)
        if negation:
            negated = True
            at += negation
            continue
        if said[at] in lexicon.clause_words:
            yield _unless_wished(lexicon, meant, unmeant)
            meant, unmeant, negated = [], [], False
        else:
            (unmeant if negated else meant).append(said[at])
        at += 1
    yield _unless_wished(lexicon, meant, unmeant)


def _unless_wished(
    lexicon: Lexicon, meant: list[str], unmeant: list[str]
) -> tuple[Words, Words]:
    """A part of a sentence; if it is a wish, it affirms nothing."""
    wished = any(_phrase_at(meant, at, lexicon.wishes) for at in range(len(meant)))
    return () if wished else tuple(meant), tuple(unmeant)


def _phrase_at(said: Sequence[str], at: int, phrases: frozenset[Words]) -> int:
    """The length of the longest of these phrases that stands here; 0 if none does."""
    fitting = (len(p) for p in phrases if tuple(said[at : at + len(p)]) == p)
    return max(fitting, default=0)


def _apart(lexicon: Lexicon, said: Words) -> list[Words]:
    """The words between conjunctions."""
    parts: list[list[str]] = [[]]
    for word in said:
        if word in lexicon.conjunctions:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]


def _terms_in(lexicon: Lexicon, said: tuple[str, ...]) -> Iterator[Term]:
    heard = tuple(_mended(lexicon, word) for word in said)
    stemmed = stems(heard)
    start = 0
    while start < len(heard):
        for length in range(min(lexicon.longest, len(heard) - start), 0, -1):
            end = start + length
            found = lexicon.names.get(heard[start:end]) or lexicon.stems.get(stemmed[start:end])
            if found:
                yield found
                break
        else:
            length = 1
        start += length


def _mended(lexicon: Lexicon, word: str) -> str:
    """The word, or the one word of the lexicon that it misspells by one letter."""
    alike = lexicon.vocabulary.get(word[0], frozenset())  # the first letter is rarely wrong
    if len(word) < SHORTEST_TYPO or word in alike or stems((word,)) in lexicon.stems:
        return word
    near = [known for known in alike if _is_typo(word, known)]
    return near[0] if len(near) == 1 else word


def _is_typo(word: str, known: str) -> bool:
    """Whether a word is one letter away from a known one."""
    if len(known) < SHORTEST_TYPO or abs(len(word) - len(known)) > 1:
        return False
    return DamerauLevenshtein.distance(word, known, score_cutoff=1) <= 1


def _place(count: str) -> int:
    return int(count) - 1 if count.isdigit() else ord(count) - ord("a")
