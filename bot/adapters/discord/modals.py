"""The window for own words: the one thing where typing beats buttons. Pure."""

from collections.abc import Mapping
from typing import Any

from discord import TextStyle
from discord.ui import Label, Modal, TextInput

from bot.adapters.discord.callbacks import Kind, from_custom_id, to_custom_id
from bot.cards import NOWHERE, Place
from bot.catalog import Catalog
from bot.engine.reading import MOST_CHARACTERS

WORDS = "words"


def own_words(catalog: Catalog, place: Place) -> Modal:
    """The window; what is written there answers the card of this place."""
    window = Modal(
        title=catalog.say("chat.window-title"), custom_id=to_custom_id(Kind.WORDS, place)
    )
    field: TextInput[Modal] = TextInput(
        custom_id=WORDS, style=TextStyle.paragraph, max_length=MOST_CHARACTERS
    )
    window.add_item(Label(text=catalog.say("chat.window-label"), component=field))
    window.stop()  # so that the library does not keep it: what is sent finds us by its id
    return window


def words_of(data: Mapping[str, Any]) -> tuple[str, Place]:
    """What was written in a window of ours, and under which card; no words if in another."""
    pressed = from_custom_id(str(data.get("custom_id", "")))
    if pressed is None or pressed.kind is not Kind.WORDS:
        return "", NOWHERE
    match data:
        case {"components": [{"component": {"custom_id": "words", "value": str(words)}}, *_]}:
            return words, pressed.place
        case _:
            return "", pressed.place
