"""The names behind what can be pressed on cards that are no part of anybody's conversation.

Such a card carries a place of its own: no conversation has the number ``DESK``, and the
question holds which view it is, of what. Whatever comes back is looked up again and believed by
nobody (F66).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.cards import Choice, Place
from bot.catalog import Lexicon
from bot.engine import reading

DESK = 0
"""The number of no conversation."""

_APART = "."

MOST_DIGITS = 18
"""Of a pairing's number that comes back; a longer one is forged, and no database holds it."""


class View(StrEnum):
    """Cards of the desk."""

    STATUS = "status"
    BRIEF = "brief"
    PAIRING = "pairing"
    ASK = "ask"
    CONSENT = "consent"
    NOTE = "note"
    NOTES = "notes"
    PLAN = "plan"
    QUESTION = "question"
    LOOKS = "looks"
    MENTOR = "mentor"
    ADMIN = "admin"
    LISTS = "lists"
    LINK = "link"


OF_MENTEES = frozenset({View.STATUS, View.BRIEF, View.NOTE, View.NOTES, View.PLAN})
"""Views that show what a mentor may see: they leave nothing behind in a channel."""

OF_A_PAIR = frozenset({View.CONSENT, View.PAIRING})
"""Views on which somebody changes what another may see."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A card of the desk.

    Attributes:
        view: which.
        about: the number of the pairing it is about, or of the page; 0 for none.
        detail: what else the view has to know, or empty.
    """

    view: View
    about: int = 0
    detail: str = ""


def place_of(spot: Spot) -> Place:
    """The place that its card carries."""
    parts = [spot.view, str(spot.about), *([spot.detail] if spot.detail else [])]
    return Place(DESK, 0, _APART.join(parts))


def is_of_the_desk(place: Place | None) -> bool:
    """Whether a card is no part of a conversation."""
    return place is not None and place.conversation == DESK and place.version == 0


def spot_of(place: Place) -> Spot | None:
    """The card that a place belongs to; None for what we never write."""
    view, _, rest = (place.question or "").partition(_APART)
    about, _, detail = rest.partition(_APART)
    if not is_of_the_desk(place) or view not in set(View):
        return None
    if not (about.isascii() and about.isdecimal()) or len(about) > MOST_DIGITS:
        return None
    return Spot(View(view), int(about), detail)


def meant(lexicon: Lexicon, offered: Sequence[Choice], text: str) -> str | None:
    """The one choice that typed words name, by its label or by its number; else None."""
    chosen = reading.named(lexicon, offered, text) or reading.counted(lexicon, offered, text)
    return next(iter(chosen)) if len(chosen) == 1 else None
