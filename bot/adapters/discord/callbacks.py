"""The text behind Discord's elements, both ways. Pure, and nothing that comes back is believed.

An element's id carries its kind, the place of its card, and what it stands for, so a card can
be pressed as long as it stands, whichever program sent it (F09). What somebody forged leads to
no place, or to one that does not stand; the engine says so kindly (F66).
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.cards import NOWHERE, Place
from bot.ports.inbound import place_from

PREFIX = "wr"
SEPARATOR = ":"
LONGEST_ID = 100
TEMPLATE = rf"{PREFIX}{SEPARATOR}.*"
"""What every id of ours looks like; one pattern, for every pattern that fits is called."""

YES, NO = "yes", "no"
"""What answers whether somebody wants weekly steps."""

_PARTS = 6


class Kind(StrEnum):
    """What an element does."""

    CHOOSE = "c"
    """A button that answers; what it stands for is the choice."""

    PICK = "p"
    """A list: what is picked there answers."""

    OPEN = "o"
    """A button that goes on where somebody stands."""

    ASK = "a"
    """A button for a command, which it stands for."""

    MORE = "m"
    """A list of commands."""

    TYPE = "t"
    """Opens the window for own words."""

    WORDS = "w"
    """The window for own words."""

    CHART = "h"
    """Asks for what is drawn as a picture."""

    PRIVATE = "d"
    """Goes on in the direct message."""

    WEAR = "r"
    """Asks for the community's role that stands for the role of the card."""

    JOIN = "j"
    """Asks whether somebody wants weekly steps, and answers that."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What an id of ours says.

    Attributes:
        kind: of the element.
        place: of its card.
        value: what it stands for, or empty.
    """

    kind: Kind
    place: Place
    value: str


def to_custom_id(kind: Kind, place: Place, value: str = "") -> str:
    """The id of an element.

    Raises:
        ValueError: it is longer than Discord takes; ids in the content are too short for that.
    """
    numbers = str(place.conversation), str(place.version)
    made = SEPARATOR.join((PREFIX, kind, *numbers, place.question or "", value))
    if len(made) > LONGEST_ID:
        raise ValueError(f"an id of {len(made)} characters")
    return made


def from_custom_id(custom_id: str) -> Pressed | None:
    """What an id says; None for one that we never write."""
    parts = custom_id.split(SEPARATOR, _PARTS - 1)
    if len(parts) != _PARTS or parts[0] != PREFIX or len(custom_id) > LONGEST_ID:
        return None
    _, kind, conversation, version, question, value = parts
    if kind not in set(Kind):
        return None
    place = place_from(conversation, version, question) or NOWHERE
    return Pressed(Kind(kind), place, value)
