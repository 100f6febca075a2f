"""What the parts of a sentence affirm and what they deny, and the terms that stand in them.

The words that negate, wish, dislike or speak of others are lists of the lexicon, so that each
language brings its own; this module only knows how they reach over a sentence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.catalog import About, Lexicon, Question, Term
from bot.catalog.words import stems, words
from bot.engine.comparisons import passed_over
from bot.engine.phrases import Words, by_first, phrase_at
from bot.engine.typos import mended

Marks = Mapping[str, Mapping[str, tuple[Words, ...]]]
WHOSE = ("others", "doers", "workplaces")
"""The lists of the lexicon whose phrases say whose work it is, or where."""
NO_NAMES: Mapping[int, int] = {}
_CLAUSES = re.compile(r"[,;:!?()\n]|\.(?!\w)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of a clause that belong together: a phrase, a name, or a single word.

    Attributes:
        at: the place of the first one.
        end: the place behind the last one.
        kinds: the lists of the lexicon on which it stands, if it changes what is meant.
        parts: it begins a new part, as "but" does.
        own: from here on the person speaks of themselves.
        place: it is the name of a place of work, if it is a name, and not of a tool.
        passed_over: something else is liked or used more.
    """

    at: int
    end: int
    kinds: frozenset[str] = frozenset()
    parts: bool = False
    own: bool = False
    place: bool = False
    passed_over: bool = False


@dataclass(slots=True)
class Voice:
    """What the words so far say about those that follow, and about the whole part.

    Attributes:
        negated: a negation speaks for what follows.
        passed_over: something else is liked or used more than what is said now.
        denied: the whole part is denied.
        disliked: nobody likes any of it, whoever does it.
        wished: the whole part is a wish; nothing follows from it.
        carried: that was said in the part before, and ends where the person speaks anew.
        liked: somebody likes it, or would.
        affirmed: they use it after all.
        foreign: what follows is other people's work.
        own: the person speaks of themselves.
        marked: some phrase changes what is meant.
    """

    negated: bool = False
    passed_over: bool = False
    denied: bool = False
    disliked: bool = False
    wished: bool = False
    carried: bool = False
    liked: bool = False
    affirmed: bool = False
    foreign: bool = False
    own: bool = False
    marked: bool = False

    @property
    def begun(self) -> bool:
        """Whether somebody begins to speak of themselves or of others."""
        return self.own or self.foreign

    @property
    def refuses(self) -> bool:
        """Whether what is said now is not meant."""
        return self.negated or self.passed_over

    def hear(self, said: Stretch) -> None:
        """The next words of the part."""
        self.passed_over = said.passed_over
        if said.kinds:
            self._mark(said.kinds)
        elif said.own:
            self.own, self.foreign = True, False
            self.wished, self.carried = self.wished and not self.carried, False

    def _mark(self, kinds: frozenset[str]) -> None:
        """A phrase of these lists of the lexicon stands here."""
        self.marked = True
        self.negated |= "negations" in kinds
        self.denied |= "denials" in kinds
        self.disliked |= "dislikes" in kinds
        self.liked |= "likings" in kinds
        self.affirmed |= "affirmations" in kinds
        if "wishes" in kinds:
            self.wished, self.carried = True, False
        self.foreign |= "others" in kinds and not self.own
        if "doers" in kinds:
            self.own, self.foreign = False, True


@dataclass(slots=True)
class Part:
    """A part of a sentence, up to a comma, a full stop or a word such as "but".

    Attributes:
        meant: the words that it affirms.
        unmeant: the words that it denies.
        voice: what its words say about each other.
        unsure: some of it was left out as neither affirmed nor denied.
        last: it ends at a comma or a full stop, not at a word such as "but".
    """

    meant: list[str] = field(default_factory=list)
    unmeant: list[str] = field(default_factory=list)
    voice: Voice = field(default_factory=Voice)
    unsure: bool = False
    last: bool = True

    def take(self, said: Words, *, is_place: bool) -> None:
        """The next plain words; of the name of a place of work nothing follows."""
        if self.voice.foreign or is_place:
            self.unsure = True
        elif self.voice.refuses:
            self.unmeant += said
        else:
            self.meant += said

    def close(self) -> None:
        """Nothing follows: what speaks for the whole part is applied to it."""
        if self.voice.denied or self.voice.disliked:
            self.deny()
        elif self.voice.wished:
            self.meant, self.unsure = [], True

    def deny(self) -> None:
        """All of it is denied."""
        self.meant, self.unmeant = [], self.meant + self.unmeant

    def is_bare(self, small: frozenset[str]) -> bool:
        """Whether it only denies ("I don't"), and so speaks of what was said before."""
        voice = self.voice
        denies = self.last and (voice.negated or voice.denied or voice.disliked)
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
        if part.voice.begun:
            return


def _marks(lexicon: Lexicon, question: Question) -> Marks:
    """The lists whose phrases change what is meant here, longest phrase first."""
    always = ("negations", "denials", "harmless")
    listed = {kind: getattr(lexicon, kind) for kind in always}
    if question.about is About.INTEREST:
        listed["dislikes"] = lexicon.dislikes
    else:
        listed["wishes"] = lexicon.wishes
        if question.id not in lexicon.shared_questions:
            listed |= {kind: getattr(lexicon, kind) for kind in WHOSE}
    return {kind: by_first(phrases) for kind, phrases in listed.items()}


def _told(lexicon: Lexicon, marks: Marks, said: Words) -> Iterator[Part]:
    """A clause part by part."""
    part = Part()
    for one in stretches_of(lexicon, marks, said):
        part.voice.hear(one)
        if one.parts:
            part.last = False
            part.close()
            yield part
            part = Part()
        elif not one.kinds:
            part.take(said[one.at : one.end], is_place=one.place)
    part.close()
    yield part


def stretches_of(
    lexicon: Lexicon, marks: Marks, said: Words, names: Mapping[int, int] = NO_NAMES
) -> Iterator[Stretch]:
    """A clause stretch by stretch.

    A word such as "but" begins a new part, unless it belongs to a phrase ("anything but"). A
    name that is longer than any phrase is taken as a whole.

    Args:
        lexicon: the words.
        marks: the lists whose phrases change what is meant here.
        said: the words of the clause.
        names: how many words the name has that begins at a place, where one does.
    """
    at, is_place, less = 0, False, passed_over(lexicon, said)
    while at < len(said):
        lengths = {kind: phrase_at(said, at, phrases) for kind, phrases in marks.items()}
        marked, named = max(lengths.values()), names.get(at, 0)
        end = at + (max(marked, named) or 1)
        if marked and named <= marked:
            kinds = frozenset(kind for kind, length in lengths.items() if length == marked)
            yield Stretch(at, end, kinds, passed_over=at in less)
            is_place = "workplaces" in kinds
        else:
            parts = not named and said[at] in lexicon.clause_words
            own = not parts and not lexicon.own_words.isdisjoint(said[at:end])
            yield Stretch(at, end, parts=parts, own=own, place=is_place, passed_over=at in less)
            is_place = False
        at = end


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
