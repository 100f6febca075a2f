"""Where somebody stands. No ids of people, no platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Picked:
    """Options that were ticked; exactly one in a single choice."""

    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class NotSure:
    """An honest "not sure": it is an answer, and it contributes exactly nothing."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """The question was passed over."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """A person's own words, and the options that were read in them when they came in."""

    text: str
    options: frozenset[str]


Answer = Picked | NotSure | Skipped | Wrote


class Stage(StrEnum):
    """The rooms of the conversation."""

    WELCOME = "welcome"
    ASKING = "asking"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where one person stands in their walk through the questions.

    Attributes:
        id: given by the store, once per person.
        version: grows by one with every transition; cards carry it.
        attempt: 1 for the first walk; a restart begins the next and keeps the old answers.
        stage: which room.
        asking: the question that stands, in ``ASKING``; else None.
        answers: this attempt's latest answer per question, in the order first answered.
    """

    id: int
    version: int = 0
    attempt: int = 1
    stage: Stage = Stage.WELCOME
    asking: str | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
