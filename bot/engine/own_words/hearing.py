"""A sentence of somebody's own words, piece by piece: who does what, and who does not.

It is ``clauses`` for longer texts. Those answer one question; here all are answered at once,
nobody asked, and what is doubtful does not count. So a list goes on as it began: after "no
experience with Spark, Kafka" neither counts, and after "I want to learn" none of the three.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from bot.catalog import Lexicon, Term
from bot.catalog.words import stems, words
from bot.engine.clauses import WHOSE, Marks, stretches_of, term_at
from bot.engine.own_words.pieces import Clause, Piece
from bot.engine.phrases import LISTS_KEPT, Words, by_first, phrase_at
from bot.engine.typos import mended

MOST_IN_AN_ITEM = 2
"""So many other words may stand in an item of a list; with more it is a statement."""

MOST_IN_A_MARK = 2
"""So many words may stand in brackets behind the one item of which they say no."""

WISHING = frozenset({"wishes", "likings"})
"""The lists of the lexicon of which a phrase behind "and" speaks for itself."""

_MARKS = re.compile(r"([,;:!?()\n|\u2022\u00b7\u2013\u2014]|(?<=\s)-(?=\s)|\.(?!\w))")
_SOFT = frozenset(",:()-\u2013\u2014")
"""What stands between parts of one statement; all other marks end it."""
_LEVELS = _SOFT - {",", ")"}
"""Of these, those before which something may stand that is rated behind them."""
NO_LEVEL = "0"


def clauses(lexicon: Lexicon, text: str, *, mends: bool) -> list[Clause]:
    """The clauses of a text.

    Args:
        lexicon: the words.
        text: sentences.
        mends: a typo is forgiven.
    """
    found: list[Clause] = []
    mark, is_asked = ".", False
    cut = _MARKS.split(text)
    for clause, following in zip(cut[::2], [*cut[1::2], "."], strict=True):
        said = words(clause)
        if said:
            heard = list(_heard(lexicon, said, mends=mends))
            heard[-1].open_end = following == ":"
            before = found[-1].pieces if found and mark in _SOFT else []
            _use_after_all([*before, *heard])
            _join(lexicon, found, said, heard, mark)
            if not _marks_an_item(lexicon, found, said, heard, mark):
                begins = mark not in _SOFT and bool(found)
                found.append(Clause(said, heard, found[-1].statement + begins if found else 0))
            mark, is_asked = following, following == "?"
            if is_asked:
                _ask(lexicon, found)
        elif following not in _SOFT:
            mark = following
    if is_asked:
        _ask_at_the_end(lexicon, found)
    return found


def _marks_an_item(
    lexicon: Lexicon, found: Sequence[Clause], said: Words, heard: Sequence[Piece], mark: str
) -> bool:
    """Whether this is "(no)" or ": none" behind an item; it says no to that one alone."""
    if not found or len(said) > MOST_IN_A_MARK:
        return False
    denies = mark == "(" and _only_denies(lexicon, heard[-1])
    return denies or (mark in _LEVELS and _says_none(lexicon, said))


def _says_none(lexicon: Lexicon, said: Words) -> bool:
    """Whether somebody rates how well they know a thing, and it is not at all: "0/5"."""
    return said in lexicon.nothing or said[0] == NO_LEVEL


def _ask(lexicon: Lexicon, found: Sequence[Clause]) -> None:
    """Who asks us something tells nothing by it; "Python? Never" asks nobody."""
    asked = _latest(found)
    if asked[0].said[0] in lexicon.question_words:
        _turn_away(asked)


def _ask_at_the_end(lexicon: Lexicon, found: Sequence[Clause]) -> None:
    """Bare names with a question mark, and nothing behind it, are a question, too."""
    asked = _latest(found)
    if all(_is_item(lexicon, piece) for one in asked for piece in one.pieces):
        _turn_away(asked)


def _latest(found: Sequence[Clause]) -> list[Clause]:
    """The clauses of the latest statement."""
    return [one for one in found if one.statement == found[-1].statement]


def _turn_away(asked: Sequence[Clause]) -> None:
    for one in asked:
        for piece in one.pieces:
            piece.turn_away()


def _join(
    lexicon: Lexicon, found: Sequence[Clause], said: Words, heard: Sequence[Piece], mark: str
) -> None:
    """Let what was said before speak for a clause, and a clause for what was said before.

    A denial that names something ends at a colon: "all except Java: Python, R".
    """
    if found and mark in _SOFT:
        before = found[-1].pieces[-1]
        if mark != ":" or not (before.voice.negated and before.named):
            _list_on(lexicon, before, heard)
    if _marks_an_item(lexicon, found, said, heard, mark):
        _take_back(found[-1].pieces[-1:])
    elif _only_denies(lexicon, heard[-1]):
        reaches_back = mark in _SOFT or not any(one.named for one in heard)
        latest = _latest(found) if reaches_back else []
        _take_back([*(one for clause in latest for one in clause.pieces), *heard[:-1]])


def _list_on(lexicon: Lexicon, before: Piece, heard: Sequence[Piece]) -> None:
    """Let what was said of one item of a list speak for the next ones."""
    first = heard[0]
    goes_on = before.open_end or _is_item(lexicon, first)
    if goes_on and not (first.voice.own or first.voice.marked):
        first.go_on_from(before)
        for earlier, later in pairwise(heard):
            _carry(earlier, later)


def _is_item(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether this is one more item of a list."""
    telling = [one for one in piece.plain if one not in lexicon.small_words]
    return bool(piece.named) and len(telling) <= MOST_IN_AN_ITEM


