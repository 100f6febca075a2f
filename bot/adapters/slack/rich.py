"""Our small Markdown subset as Slack's rich text, and as plain text for notifications.

Rich text is safe by construction: a text element is never parsed, so what a person typed can
mention nobody and link nowhere (F58). The addresses that a card names as ours are elements of
their own, which lead to exactly these.
"""

import re
from collections.abc import Iterator
from typing import Any

from bot.engine.wording import whole_signs
from bot.usecases.parts_of_text import Kind, Part, parts

Block = dict[str, Any]

LONGEST_FALLBACK = 2_900
"""Characters as they are sent, so an escaped one counts as several."""

MARK = "- "
NOTHING = "…"
"""Stands where there are no words: Slack takes no empty text."""

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_HALF_ESCAPED = re.compile(r"&[a-z]*$")


def rich(body: str, links: tuple[str, ...] = ()) -> Block:
    """A body as one block of rich text, in which these addresses can be followed."""
    return {"type": "rich_text", "elements": list(_paragraphs(body, links))}


def preformatted(lines: list[str]) -> Block:
    """Lines that keep their columns, as one block."""
    text = {"type": "text", "text": "\n".join(lines)}
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [text]}],
    }


def plain(body: str) -> str:
    """A body as plain text, never empty, with everything escaped that Slack would parse."""
    text = "".join(one.text for one in parts(body)).strip().translate(_ESCAPED)
    if len(text) > LONGEST_FALLBACK:
        whole = _HALF_ESCAPED.sub("", whole_signs(text, LONGEST_FALLBACK))
        text = f"{whole.rsplit(maxsplit=1)[0]} …"
    return text or NOTHING


def _paragraphs(body: str, links: tuple[str, ...]) -> Iterator[Block]:
    """Paragraphs and lists, in order."""
    lines: list[str] = []
    items: list[str] = []
    for line in body.splitlines():
        if line.startswith(MARK):
            if lines:
                yield _section(lines, links, ends=False)
                lines = []
            items.append(line.removeprefix(MARK))
        else:
            if items:
                yield _list(items, links)
                items = []
            lines.append(line)
    if items:
        yield _list(items, links)
    elif lines or not body.strip():
        yield _section(lines or [" "], links, ends=True)


def _section(lines: list[str], links: tuple[str, ...], *, ends: bool) -> Block:
    text = "\n".join(lines)
    text = text.rstrip() if ends else text.strip("\n")
    return {"type": "rich_text_section", "elements": _words(text, links)}


def _list(items: list[str], links: tuple[str, ...]) -> Block:
    sections = [
        {"type": "rich_text_section", "elements": _words(item, links)} for item in items
    ]
    return {"type": "rich_text_list", "style": "bullet", "elements": sections}


def _words(text: str, links: tuple[str, ...]) -> list[Block]:
    """Bold and other words, as elements that nobody parses, and what can be followed."""
    elements = [_element(part) for part in parts(text, links)]
    return elements or [{"type": "text", "text": " "}]


def _element(part: Part) -> Block:
    if part.kind is Kind.LINK:
        return {"type": "link", "url": part.text}
    element: Block = {"type": "text", "text": part.text}
    return element | {"style": {"bold": True}} if part.kind is Kind.BOLD else element
