"""The two parts of a place's card: what is read there, and what can be chosen."""

from dataclasses import dataclass

from bot.cards import Bar, Choice, Progress, Result, Several, WeekMark


@dataclass(frozen=True, slots=True)
class Room:
    """A card's part that does not depend on what was just done: see ``Card``."""

    body: str
    controls: tuple[Choice, ...]
    writes: bool = False
    progress: Progress | None = None
    chart: tuple[Bar, ...] = ()
    result: Result | None = None
    weeks: tuple[WeekMark, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen.

    Attributes:
        choices: in the order of the buttons.
        several: set when more than one may be ticked.
    """

    choices: tuple[Choice, ...]
    several: Several | None = None
