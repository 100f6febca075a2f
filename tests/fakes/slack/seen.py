"""Blocks as somebody sees them: what can be read, pressed, ticked and written there."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.fakes.slack.workspace import Json, Posted

AT_ONCE = frozenset({"overflow", "radio_buttons", "static_select"})
"""Their options act as soon as they are pressed."""

TO_TICK = frozenset({"checkboxes", "multi_static_select"})

Pressable = tuple[Json, Json, Json | None]
"""A block, an element in it, and an option of that, if it is one of an element's."""


def elements(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    """Everything that somebody can act upon, with its block."""
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])
        elif block["type"] == "input":
            yield block, block["element"]
        elif "accessory" in block:
            yield block, block["accessory"]


def can_press(blocks: Iterable[Json]) -> Iterator[Pressable]:
    """What acts when it is pressed: buttons, and options that act at once."""
    for block, element in elements(blocks):
        if element["type"] == "button":
            yield block, element, None
        elif element["type"] in AT_ONCE:
            yield from ((block, element, option) for option in element["options"])


def can_tick(blocks: Iterable[Json]) -> Iterator[tuple[Json, Json, list[Json]]]:
    """What can be ticked, each with its options."""
    for block, element in elements(blocks):
        if element["type"] in TO_TICK:
            yield block, element, element["options"]


def untouched(element: Json) -> Json | None:
    """What a state tells of an element before anybody touched it; nothing of some."""
    match element["type"]:
        case "checkboxes" | "multi_static_select" as kind:
            return {"type": kind, "selected_options": element.get("initial_options", [])}
        case "radio_buttons" | "static_select" as kind:
            return {"type": kind, "selected_option": element.get("initial_option")}
        case "plain_text_input" as kind:
            return {"type": kind, "value": element.get("initial_value")}
        case _:
            return None


def label(element: Json) -> str:
    """What stands on an element or an option."""
    text = element.get("text", {})
    return str(text.get("text", "")) if isinstance(text, dict) else ""


def pressable(posted: Posted) -> list[str]:
    """What acts at once when it is pressed, by label."""
    return [label(option or one) for _, one, option in can_press(posted.blocks)]


def tickable(posted: Posted) -> list[str]:
    """What can be ticked, by label."""
    return [label(one) for _, _, options in can_tick(posted.blocks) for one in options]


def labels(posted: Posted) -> list[str]:
    """What can be pressed or ticked on a message, in order."""
    told = []
    for _, element in elements(posted.blocks):
        if "options" in element:
            told += [label(one) for one in element["options"]]
        else:
            told.append(label(element))
    return told


def words(blocks: Iterable[Any]) -> str:
    """Everything that can be read in blocks, in order."""
    return "".join(_words(list(blocks)))


def _words(told: Any) -> Iterator[str]:
    if isinstance(told, dict) and told.get("type") == "rich_text_list":
        for item in told["elements"]:
            yield "- "
            yield from _words(item)
    elif isinstance(told, dict):
        if isinstance(told.get("text"), str):
            yield told["text"]
        elif told.get("type") == "link":
            yield told["url"]
        else:
            for one in told.values():
                yield from _words(one)
        if told.get("type") in ("rich_text_section", "plain_text", "rich_text"):
            yield "\n"
    elif isinstance(told, list):
        for one in told:
            yield from _words(one)


def drawn(blocks: Iterable[Json]) -> Iterator[str]:
    """Blocks as lines of text, as somebody would see them."""
    for block in blocks:
        match block["type"]:
            case "actions":
                yield "  ".join(_drawn_element(one) for one in block["elements"])
            case "divider":
                yield "-" * 40
            case "input":
                yield f"{label({'text': block['label']})}: ____"
            case _:
                yield from words([block]).rstrip("\n").splitlines()
                if "accessory" in block:
                    yield _drawn_element(block["accessory"])


def _drawn_element(element: Json) -> str:
    if "options" not in element:
        return f"[{label(element)}]"
    marks = {"checkboxes": "[ ]", "radio_buttons": "( )", "overflow": "..."}
    mark = marks.get(element["type"], "▾")
    return "\n|   ".join(["", *(f"{mark} {label(one)}" for one in element["options"])])
