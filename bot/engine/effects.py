"""What must be done about it: the engine's orders to the outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.cards import Card
from bot.engine.state import Answer, Conversation


@dataclass(frozen=True, slots=True)
class Say:
    """Send this card to the person."""

    card: Card


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """Append one answer to the log.

    Attributes:
        question: which one was answered.
        answer: how.
        content: the version of the catalog in use.
        at: when.
    """

    question: str
    answer: Answer
    content: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KeepResult:
    """Append what a walk came to, when its summary is shown or changes.

    Attributes:
        role: the leading role, or None when nothing spoke for any.
        fits: one probability per role, best first.
        content: the version of the catalog in use.
        at: when.
    """

    role: str | None
    fits: Mapping[str, float]
    content: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TellKept:
    """Tell the person what we keep about them, as it is when the message is sent."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything about the person, at once and everywhere.

    What the same turn says is said once and written nowhere.
    """


Effect = Say | KeepAnswer | KeepResult | TellKept | Forget


@dataclass(frozen=True, slots=True)
class Turn:
    """The outcome of one event: where they stand now, and the orders, to be done in order."""

    conversation: Conversation
    effects: tuple[Effect, ...]
