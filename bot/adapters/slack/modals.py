"""The window for own words: the one thing where typing beats buttons. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.adapters.slack import callbacks
from bot.adapters.slack.outbound import plain_text
from bot.adapters.slack.rich import Block
from bot.cards import NOWHERE, Place
from bot.catalog import Catalog
from bot.engine.adverts.cards import PLACE
from bot.engine.reading import MOST_CHARACTERS

WORDS_BLOCK = "words"
MOST_OF_AN_ADVERT = 3_000
"""What Slack lets a field hold."""


def own_words(catalog: Catalog, place: Place) -> dict[str, Any]:
    """The window; what is written there answers the card of this place."""
    most = MOST_OF_AN_ADVERT if place.question == PLACE else MOST_CHARACTERS
    return {
        "type": "modal",
        "callback_id": callbacks.WORDS,
        "private_metadata": callbacks.to_block_id(place, WORDS_BLOCK),
        "title": plain_text(catalog.say("chat.window-title")),
        "submit": plain_text(catalog.say("chat.window-send")),
        "close": plain_text(catalog.say("chat.window-close")),
        "blocks": [field(catalog.say("chat.window-label"), most)],
    }


def field(label: str, most: int) -> Block:
    """The field for words, of so many characters at most."""
    element = {
        "type": "plain_text_input",
        "action_id": callbacks.WORDS,
        "multiline": True,
        "max_length": most,
        "focus_on_load": True,
    }
    return {
        "type": "input",
        "block_id": WORDS_BLOCK,
        "label": plain_text(label),
        "element": element,
    }


def words_of(view: Mapping[str, Any]) -> tuple[str, Place]:
    """What was written in a window of ours, and under which card; empty words if in another."""
    place = callbacks.place_of(str(view.get("private_metadata", ""))) or NOWHERE
    match view:
        case {"state": {"values": {"words": {callbacks.WORDS: {"value": str(words)}}}}}:
            return words, place
        case _:
            return "", place
