"""Every object of a payload, with the key that it stands under and the kind that makes it."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.workspace import Json

UNREAD = frozenset({"metadata", "state"})
"""What stands there is ours, and follows no rule of Block Kit."""

TEXTS = frozenset({"plain_text", "mrkdwn"})
VIEWS = frozenset({"home", "modal"})
_BY_TYPE = {"url": "url_source", "home": "view", "modal": "view", "text": "rich_text_text"}
_BY_PLACE = {
    "confirm": "confirmation",
    "options": "option",
    "initial_option": "option",
    "initial_options": "option",
    "option_groups": "option_group",
    "positive_button": "feedback_button",
    "negative_button": "feedback_button",
}


def objects(told: Any, place: str = "") -> Iterator[tuple[str, Json]]:
    """Every object in it, outermost first, with its kind."""
    if isinstance(told, Mapping):
        yield kind_of(told, place), dict(told)
        for name, inner in told.items():
            if name not in UNREAD:
                yield from objects(inner, name)
    elif isinstance(told, list):
        for inner in told:
            yield from objects(inner, place)


def kind_of(told: Mapping[str, Any], place: str) -> str:
    """What an object is: its type says it, or else where it stands; empty if neither does."""
    kind = told.get("type")
    if not isinstance(kind, str):
        return _BY_PLACE.get(place, "")
    if kind in TEXTS:
        return "text"
    if kind.endswith("_select"):
        return "select"
    return _BY_TYPE.get(kind, kind)


def blocks_of(arguments: Mapping[str, Any]) -> list[Json]:
    """The blocks of a message, or those of the view that it carries."""
    view = arguments.get("view")
    carrying = view if isinstance(view, Mapping) else arguments
    blocks = carrying.get("blocks")
    return [one for one in blocks if isinstance(one, dict)] if isinstance(blocks, list) else []


def text_of(told: Any) -> str:
    """The words of a text, bare or as an object."""
    inner = told.get("text") if isinstance(told, Mapping) else told
    return inner if isinstance(inner, str) else ""
