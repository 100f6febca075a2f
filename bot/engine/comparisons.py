"""What somebody likes or uses less than something else: "I prefer A to B", "instead of B"."""

from bot.catalog import Lexicon
from bot.engine.phrases import Words, by_first, phrase_at

Phrases = frozenset[Words]
NOTHING: frozenset[int] = frozenset()
NO_PHRASES: Phrases = frozenset()


def passed_over(lexicon: Lexicon, said: Words) -> frozenset[int]:
    """The places of the words before which something else is put.

    In "I prefer A to B", "I like A more than B" and "instead of B I use A" these are B. They
    end where the person speaks anew, as behind "I" or "but". Where both compare, as in "I
    prefer talking to people over B", "over" does and "to" does not.

    Args:
        lexicon: the words.
        said: a clause.
    """
    comparing = lexicon.comparing
    start, ends = _next(said, 0, comparing.instead), comparing.to
    if start is None:
        start, ends = _behind(said, comparing.liked, comparing.than), NO_PHRASES
    if start is None:
        start = _behind(said, comparing.preferred, comparing.to)
    if start is None:
        return NOTHING
    end = _next(said, start + 1, ends) or len(said)
    anew = (at for at in range(start, end) if _is_anew(lexicon, said[at]))
    return frozenset(range(start, next(anew, end)))


def _is_anew(lexicon: Lexicon, word: str) -> bool:
    """Whether the person speaks of themselves from here on, or of something else."""
    return word in lexicon.own_words or word in lexicon.clause_words


def _behind(said: Words, openings: Phrases, phrases: Phrases) -> int | None:
    """Where a phrase stands that has words between it and an opening before it."""
    opened = _next(said, 0, openings)
    if opened is None:
        return None
    length = phrase_at(said, opened, by_first(openings))
    return _next(said, opened + length + 1, phrases)


def _next(said: Words, at: int, phrases: Phrases) -> int | None:
    """Where the first of these phrases stands, from a place on."""
    firsts = by_first(phrases)
    return next((one for one in range(at, len(said)) if phrase_at(said, one, firsts)), None)
