"""The text behind Slack's elements, both ways. Pure, and nothing that comes back is believed.

A block's id carries the place of its card, an element's the kind of press. What somebody
forged leads to no place, or to one that does not stand; the engine says so kindly (F66).
"""

from bot.cards import Place

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
"""Asks for the chart as a picture."""

WORDS = f"{PREFIX}.words"
"""The window for own words, and the field in it."""

LONGEST_NUMBER = 18
LONGEST_ID = 255
_PARTS = 4


def to_block_id(place: Place, part: str) -> str:
    """The id of one part of a card that belongs to a place."""
    return f"{part}:{place.conversation}:{place.version}:{place.question or ''}"


def place_of(block_id: str) -> Place | None:
    """The place in a block's id; None for an id that we never write."""
    parts = block_id.split(":", _PARTS - 1)
    if len(parts) != _PARTS or len(block_id) > LONGEST_ID:
        return None
    _, conversation, version, question = parts
    if not (_is_number(conversation) and _is_number(version)):
        return None
    return Place(int(conversation), int(version), question or None)


def to_action_id(name: str, number: int) -> str:
    """The id of one of several elements of a kind; ids are unique in a message."""
    return f"{name}.{number}"


def name_of(action_id: str) -> str:
    """The kind of an element, by its id."""
    name, _, number = action_id.rpartition(".")
    return name if _is_number(number) else action_id


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
