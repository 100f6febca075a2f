"""The zones that somebody is offered where they say where they are.

Where what they typed means several, it is kept beside the room until they pick one, and the
zones are worked out from it again: so they can be pressed, counted and named like every choice.
"""

from bot.cards import Choice
from bot.catalog import Catalog
from bot.engine.state import Conversation
from bot.engine.weekly import reading_zones, times
from bot.engine.weekly.reading_zones import NoZone
from bot.engine.weekly.telling import told_zone
from bot.engine.wording import clipped

ZONE = "zone-"
"""What the ids of these choices begin with."""
AMONG = "among-"
"""What a kept place begins with that means several zones."""
MOST_IN_A_PLACE = 33
"""So much is kept of it: with ``AMONG``, less than the store has room for."""


def kept_place(catalog: Catalog, text: str) -> str | None:
    """What is kept of a text that means several zones; None if it is longer than a name."""
    place = reading_zones.place(catalog, text)
    return f"{AMONG}{place}" if len(place) <= MOST_IN_A_PLACE else None


def is_kept_place(asking: str) -> bool:
    """Whether this is a place whose zone is asked for."""
    return asking.startswith(AMONG)


def candidates(catalog: Catalog, here: Conversation) -> tuple[str, ...]:
    """The zones that the kept place may mean; empty if there is none."""
    if here.asking is None or not is_kept_place(here.asking):
        return ()
    return several(catalog, here.asking.removeprefix(AMONG))


def several(catalog: Catalog, text: str) -> tuple[str, ...]:
    """The zones that a text may mean, or in whose names it stands; empty if those are many."""
    found = reading_zones.zones(catalog, text)
    if isinstance(found, NoZone):
        return reading_zones.similar_zones(catalog, text) if found is NoZone.UNKNOWN else ()
    return found


def offered(catalog: Catalog, here: Conversation) -> tuple[Choice, ...]:
    """Those that their words may mean, else the one that their platform tells."""
    guess = times.guessed_zone(here)
    names = candidates(catalog, here) or ((guess,) if guess else ())
    return tuple(Choice(f"{ZONE}{name}", clipped(told_zone(name))) for name in names)
