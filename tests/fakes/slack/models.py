"""What the platform's own client says of blocks and views.

It models some things loosely (the inside of rich text, data tables); what it does not know it
leaves out with a warning, and says nothing of.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.fakes.slack.walking import blocks_of


def problems(method: str, arguments: Mapping[str, Any]) -> list[str]:
    """Whatever in a payload the client's models refuse."""
    found: list[str] = []
    view = arguments.get("view")
    Block.logger.setLevel(logging.ERROR)
    try:
        made: list[Any] = [Block.parse(dict(one)) for one in blocks_of(arguments)]
        if isinstance(view, Mapping):
            made.append(View(**view))
    except (TypeError, ValueError, KeyError, AttributeError) as problem:
        return [f"the client makes nothing of it: {problem}"]
    for model in _models(made):
        try:
            model.validate_json()
        except SlackObjectFormationError as problem:
            found.append(f"{type(model).__name__}: {problem}")
        except (TypeError, AttributeError) as problem:
            found.append(f"{type(model).__name__} is no such thing: {problem}")
    return found


def _models(made: Any) -> Iterator[JsonObject]:
    """A model and all inside it."""
    if isinstance(made, JsonObject):
        yield made
        for inner in vars(made).values():
            yield from _models(inner)
    elif isinstance(made, list | tuple):
        for inner in made:
            yield from _models(inner)
