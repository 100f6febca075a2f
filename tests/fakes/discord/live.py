"""What Discord would bring to life in a message: mentions, links, emoji, headings, code."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.discord.components import TEXT, walked

_FENCE = re.compile(r"\A```\n(.*)\n```\Z", re.DOTALL)
"""A text that is one block of code, in which nothing else is alive."""

_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_LIVE = re.compile(
    r"<[@#/:atms][^>]*>"  # mentions, commands, emoji, times, addresses in brackets
    r"|<\w[^>]*>"
    r"|@(?:everyone|here)"
    r"|\[[^\]]*\]\([^)]*\)"  # a masked link
    r"|[A-Za-z][\w+.-]*://\S"  # a bare one
    r"|`|~~|\|\||__"  # code, struck, hidden, underlined
    r"|(?<!\w)_\S|(?<!\*)\*(?!\*)"  # slanted
    r"|^\s*(?:#{1,3} |>>? |>{3} )"  # headings, quotations
    r"|^\s*-# .*^\s*-# ",
    re.MULTILINE,
)


def live(message: Mapping[str, Any]) -> list[str]:
    """All that would be alive in what is sent; empty for words that are nothing but words."""
    told = message.get("data") if isinstance(message.get("data"), Mapping) else message
    assert told is not None
    found = [str(told["content"])] if told.get("content") else []
    for text in _texts(told.get("components") or []):
        found += _LIVE.findall(_ESCAPED.sub("", text))
    return found


def _texts(components: Any) -> Iterator[str]:
    for one in walked(components):
        if one["type"] == TEXT:
            fenced = _FENCE.match(str(one["content"]))
            if fenced is None:
                yield str(one["content"])
            elif "```" in fenced[1]:
                yield fenced[1]
