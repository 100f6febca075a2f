"""How text is cut into words and stems, the same for authors' lists and for typed text."""

import re
from collections.abc import Iterable

from snowballstemmer import stemmer

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?(?:['.][^\W_]+)*")
_ENGLISH = stemmer("english")


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded to one case, without punctuation.

    ``C++``, ``C#``, ``d3.js`` and ``don't`` stay one word each.
    """
    return tuple(_WORD.findall(text.casefold().replace("\u2019", "'")))


def stems(said: Iterable[str]) -> tuple[str, ...]:
    """The words without their endings, so that "pipelines" and "pipeline" meet."""
    return tuple(_ENGLISH.stemWord(word) if len(word) > 2 else word for word in said)
