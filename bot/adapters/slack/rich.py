"""Our small Markdown subset as Slack's rich text, and as plain text for notifications.

Rich text is safe by construction: a text element is never parsed, so what a person typed can
mention nobody and link nowhere (F58). Only links that stand bare in our own content become
links, and only where the text is ours alone.
"""

import re
from collections.abc import Iterator
from typing import Any

from bot.engine.wording import whole_signs

Block = dict[str, Any]

LONGEST_FALLBACK = 2_900
"""Characters as they are sent, so an escaped one counts as several."""

MARK = "- "
NOTHING = "…"
"""Stands where there are no words: Slack takes no empty text."""

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_HALF_ESCAPED = re.compile(r"&[a-z]*$")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def rich(body: str) -> Block:
    """A body as one block of rich text."""
    return {"type": "rich_text", "elements": list(_parts(body))}


def preformatted(lines: list[str]) -> Block:
    """Lines that keep their columns, as one block."""
    text = {"type": "text", "text": "\n".join(lines)}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [text]}],
    }


def plain(body: str) -> str:
    """A body as plain text, never empty, with everything escaped that Slack would parse."""
    text = _BOLD.sub(r"\1", body).strip().translate(_ESCAPED)
    if len(text) > LONGEST_FALLBACK:
        whole = _HALF_ESCAPED.sub("", whole_signs(text, LONGEST_FALLBACK))
        text = f"{whole.rsplit(maxsplit=1)[0]} …"
    return text or NOTHING


def _parts(body: str) -> Iterator[Block]:
    """Paragraphs and lists, in order."""
    lines: list[str] = []
    items: list[str] = []
    for line in body.splitlines():
        if line.startswith(MARK):
            if lines:
                yield _section(lines, ends=False)
                lines = []
            items.append(line.removeprefix(MARK))
        else:
            if items:
                yield _list(items)
                items = []
            lines.append(line)
    if items:
        yield _list(items)
    elif lines or not body.strip():
        yield _section(lines or [" "], ends=True)


def _section(lines: list[str], *, ends: bool) -> Block:
    text = "\n".join(lines)
    text = text.rstrip() if ends else text.strip("\n")
    return {"type": "rich_text_section", "elements": _words(text)}


def _list(items: list[str]) -> Block:
    sections = [{"type": "rich_text_section", "elements": _words(item)} for item in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": sections}


def _words(text: str) -> list[Block]:
    """Bold and other words, as elements that nobody parses."""
    elements: list[Block] = []
    for place, part in enumerate(_BOLD.split(text)):
        if part:
            element: Block = {"type": "text", "text": part}
            elements.append(element | {"style": {"bold": True}} if place % 2 else element)
    return elements or [{"type": "text", "text": " "}]
