"""How the weeks went: "6 of the last 8", and twelve of them as cells.

There is no streak that breaks and nothing goes back to zero. A pause has no weeks, and the one
that it cut short counts only if there was a word on it, so it changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.engine.plans.plan import Plan, Step, Week
from bot.engine.plans.skipping import SKIPPED, is_spared

WEEKS_COUNTED = 8
WEEKS_SHOWN = 12
STEADY = Fraction(1, 2)
"""The share of weeks kept from which on their number cheers; of fewer it would count misses."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """In how many of the last weeks there was a word other than "not yet"."""

    kept: int
    weeks: int

    @property
    def is_steady(self) -> bool:
        """Whether at least half of the weeks were kept; before the first week, too."""
        return self.kept >= STEADY * self.weeks


class Mark(StrEnum):
    """What a week came to."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not-yet"
    KNOWN = "known"
    LIGHTER = "lighter"
    SWAP = "swap"
    QUIET = "quiet"
    REST = "rest"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Cell:
    """One week, to be told in words or drawn.

    Attributes:
        number: the person's own count of weeks, from 1.
        step: what it held last, of what there was a word on if there was one.
        mark: what it came to.
        kept: whether it counts in the rhythm.
    """

    number: int
    step: Step
    mark: Mark
    kept: bool


def rhythm(plan: Plan) -> Rhythm:
    """The rhythm of the last eight weeks; the running one counts once it has its word."""
    told = [cell for cell in _cells(plan) if cell.kept or not _is_open(plan, cell)]
    last = told[-WEEKS_COUNTED:]
    return Rhythm(sum(cell.kept for cell in last), len(last))


def cells(plan: Plan) -> tuple[Cell, ...]:
    """The last twelve weeks, oldest first, the running one among them."""
    return tuple(_cells(plan)[-WEEKS_SHOWN:])


def _cells(plan: Plan) -> list[Cell]:
    """One cell per week; of several steps in a week the last one with a word is told.

    So a week that counts never reads as one without an answer, whatever was left of it.
    """
    weeks = (*plan.past, *([plan.week] if plan.week else []))
    kept = {week.number for week in weeks if week.check_in not in SKIPPED}
    told: dict[int, Week] = {}
    for week in weeks:
        runs = week == plan.week and week.check_in is None
        if runs or week.number not in told or week.check_in not in SKIPPED:
            told[week.number] = week
    return [
        Cell(number, week.step, _mark(plan, week), kept=number in kept)
        for number, week in told.items()
    ]


def _mark(plan: Plan, week: Week) -> Mark:
    if week.check_in is None and week == plan.week and week.number not in plan.rested:
        return Mark.NOW
    if week.check_in in SKIPPED and is_spared(plan, week.number):
        return Mark.REST
    return Mark.QUIET if week.check_in is None else Mark(week.check_in)


def _is_open(plan: Plan, cell: Cell) -> bool:
    """Whether a week without its word is no miss: it runs, or was cut short."""
    runs = plan.week is not None and plan.week.number == cell.number
    return runs or is_spared(plan, cell.number)
