"""The text behind Slack's elements, both ways. Pure, and nothing that comes back is believed.

A block's id carries the place of its card, an element's the kind of press. What somebody
forged leads to no place, or to one that does not stand; the engine says so kindly (F66).
"""

from bot.cards import Place
from bot.ports.inbound import is_number, place_from

PREFIX = "wr"
CHOOSE = f"{PREFIX}.choose"
"""A button that answers; its value is the choice."""

PICK = f"{PREFIX}.pick"
"""Radio buttons, or a list: the option that is picked answers."""

TICK = f"{PREFIX}.tick"
"""Boxes to tick, which ask for nothing yet."""

CONFIRM = f"{PREFIX}.confirm"
"""What is ticked now is the answer."""

OPEN = f"{PREFIX}.open"
"""A button that goes on where somebody stands."""

ASK = f"{PREFIX}.ask"
"""A button for a command; its value is the command."""

MORE = f"{PREFIX}.more"
"""A menu of commands."""

TYPE = f"{PREFIX}.type"
"""Opens the window for own words."""

CHART = f"{PREFIX}.chart"
"""Asks for what is drawn as a picture."""

WORDS = f"{PREFIX}.words"
"""The window for own words, and the field in it."""

DESK = f"{PREFIX}.desk"
"""A window that shows a card of the desk."""

LONGEST_ID = 255
_PARTS = 4
_OF = "/"


def to_block_id(place: Place, part: str) -> str:
    """The id of one part of a card that belongs to a place."""
    return f"{part}:{place.conversation}:{place.version}:{place.question or ''}"


def place_of(block_id: str) -> Place | None:
    """The place in a block's id; None for an id that we never write."""
    parts = block_id.split(":", _PARTS - 1)
    if len(parts) != _PARTS or len(block_id) > LONGEST_ID:
        return None
    _, conversation, version, question = parts
    return place_from(conversation, version, question)


def to_part(user: str, part: str) -> str:
    """The name of a part of a card that is for one person alone."""
    return f"{user}{_OF}{part}"


def owner_of(block_id: str) -> str:
    """For whom a card was drawn, by the id of one of its parts; empty where nobody was named.

    It says what was shown to whom, and lets nobody do anything: who may, is looked up.
    """
    owner, is_named, _ = block_id.partition(":")[0].partition(_OF)
    return owner if is_named else ""


def to_action_id(name: str, number: int) -> str:
    """The id of one of several elements of a kind; ids are unique in a message."""
    return f"{name}.{number}"


def name_of(action_id: str) -> str:
    """The kind of an element, by its id."""
    name, _, number = action_id.rpartition(".")
    return name if is_number(number) else action_id
