"""Years in a text: "eight years of Python" says more than "Python"."""

from collections.abc import Iterator
from itertools import pairwise

from bot.catalog import Lexicon, Term
from bot.engine.phrases import Words

MOST_YEARS = 60
"""Nobody did anything for longer; such a number is something else."""

FIRST_YEAR = 1960
YEARS_OF_A_DECADE = 10
LEAST_AGE = 18
"""Whoever tells us of a job is taken to be no younger: "since I was 12" is six years."""
MOST_BETWEEN = 5
"""So many words may stand between the years and what they were spent on."""


def lasting(lexicon: Lexicon, said: Words, year: int) -> Iterator[Term]:
    """The terms that years in one clause speak for.

    Args:
        lexicon: the words.
        said: a clause in which nothing is denied, wished or told of others.
        year: the current one.
    """
    spans = list(_years(lexicon, said, year))
    for start, end, term in _stretches(lexicon, said):
        for at, until, number in spans:
            between = said[until:start] if until <= start else said[end:at][::-1]
            if number >= term.years and _is_near(lexicon, between):
                yield term


def only_years(lexicon: Lexicon, said: Words, year: int) -> bool:
    """Whether a clause names years and nothing else, as in "Python (8 years)"."""
    spans = list(_years(lexicon, said, year))
    return bool(spans) and len(said) - (spans[0][1] - spans[0][0]) <= 1


def _years(lexicon: Lexicon, said: Words, year: int) -> Iterator[tuple[int, int, int]]:
    """Where a number of years begins and ends, and the number."""
    telling = lexicon.telling
    for at, (one, following) in enumerate(pairwise(said)):
        if following in telling.year_words and not _is_ago(lexicon, said, at):
            number = _number(lexicon, one)
            if number <= MOST_YEARS:
                yield at, at + 2, number
        elif one in telling.since_words and FIRST_YEAR <= _year(following) <= year:
            yield at, at + 2, year - _year(following)
    for at, word in enumerate(said):
        if word in telling.decade_words:
            yield at, at + 1, YEARS_OF_A_DECADE
        elif word in telling.since_words:
            number = LEAST_AGE - _age(lexicon, said[at + 1 : at + 4])
            if number > 0:
                yield at, len(said), number


def _is_ago(lexicon: Lexicon, said: Words, at: int) -> bool:
    """Whether a number of years, from this place on, tells when: "ten years ago"."""
    around = (*said[max(at - 1, 0) : at], *said[at + 2 : at + 3])
    return not lexicon.telling.ago_words.isdisjoint(around)


def _age(lexicon: Lexicon, said: Words) -> int:
    """The age that these words tell ("I was 12"); the least one if they tell none."""
    if not said or said[0] not in lexicon.own_words:
        return LEAST_AGE
    return max(_number(lexicon, one) for one in said) or LEAST_AGE


def _year(word: str) -> int:
    return int(word) if len(word) == len("2000") and word.isascii() and word.isdecimal() else 0


def _number(lexicon: Lexicon, word: str) -> int:
    bare = word.rstrip("+")
    if bare.isdecimal():
        return int(bare) if len(bare) < 3 else MOST_YEARS + 1
    return lexicon.counts.get((bare,), 0)


def _stretches(lexicon: Lexicon, said: Words) -> Iterator[tuple[int, int, Term]]:
    """Where something begins and ends that can last for years, and the term for that."""
    known = lexicon.telling.stretches
    longest = max(map(len, known), default=0)
    for start in range(len(said)):
        for end in range(start + 1, min(start + longest, len(said)) + 1):
            if said[start:end] in known:
                yield start, end, known[said[start:end]]


def _is_near(lexicon: Lexicon, between: Words) -> bool:
    """Whether nothing of weight stands between; right beside the years "and" does.

    Args:
        lexicon: the words.
        between: those from the years on.
    """
    named = {word for phrase in lexicon.telling.stretches for word in phrase}
    since = lexicon.telling.since_words
    if not lexicon.conjunctions.isdisjoint(between[:1]):
        return False
    light = lexicon.small_words | lexicon.clause_words | lexicon.conjunctions | since | named
    return len(between) <= MOST_BETWEEN and light.issuperset(between)
