"""What the loop needs of a surface, and what a surface hears."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from bot.cards import NOWHERE, Card, Place
from bot.errors import DeliveryError
from bot.ports.courier import Courier


@dataclass(frozen=True, slots=True)
class Said:
    """Words, under the card that the surface showed last.

    Attributes:
        text: as they came in.
        place: of the card.
        under: the card itself, or None before the first one; its place tells it from others.
    """

    text: str
    place: Place = NOWHERE
    under: Card | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """Choices, by id, on the card that the surface showed last."""

    place: Place
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class Left:
    """A wish to leave the program."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """A line that is no input at all."""


Heard = Said | Pressed | Left | Garbled


def said_under(text: str, under: Card | None) -> Said:
    """Words under a card, if there is one."""
    return Said(text, place_of(under), under)


def place_of(under: Card | None) -> Place:
    """The place of the card that was shown last, if there is one."""
    return NOWHERE if under is None or under.place is None else under.place


class Surface(Courier, Protocol):
    """A place where cards appear and lines come from."""

    opens_by_itself: bool
    """Whether a newcomer is greeted before they say anything."""

    def show(self, card: Card) -> None:
        """Put a card up."""
        ...

    def hear(self, line: bytes) -> Heard | None:
        """What a line of input means here; None for a line that asks for no turn."""
        ...

    def ready(self) -> None:
        """Tell that the next line is awaited."""
        ...

    def ready_again(self) -> None:
        """Tell, where that needs to be told, that a line is still awaited below a card."""
        ...

    def close(self) -> None:
        """Tell that the input has ended."""
        ...


@contextmanager
def handing_over() -> Iterator[None]:
    """Translate the system's refusal to take our output.

    Raises:
        DeliveryError: it refused, as a full disk does.
        BrokenPipeError: whoever read us has gone; that needs no words.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        reason = problem.strerror or problem
        raise DeliveryError(f"Standard output cannot be written: {reason}.") from problem
