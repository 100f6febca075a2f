"""What just happened, as values. Each carries its instant, so the engine needs no clock.

``at`` is by the clock of the program, ``sent_at`` by that of the platform, where it tells one:
of two such instants one can say which came first, whatever our clock does.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.cards import Place
from bot.catalog import Command
from bot.engine.adverts.values import Part
from bot.engine.own_words.values import Read


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody came in: start or resume. Instants are aware, UTC, here and below."""

    at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chose:
    """A click: which card it was on, and the ids of the choices."""

    at: datetime
    place: Place
    choices: frozenset[str]
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words; under which card, where the surface can tell.

    A long text is read before its turn, since turns wait for each other: ``read`` is what it
    says by the catalog of version ``content``, ``advert`` the same where it is an advert.
    """

    at: datetime
    text: str
    place: Place | None = None
    sent_at: datetime | None = None
    read: Read | None = None
    content: str = ""
    advert: Part | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, by name, or by a button on a card.

    ``text`` is what stands behind the name, for ``TAKE_TEXT``; ``advert`` as in ``Typed``.
    """

    at: datetime
    command: Command
    place: Place | None = None
    sent_at: datetime | None = None
    text: str = ""
    advert: Part | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """They came to a place where weekly steps are offered to whoever comes (A25)."""

    at: datetime
    sent_at: datetime | None = None


TAKE_TEXT = frozenset({Command.JOB})
"""Commands behind which a text may stand."""

Event = Opened | Chose | Typed | Asked | Joined
