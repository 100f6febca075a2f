"""The window for own words: the one thing where typing beats buttons. Pure."""

from collections.abc import Mapping
from typing import Any

from discord import TextStyle
from discord.ui import Label, Modal, TextDisplay, TextInput

from bot.adapters.discord.callbacks import Kind, from_custom_id, to_custom_id
from bot.adapters.discord.markdown import to_markdown
from bot.cards import NOWHERE, Place
from bot.catalog import Catalog
from bot.engine.adverts.cards import PLACE
from bot.engine.reading import MOST_CHARACTERS

WORDS = "words"
LONGEST_TOLD = 1_000
MOST_OF_AN_ADVERT = 4_000
"""What Discord lets a field hold."""


def own_words(
    catalog: Catalog, place: Place, told: str = "", most: int = MOST_CHARACTERS
) -> Modal:
    """The window; what is written there answers the card of this place.

    Args:
        catalog: the words.
        place: of the card.
        told: what is to be known before anything is written, or empty.
        most: so many characters fit; more where it is an advert.
    """
    if place.question == PLACE:
        most = MOST_OF_AN_ADVERT
    window = Modal(
        title=catalog.say("chat.window-title"), custom_id=to_custom_id(Kind.WORDS, place)
    )
    field: TextInput[Modal] = TextInput(
        custom_id=WORDS, style=TextStyle.paragraph, max_length=most
    )
    if told:
        window.add_item(TextDisplay(to_markdown(told, LONGEST_TOLD)))
    window.add_item(Label(text=catalog.say("chat.window-label"), component=field))
    window.stop()  # so that the library does not keep it: what is sent finds us by its id
    return window


def words_of(data: Mapping[str, Any]) -> tuple[str, Place]:
    """What was written in a window of ours, and under which card; no words if in another."""
    pressed = from_custom_id(str(data.get("custom_id", "")))
    if pressed is None or pressed.kind is not Kind.WORDS:
        return "", NOWHERE
    parts = data.get("components")
    for part in parts if isinstance(parts, list) else ():
        match part:
            case {"component": {"custom_id": "words", "value": str(words)}}:
                return words, pressed.place
    return "", pressed.place
