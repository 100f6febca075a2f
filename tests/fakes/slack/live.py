"""What Slack would bring to life in a message: mentions, links, images."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

LIVE_ELEMENTS = frozenset(
    {"broadcast", "channel", "color", "date", "emoji", "image", "link", "user", "usergroup"}
)
"""Elements of rich text, and blocks, that are more than words."""

_MARKUP = re.compile(r"<[^<>]*>")
"""In text that Slack parses, whatever stands in angle brackets is a mention or a link."""

_FORMAT = re.compile(r"(?m)^>|[*_~`]")


def live(arguments: Mapping[str, Any]) -> list[str]:
    """All that would be live in a request: empty for words that are nothing but words."""
    found = [name for name in ("parse", "link_names") if arguments.get(name)]
    found += [f"{name}" for name in ("unfurl_links", "unfurl_media") if arguments.get(name)]
    found += _MARKUP.findall(str(arguments.get("text") or ""))
    for name in ("blocks", "attachments", "view"):
        found += _live(arguments.get(name))
    return found


def _live(told: Any) -> Iterator[str]:
    if isinstance(told, Mapping):
        kind = told.get("type")
        if kind in LIVE_ELEMENTS or told.get("url") or told.get("emoji") is True:
            yield f"{kind}"
        if kind == "mrkdwn":
            text = str(told.get("text"))
            yield from _MARKUP.findall(text)
            yield from _FORMAT.findall(text)
        for inner in told.values():
            yield from _live(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from _live(inner)
