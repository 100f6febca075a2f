"""Adverts that say themselves how much of what: "60 % …, 40 % …", "half of your time …"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.catalog.adverts import SHARES, AdvertWords
from bot.engine.adverts.sentences import MOST_WORDS_OF_A_HEADING, Sentence
from bot.engine.adverts.voices import lengths

WHOLE = 16.0
"""What all of somebody's time says, in the unit of one plain sign: about as much as a whole
advert that tells its duties one by one."""
CLEARLY = 3
"""A strand speaks for the role of which it says most, the more clearly the higher this is."""
BESIDE = 0.3
"""What stands beside the strands adds to what they say, and moves their shares but little."""
LEAST_SUM, MOST_SUM = 0.9, 1.1
"""Shares that come to this are the whole of somebody's time; others are of something else."""
WORDS_BEFORE = 3
"""A share with more words before it stands behind its duty: "sales analysis (60 %)"."""

_NO_PART = "".join(f"(?<!{word} )" for word in ("to", "by", "least", "than"))
_PERCENT = re.compile(rf"{_NO_PART}\b(\d{{1,3}})\s?(?:%|per\s?cent\b)", re.IGNORECASE)
"""Not "home office up to 60 %" or "costs fell by 40 %", which are no parts of a whole."""

Mark = tuple[int, int, float]
"""From where to where in a sentence a share is told, in characters, and which, up to 1."""


def apart(known: AdvertWords, told: Sequence[Sentence]) -> list[Sentence]:
    """The sentences; one that tells several shares is cut between them."""
    return [part for one in told for part in _cut(one, [*_marks(known, one)])]


def strands(known: AdvertWords, told: Sequence[Sentence]) -> dict[int, float]:
    """The share that each sentence tells, by its number; nothing unless they make a whole.

    What follows a sentence that tells its share, up to the next, tells more of the same.
    """
    shares = {
        number: share
        for number, one in enumerate(told)
        for _, _, share in [*_marks(known, one)][:1]
    }
    rest = max(0.0, 1 - sum(shares.values()))
    shares = {number: share or rest for number, share in shares.items()}
    is_whole = LEAST_SUM <= sum(shares.values()) <= MOST_SUM
    return shares if is_whole and len(shares) > 1 else {}


def strand_of(shares: Mapping[int, float], told: Sequence[Sentence], number: int) -> int | None:
    """The sentence whose share holds for a sentence; None where none does.

    Behind the last that tells one, nobody knows where its strand ends; only if it says no more
    than a heading would, what follows is meant.
    """
    before = [one for one in shares if one <= number]
    if not before:
        return None
    latest = before[-1]
    goes_on = latest != max(shares) or len(told[latest].said) <= MOST_WORDS_OF_A_HEADING
    return latest if goes_on or latest == number else None


def weighed(summed: Mapping[str, float], share: float) -> dict[str, float]:
    """What the sentences of one strand say of each role, as much as their share comes to.

    A strand is mostly of one job, so whatever else its words may mean counts little.
    """
    whole = sum(weight**CLEARLY for weight in summed.values())
    return {role: weight**CLEARLY / whole * share * WHOLE for role, weight in summed.items()}


def beside(shares: Mapping[int, float], summed: Mapping[str, float]) -> Mapping[str, float]:
    """What a sentence of no strand says, which is less where strands tell the whole."""
    return {role: weight * BESIDE for role, weight in summed.items()} if shares else summed


def _marks(known: AdvertWords, sentence: Sentence) -> Iterator[Mark]:
    """Where a sentence tells shares of somebody's time."""
    found = [
        (one.start(), one.end(), int(one[1]) / 100) for one in _PERCENT.finditer(sentence.text)
    ]
    for name in known.shares:
        for at, length in lengths(known.shares, name, sentence):
            start, end = sentence.spans[at][0], sentence.spans[at + length - 1][1]
            found.append((start, end, SHARES[name]))
    latest = -1
    for start, end, share in sorted(found, key=lambda one: (one[0], -one[1])):
        if start > latest:
            yield start, end, share
            latest = end


def _cut(sentence: Sentence, marks: Sequence[Mark]) -> list[Sentence]:
    """A sentence before each share but the first, or behind each where they come last."""
    if len(marks) < 2:
        return [sentence]
    before = sum(end <= marks[0][0] for _, end in sentence.spans)
    cuts = (
        [start for start, _, _ in marks[1:]]
        if before <= WORDS_BEFORE
        else [end for _, end, _ in marks[:-1]]
    )
    ends = pairwise([0, *cuts, len(sentence.text)])
    return [Sentence(sentence.text[a:b].strip(), sentence.section) for a, b in ends]
