"""What just happened, as values. Each carries its instant, so the engine needs no clock."""

from dataclasses import dataclass
from datetime import datetime

from bot.cards import Place
from bot.catalog import Command


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody came in: start or resume. ``at`` is aware, UTC, here and below."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Chose:
    """A click: which card it was on, and the ids of the choices."""

    at: datetime
    place: Place
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Typed:
    """Words; under which card, where the surface can tell."""

    at: datetime
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, by button or by name."""

    at: datetime
    command: Command


Event = Opened | Chose | Typed | Asked
