"""Messages as somebody sees them: what can be read, pressed, picked and written there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.fakes.discord.components import (
    BUTTON,
    GALLERY,
    INPUT,
    LABEL,
    SELECT,
    SEPARATOR,
    TEXT,
    walked,
)
from tests.fakes.discord.models import Json, Posted

_MARKS = re.compile(r"\\([^\w\s])|<(https://[^>\s]+)>")


def buttons(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Everything that can be pressed, in order; links are none."""
    for one in walked(components):
        if one["type"] == BUTTON and one.get("custom_id") and not one.get("disabled"):
            yield one


def selects(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Menus in which something can be picked, in order."""
    for one in walked(components):
        if one["type"] == SELECT and not one.get("disabled"):
            yield one


def inputs(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Fields of a modal, in order."""
    return (one for one in walked(components) if one["type"] == INPUT)


def pressable(posted: Posted) -> list[str]:
    """What can be pressed on a message, by label."""
    return [label(one) for one in buttons(posted.components)]


def pickable(posted: Posted) -> list[str]:
    """What can be picked on a message, by label."""
    return [label(option) for one in selects(posted.components) for option in one["options"]]


def labels(posted: Posted) -> list[str]:
    """What can be pressed or picked on a message, in order."""
    told = []
    for one in walked(posted.components):
        if one["type"] == BUTTON and one.get("custom_id") and not one.get("disabled"):
            told.append(label(one))
        elif one["type"] == SELECT and not one.get("disabled"):
            told += [label(option) for option in one["options"]]
    return told


def label(one: Mapping[str, Any]) -> str:
    """What stands on a button or an option."""
    return str(one.get("label") or (one.get("emoji") or {}).get("name") or "")


def words(posted: Posted) -> str:
    """Everything that can be read in a message, in order, as it looks to people."""
    texts = [posted.content] if posted.content else []
    texts += [str(one["content"]) for one in walked(posted.components) if one["type"] == TEXT]
    return shown("\n".join(texts))


def shown(markdown: str) -> str:
    """Text without the strokes that keep Markdown from being any, and the brackets of links."""
    return _MARKS.sub(r"\1\2", markdown)


def drawn(components: Sequence[Mapping[str, Any]], content: str = "") -> Iterator[str]:
    """A message or a modal as lines of text; what can be pressed is numbered."""
    number = 0
    yield from shown(content).splitlines()
    for one in walked(components):
        match one["type"]:
            case kind if kind == TEXT:
                yield from shown(str(one["content"])).splitlines()
            case kind if kind == SEPARATOR:
                yield "-" * 40
            case kind if kind == GALLERY:
                for item in one["items"]:
                    yield f"(picture: {item.get('description') or item['media']['url']})"
            case kind if kind == BUTTON:
                number += bool(one.get("custom_id"))
                yield _drawn_button(one, number)
            case kind if kind == SELECT:
                most = one.get("max_values", 1)
                yield f"▾ {one.get('placeholder') or 'pick'} (at most {most})"
                yield from (f"    ( ) {label(option)}" for option in one["options"])
            case kind if kind == LABEL:
                yield f"{one['label']}:"
            case kind if kind == INPUT:
                yield f"{one.get('label') or ''}____"


def _drawn_button(one: Mapping[str, Any], number: int) -> str:
    if one.get("url"):
        return f"[{label(one)}]({one['url']})"
    return f"{number}. {'(' if one.get('disabled') else '['}{label(one)}{']'}"


def pictures(posted: Posted) -> list[Json]:
    """Pictures of a message, as they stand in its galleries."""
    return [
        dict(item)
        for one in walked(posted.components)
        if one["type"] == GALLERY
        for item in one["items"]
    ]
