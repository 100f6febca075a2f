"""The plan of one person: which steps are to come, and what became of the weeks before.

A step is named by its role and its id on that role's ladder, not by its place there, so a plan
outlives every edit of the content, and what people did stays theirs. What these values mean
together, and how they change, is the business of ``planning``.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_STEPS = 12
"""So many steps are to come at most."""


class CheckIn(StrEnum):
    """How a week went, or what is to be done about it."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not-yet"
    KNOWN = "known"
    LIGHTER = "lighter"
    SWAP = "swap"


class Size(StrEnum):
    """How much of a step a week holds."""

    LIGHT = "light"
    TASK = "task"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A step of a role's ladder, by its ids; whether and where it is, the catalog says."""

    role: str
    rung: str


@dataclass(frozen=True, slots=True)
class Week:
    """What one week held, and what became of it.

    Attributes:
        number: the person's own count of weeks, from 1. A step that was known already and
            the one in its place share a number.
        step: what it held.
        size: how much of it.
        check_in: the latest word on it; None while there is none.
        at: when that word came; while there is none, when the week began. Aware, UTC.
    """

    number: int
    step: Step
    size: Size
    check_in: CheckIn | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """Where one person stands on their way into a role.

    Attributes:
        role: the role they are on the way to.
        upcoming: the steps to come, in order; the one of the running week is the first.
        week: the running week as long as its step is open; None between two weeks.
        past: what became of the weeks and steps before, oldest first.
        pins: steps to come that stay in the plan whatever else changes.
        hidden: steps that were left out; they can be brought back.
        known: steps that the person knows already; so can they.
        size: of the step that comes next, when the next week begins.
        early: early finishes in a row.
        cue: the person's own if-then ("after Tuesday's stand-up"), in their words, or empty.
        rested: the numbers of weeks that a break or a stop cut short. Left open, such a week is
            neither skipped nor missed.
        asked: the numbers of weeks in which the person wrote a question. A step that was left
            open in one was not skipped.
    """

    role: str
    upcoming: tuple[Step, ...] = ()
    week: Week | None = None
    past: tuple[Week, ...] = ()
    pins: frozenset[Step] = frozenset()
    hidden: frozenset[Step] = frozenset()
    known: frozenset[Step] = frozenset()
    size: Size = Size.TASK
    early: int = 0
    cue: str = ""
    rested: frozenset[int] = frozenset()
    asked: frozenset[int] = frozenset()

    @property
    def ended(self) -> bool:
        """Whether no step is to come; then there is nothing to nudge about."""
        return not self.upcoming

    @property
    def awaits_word(self) -> bool:
        """Whether the step of the running week is open, and nobody has said a word on it."""
        return not self.ended and self.week is not None and self.week.check_in is None

    @property
    def weeks(self) -> int:
        """How many weeks began so far."""
        numbers = [week.number for week in self.past]
        return max([*numbers, self.week.number if self.week else 0])
