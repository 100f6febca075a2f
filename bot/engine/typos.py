"""Words that miss a word of the lexicon by one letter."""

from rapidfuzz.distance import DamerauLevenshtein

from bot.catalog import Lexicon
from bot.catalog.words import stems

SHORTEST_TYPO = 5
"""Words of fewer letters are taken as they are: "lake" is no "like"."""


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