def _only_denies(lexicon: Lexicon, piece: Piece) -> bool:
    """Whether this says no to what was said before it ("never touched it")."""
    denies = (piece.voice.negated or piece.voice.denied) and not piece.open_end
    return denies and not piece.named and lexicon.small_words.issuperset(piece.plain)


def _use_after_all(said: Sequence[Piece]) -> None:
    """What was denied counts where the next part says that they use it ("but I use it")."""
    telling = [one for one in said if one.named or one.voice.affirmed]
    for earlier, later in pairwise(telling):
        if _only_affirms(later):
            earlier.affirm()


def _only_affirms(piece: Piece) -> bool:
    """Whether this says of what was named before it that it is used after all."""
    voice = piece.voice
    refused = voice.negated or voice.denied or voice.wished or voice.foreign
    return voice.affirmed and not refused and not piece.named


def _take_back(said: Sequence[Piece]) -> None:
    for piece in reversed(said):
        piece.deny()
        if piece.voice.begun:
            return


def _heard(lexicon: Lexicon, said: Words, *, mends: bool) -> Iterator[Piece]:
    """A clause piece by piece; a word such as "but" begins a new one."""
    heard = tuple(mended(lexicon, one) for one in said) if mends else said
    stemmed = stems(heard)
    terms = {at: term_at(lexicon, heard, stemmed, at) for at in range(len(said))}
    lengths = {at: length for at, (_, length) in terms.items()}
    piece = Piece()
    for one in stretches_of(lexicon, _marks(lexicon), said, lengths):
        is_new_wish = not WISHING.isdisjoint(one.kinds) and _joins(lexicon, said[: one.at])
        if one.parts or is_new_wish:
            yield piece
            piece, before = Piece(), piece
            _carry(before, piece)
        if one.parts:
            continue
        piece.voice.hear(one)
        if "needs" in one.kinds:
            piece.affirm()
        if one.kinds:
            _close(piece, is_last=one.end == len(said))
            continue
        words_here, (term, _) = said[one.at : one.end], terms[one.at]
        if term is not None and term.means and _says_enough(lexicon, said, words_here):
            there = slice(one.at, one.end)
            entry = _entry(lexicon, term, heard[there], stemmed[there])
            piece.name(term, entry, is_place=one.place)
        else:
            piece.plain += words_here
    yield piece


def _says_enough(lexicon: Lexicon, said: Words, named: Words) -> bool:
    """Whether words name a term in such a clause: a thesis may be about churches."""
    if named in lexicon.telling.only_of_models:
        subjects = _indexed(lexicon.telling.of_models)
        return any(phrase_at(said, at, subjects) for at in range(len(said)))
    return named not in lexicon.telling.vague


def _joins(lexicon: Lexicon, said: Words) -> bool:
    """Whether these words end with "and" or "and I": the next ones speak for themselves."""
    without_person = said[:-1] if said[-1:] and said[-1] in lexicon.own_words else said
    return bool(without_person) and without_person[-1] in lexicon.conjunctions


def _entry(lexicon: Lexicon, term: Term, heard: Words, stemmed: Words) -> str:
    """How a term is told back: by the name that was used, where it has several of weight."""
    spelled = lexicon.telling.spelled
    return spelled.get(heard) or spelled.get(stemmed) or term.id


def _carry(before: Piece, piece: Piece) -> None:
    """A wish, and other people's work, reach over a word such as "for"; a negation does not."""
    voice, said = piece.voice, before.voice
    if not voice.own:
        voice.carried = said.wished and not voice.wished
        voice.wished |= said.wished
        voice.foreign |= said.foreign
        for one in piece.named:
            one.foreign |= voice.foreign


def _close(piece: Piece, *, is_last: bool) -> None:
    """A negation after which nothing comes denies what stands before it."""
    if is_last and piece.voice.negated:
        piece.deny()


def _marks(lexicon: Lexicon) -> Marks:
    """The lists whose phrases change what is meant, longest phrase first."""
    return {
        "negations": _indexed(lexicon.negations),
        "denials": _indexed(lexicon.denials | _none_of_them(lexicon.nothing)),
        "harmless": _indexed(lexicon.harmless),
        "needs": _indexed(lexicon.telling.needs),
        "affirmations": _indexed(lexicon.telling.affirmations),
        "dislikes": _indexed(lexicon.dislikes),
        "wishes": _indexed(lexicon.wishes),
        "likings": _indexed(lexicon.telling.likings),
        **{kind: _indexed(getattr(lexicon, kind)) for kind in WHOSE},
    }


@lru_cache(LISTS_KEPT)
def _none_of_them(nothing: frozenset[Words]) -> frozenset[Words]:
    """Those that deny what was listed before them; a single word may say anything."""
    return frozenset(one for one in nothing if len(one) > 1)


_indexed = lru_cache(LISTS_KEPT)(by_first)
