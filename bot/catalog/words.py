"""How text is cut into words and stems, the same for authors' lists and for typed text."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from snowballstemmer import stemmer

SHORTEST_WITH_AN_ENDING = 3
STEMS_KEPT = 20_000
"""People type the same words over and over, and stemming is the slow part of reading."""

_LETTER_FIRST = r"(?<!\w)[^\W\d_]-[^\W_]+"
_LETTER_LAST = r"(?:-[^\W\d_](?!\w))?"
_WORD = re.compile(rf"{_LETTER_FIRST}|[^\W_]+(?:[+#]+)?(?:['.][^\W_]+)*{_LETTER_LAST}")
_NAME = re.compile(r"[^\W_]+")
_ENGLISH = stemmer("english")


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded to one case, without punctuation.

    ``C++``, ``C#``, ``d3.js`` and ``don't`` stay one word each, and so does a
    single letter with what a hyphen joins to it: ``C-suite`` is not ``C``.
    """
    return tuple(_WORD.findall(text.casefold().replace("\u2019", "'")))


def placed(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as ``words`` gives them, each with where it begins and ends."""
    found = _WORD.finditer(text.replace("\u2019", "'"))
    return [(one[0].casefold(), one.start(), one.end()) for one in found]


def plain(text: str) -> str:
    """A name without case, accents and marks: "são_Paulo" and "Sao Paulo" are one."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(_NAME.findall(bare))


def stems(said: Iterable[str]) -> tuple[str, ...]:
    """The words without their endings, so that "pipelines" and "pipeline" meet."""
    return tuple(_stem(word) for word in said)


@lru_cache(STEMS_KEPT)
def _stem(word: str) -> str:
    stem: str = _ENGLISH.stemWord(word) if len(word) >= SHORTEST_WITH_AN_ENDING else word
    return stem
