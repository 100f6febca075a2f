"""How text is cut into words, the same for what authors list and for what people type."""

import re

_WORD = re.compile(r"[^\W_]+(?:[+#]+)?(?:['.][^\W_]+)*")


def words(text: str) -> tuple[str, ...]:
    """The words of a text in order, folded to one case, without punctuation.

    ``C++``, ``C#``, ``d3.js`` and ``don't`` stay one word each.
    """
    return tuple(_WORD.findall(text.casefold().replace("\u2019", "'")))
