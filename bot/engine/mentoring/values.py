"""What there is between a mentor and a mentee, as values; no ids of people, no platform."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Item(StrEnum):
    """What a mentee shares with a mentor, each on its own and only if they say so."""

    ROLE = "role"
    """The role they are on the way to, how sure that is, and since when."""

    REASONS = "reasons"
    """The answers that mattered most."""

    STEPS = "steps"
    """Weeks, steps, check-ins, the rhythm, and the flags that follow from them."""

    WORDS = "words"
    """What they wrote: their question to a mentor, and that there is one."""


class State(StrEnum):
    """Where a pairing stands."""

    ASKED = "asked"
    """A mentee asked; a mentor, or anybody of the pool, is to answer."""

    INVITED = "invited"
    """A mentor invited; the mentee is to answer, and may not have spoken with us yet."""

    ACTIVE = "active"
    ENDED = "ended"
    """Declined, withdrawn, or over. Nothing is shared any more."""


WAITING = frozenset({State.ASKED, State.INVITED})


class Origin(StrEnum):
    """How a pairing came about."""

    ASKED = "asked"
    INVITED = "invited"
    ASSIGNED = "assigned"


class Party(StrEnum):
    """One of the two."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class LeftBy(StrEnum):
    """Who was forgotten, as whoever is left behind is told of it."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    WAITING = "waiting"
    """The other side of a request or an invitation that waited."""


class Sharing(StrEnum):
    """Who can read a note; decided before it is typed (A19)."""

    ONLY_ME = "only-me"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Note:
    """What a mentor wrote about a mentee.

    Attributes:
        text: in their words.
        sharing: who can read it.
        at: when; aware, UTC, as all instants here.
        id: its number; 0 before it is kept.
    """

    text: str
    sharing: Sharing
    at: datetime
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a fact about somebody's weeks becomes a flag; a community sets its own.

    Attributes:
        silent_days: without any word from them on their steps.
        not_yet: so often in a row.
    """

    silent_days: int = 21
    not_yet: int = 2


class FlagKind(StrEnum):
    """A fact that a mentor should know first. Whoever needs a word most stands first."""

    STUCK = "stuck"
    """They asked a question."""

    NOT_YET = "not-yet"
    SILENT = "silent"
    UNREACHABLE = "unreachable"
    """No message reaches them; why is not told."""

    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Flag:
    """One of them.

    Attributes:
        kind: which.
        since: since when; None where nobody noted it, as for a pause.
        count: how often in a row, of ``NOT_YET``.
        until: when a pause ends, of ``PAUSED``; None if it ends when they come back.
    """

    kind: FlagKind
    since: datetime | None
    count: int = 0
    until: datetime | None = None
