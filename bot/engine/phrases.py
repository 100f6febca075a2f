"""The phrases of a list, looked for in a text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

Words = tuple[str, ...]
LISTS_KEPT = 64


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
