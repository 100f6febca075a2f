"""What the parts of a sentence affirm and what they deny, and the terms that stand in them.

The words that negate, wish, dislike or speak of others are lists of the lexicon, so that each
language brings its own; this module only knows how they reach over a sentence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.catalog import About, Lexicon, Question, Term
from bot.catalog.words import stems, words

Words = tuple[str, ...]
Marks = Mapping[str, Mapping[str, tuple[Words, ...]]]
LISTS_KEPT = 64
SHORTEST_TYPO = 5
"""Words of fewer letters are taken as they are: "lake" is no "like"."""

_CLAUSES = re.compile(r"[,;:!?()\n]|\.(?!\w)")


@dataclass(slots=True)
class Part:
    """A part of a sentence, up to a comma, a full stop or a word such as "but".

    Attributes:
        meant: the words that it affirms.
        unmeant: the words that it denies.
        negated: a negation speaks for what follows.
        denied: the whole part is denied or disliked.
        wished: the whole part is a wish; nothing follows from it.
        foreign: what follows is other people's work.
        unsure: some of it was left out as neither affirmed nor denied.
        own: the person speaks of themselves.
        begun: somebody begins to speak of themselves or of others.
        last: it ends at a comma or a full stop, not at a word such as "but".
    """

    meant: list[str] = field(default_factory=list)
    unmeant: list[str] = field(default_factory=list)
    negated: bool = False
    denied: bool = False
    wished: bool = False
    foreign: bool = False
    unsure: bool = False
    own: bool = False
    begun: bool = False
    last: bool = True

    def mark(self, kind: str) -> None:
        """A phrase of this list of the lexicon stands here."""
        self.negated |= kind == "negations"
        self.denied |= kind in ("denials", "dislikes")
        self.wished |= kind == "wishes"
        self.foreign |= kind == "others" and not self.own
        self.begun |= kind == "others"

    def take(self, word: str, *, own: bool) -> None:
        """The next plain word; ``own`` says that the person speaks of themselves now."""
        if own:
            self.own, self.begun, self.foreign = True, True, False
        if self.foreign:
            self.unsure = True
        elif self.negated:
            self.unmeant.append(word)
        else:
            self.meant.append(word)

    def close(self) -> None:
        """Nothing follows: what speaks for the whole part is applied to it."""
        if self.denied:
            self.deny()
        elif self.wished:
            self.meant, self.unsure = [], True

    def deny(self) -> None:
        """All of it is denied."""
        self.meant, self.unmeant = [], self.meant + self.unmeant

    def is_bare(self, small: frozenset[str]) -> bool:
        """Whether it only denies ("I don't"), and so speaks of what was said before."""
        denies = self.last and (self.negated or self.denied)
        return denies and small.issuperset((*self.meant, *self.unmeant))


def parts_of(lexicon: Lexicon, question: Question, text: str) -> list[Part]:
    """The parts of a text, with what each affirms and denies.

    A negation speaks for the rest of its part: in "I don't do SQL, only Excel" the one is
    left out and the other counts. A part that only denies takes back what was said before
    it, as far as where somebody began to speak of themselves or of others.
    """
    marks = _marks(lexicon, question)
    parts: list[Part] = []
    for clause in _CLAUSES.split(text):
        for part in _told(lexicon, marks, words(clause)):
            if part.is_bare(lexicon.small_words):
                _take_back(parts)
            parts.append(part)
    return parts


def _take_back(parts: Sequence[Part]) -> None:
    for part in reversed(parts):
        part.deny()
        if part.begun:
            return


def _marks(lexicon: Lexicon, question: Question) -> Marks:
    """The lists whose phrases change what is meant here, longest phrase first."""
    listed = {"negations": lexicon.negations, "denials": lexicon.denials}
    if question.about is About.INTEREST:
        listed["dislikes"] = lexicon.dislikes
    else:
        listed["wishes"] = lexicon.wishes
        if question.id not in lexicon.shared_questions:
            listed["others"] = lexicon.others
    return {kind: by_first(phrases) for kind, phrases in listed.items()}


def _told(lexicon: Lexicon, marks: Marks, said: Words) -> Iterator[Part]:
    """A clause part by part.

    A word such as "but" begins a new part, unless it belongs to a phrase ("anything but").
    """
    part = Part()
    at = 0
    while at < len(said):
        lengths = {kind: phrase_at(said, at, phrases) for kind, phrases in marks.items()}
        longest = max(lengths.values())
        if longest:
            for kind in (kind for kind, length in lengths.items() if length == longest):
                part.mark(kind)
            at += longest
            continue
        if said[at] in lexicon.clause_words:
            part.last = False
            part.close()
            yield part
            part = Part()
        else:
            part.take(said[at], own=said[at] in lexicon.own_words)
        at += 1
    part.close()
    yield part


@lru_cache(LISTS_KEPT)
def by_first(phrases: frozenset[Words]) -> Mapping[str, tuple[Words, ...]]:
    """Phrases by their first word, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    firsts = {phrase[0] for phrase in phrases}
    return {first: tuple(p for p in ordered if p[0] == first) for first in firsts}


def phrase_at(said: Sequence[str], at: int, phrases: Mapping[str, tuple[Words, ...]]) -> int:
    """The length of the longest of these phrases that stands here; 0 if none does."""
    fitting = (len(p) for p in phrases.get(said[at], ()) if tuple(said[at : at + len(p)]) == p)
    return next(fitting, 0)


def affirmed_terms(lexicon: Lexicon, parts: Sequence[Part]) -> list[Term]:
    """The terms that a text affirms, in reading order; what is denied anywhere is not."""
    affirmed: dict[str, Term] = {}
    denied: set[str] = set()
    for part in parts:
        affirmed |= {term.id: term for term in _terms_in(lexicon, tuple(part.meant))}
        denied |= {term.id for term in _terms_in(lexicon, tuple(part.unmeant))}
    return [term for name, term in affirmed.items() if name not in denied]


def term_at(lexicon: Lexicon, heard: Words, stemmed: Words, at: int) -> tuple[Term | None, int]:
    """The term that is named from here on with the most words, and how many; else None, 0.

    Args:
        lexicon: the words.
        heard: a part of a sentence, its typos mended.
        stemmed: the same without endings.
        at: the place of the first word.
    """
    for length in range(min(lexicon.longest, len(heard) - at), 0, -1):
        end = at + length
        found = lexicon.names.get(heard[at:end]) or lexicon.stems.get(stemmed[at:end])
        if found:
            return found, length
    return None, 0


def _terms_in(lexicon: Lexicon, said: tuple[str, ...]) -> Iterator[Term]:
    heard = tuple(mended(lexicon, word) for word in said)
    stemmed = stems(heard)
    at = 0
    while at < len(heard):
        found, length = term_at(lexicon, heard, stemmed, at)
        if found:
            yield found
        at += length or 1


def mended(lexicon: Lexicon, word: str) -> str:
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
