"""What people type, turned into commands and choices; it abstains rather than guesses.

Order, surest first: the whole text is a command or a choice; words of the lexicon stand in it;
it is numbers or letters of the choices on the card (last, because C and R are languages too).
Nothing is inferred from the rest.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from bot.cards import Choice
from bot.catalog import About, Catalog, Command, Kind, Lexicon, Question, Term
from bot.catalog.words import stems, words

MOST_CHARACTERS = 1_000
Words = tuple[str, ...]
Marks = Mapping[str, Mapping[str, tuple[Words, ...]]]
SHORTEST_TELLING = 4
"""Words of fewer letters do not tell one label from another."""
LISTS_KEPT = 64
SHORTEST_TYPO = 5
"""Words of fewer letters are taken as they are: "lake" is no "like"."""

_COUNT = re.compile(r"\d{1,2}|[a-z]")
_BETWEEN = re.compile(r"[\s,;&+/.()#?!]+")
_SPAN = re.compile(r"(?<=\d)\s*[-\u2013]\s*(?=\d)")
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
    """The choices that the whole text names by number or word from 1, or by letter from a.

    Several may stand together ("1 and 3", "1 to 4"). One count beyond the card, and the whole
    text means nothing.
    """
    places = _counts(lexicon, _BETWEEN.split(_SPAN.sub(" - ", text.casefold())))
    if any(not 1 <= place <= len(offered) for place in places):
        return frozenset()
    return frozenset(offered[place - 1].id for place in places)


def options(catalog: Catalog, question: Question, text: str) -> Meant:
    """The options of this question that the words of the text stand for.

    A text that asks us something is no answer, and "none of these" beside something else is
    a contradiction: in both cases the person is asked again.
    """
    lexicon = catalog.lexicon
    if _asks(lexicon, text):
        return Meant(frozenset())
    swept = _everything(lexicon, question, words(text))
    if swept:
        return Meant(swept)
    parts = _parts(lexicon, question, text)
    said = frozenset(
        option
        for term in _affirmed(lexicon, parts)
        for option in term.means.get(question.id, frozenset())
    )
    several = question.kind is not Kind.SINGLE
    if len(said) > 1 and (not several or any(question.options[o].alone for o in said)):
        return Meant(frozenset(), torn=said)
    plain = not any(part.unmeant or part.unsure for part in parts)
    return Meant(said or (_by_label_words(lexicon, question, text) if plain else said))


def _counts(lexicon: Lexicon, cut: Sequence[str]) -> list[int]:
    """The places that these words count; none if there is any other word."""
    said = tuple(word for word in cut if word and word not in lexicon.conjunctions)
    in_words = _by_first(frozenset(lexicon.counts))
    fillers = _by_first(lexicon.count_fillers)
    places: list[int] = []
    at, spans = 0, False
    while at < len(said):
        length = _phrase_at(said, at, in_words)
        filling = 0 if length else _phrase_at(said, at, fillers)
        if places and not spans and (said[at] == "-" or said[at] in lexicon.span_words):
            at, spans = at + 1, True
            continue
        if not filling:
            place = lexicon.counts[said[at : at + length]] if length else _place(said[at])
            if place < 0 or (spans and place <= places[-1]):
                return []
            places += range(places[-1] + 1, place + 1) if spans else [place]
            spans = False
        at += filling or length or 1
    return [] if spans else places


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


def _everything(lexicon: Lexicon, question: Question, said: Words) -> frozenset[str]:
    """All boxes, or the one that stands alone, if that is what the whole text says."""
    if question.kind is not Kind.MULTIPLE:
        return frozenset()
    alone = frozenset(option.id for option in question.options.values() if option.alone)
    if said in lexicon.nothing:
        return alone
    rest = question.options.keys() - alone
    return frozenset(rest) if said in lexicon.everything else frozenset()


def _by_label_words(lexicon: Lexicon, question: Question, text: str) -> frozenset[str]:
    """The one option whose label holds all words of the text that say something.

    One of them, of some length, must stand in no other label. Evidence is more than a hint:
    there the text has to hold most of the label.
    """
    if question.kind is Kind.TEXT:
        return frozenset()
    said = _telling(lexicon, text)
    labels = {
        option.id: _telling(lexicon, option.label) for option in question.options.values()
    }
    fitting = [name for name, label in labels.items() if said and said <= label]
    if len(fitting) != 1:
        return frozenset()
    label = labels.pop(fitting[0])
    own = said.difference(*labels.values())
    enough = question.about is About.INTEREST or 2 * len(said) > len(label)
    telling = any(len(word) >= SHORTEST_TELLING for word in own)
    return frozenset(fitting) if enough and telling else frozenset()


def _telling(lexicon: Lexicon, text: str) -> frozenset[str]:
    """The stems of the words that name something."""
    return frozenset(stems(word for word in words(text) if word not in lexicon.small_words))


@dataclass(slots=True)
class _Part:
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


def _parts(lexicon: Lexicon, question: Question, text: str) -> list[_Part]:
    """The parts of a text, with what each affirms and denies.

    A negation speaks for the rest of its part: in "I don't do SQL, only Excel" the one is
    left out and the other counts. A part that only denies takes back what was said before
    it, as far as where somebody began to speak of themselves or of others.
    """
    marks = _marks(lexicon, question)
    parts: list[_Part] = []
    for clause in _CLAUSES.split(text):
        for part in _told(lexicon, marks, words(clause)):
            if part.is_bare(lexicon.small_words):
                _take_back(parts)
            parts.append(part)
    return parts


def _take_back(parts: Sequence[_Part]) -> None:
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
    return {kind: _by_first(phrases) for kind, phrases in listed.items()}


def _told(lexicon: Lexicon, marks: Marks, said: Words) -> Iterator[_Part]:
    """A clause part by part.

    A word such as "but" begins a new part, unless it belongs to a phrase ("anything but").
    """
    part = _Part()
    at = 0
    while at < len(said):
        lengths = {kind: _phrase_at(said, at, phrases) for kind, phrases in marks.items()}
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
            part = _Part()
        else:
            part.take(said[at], own=said[at] in lexicon.own_words)
        at += 1
    part.close()
    yield part


@lru_cache(LISTS_KEPT)
def _by_first(phrases: frozenset[Words]) -> Mapping[str, tuple[Words, ...]]:
    """Phrases by their first word, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    firsts = {phrase[0] for phrase in phrases}
    return {first: tuple(p for p in ordered if p[0] == first) for first in firsts}


def _phrase_at(said: Sequence[str], at: int, phrases: Mapping[str, tuple[Words, ...]]) -> int:
    """The length of the longest of these phrases that stands here; 0 if none does."""
    fitting = (len(p) for p in phrases.get(said[at], ()) if tuple(said[at : at + len(p)]) == p)
    return next(fitting, 0)


def _affirmed(lexicon: Lexicon, parts: Sequence[_Part]) -> list[Term]:
    """The terms that a text affirms, in reading order; what is denied anywhere is not."""
    affirmed: dict[str, Term] = {}
    denied: set[str] = set()
    for part in parts:
        affirmed |= {term.id: term for term in _terms_in(lexicon, tuple(part.meant))}
        denied |= {term.id for term in _terms_in(lexicon, tuple(part.unmeant))}
    return [term for name, term in affirmed.items() if name not in denied]


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
    """The place of a number or a letter; below 0 if it is neither."""
    if not _COUNT.fullmatch(count):
        return -1
    return int(count) if count.isdigit() else ord(count) - ord("a") + 1
