"""What a measurement is and what it returns: middles of rounds, with both ends."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import cycle
from statistics import median
from typing import TypeVar

from bot.wiring import settle_in

T = TypeVar("T")

RATIO = "ratio"
"""The name under which a bar speaks of the ratio to the floor."""

Tell = Callable[[int, int], None]
"""Progress: how many rounds are done, and how many there are, the spare ones included."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    Attributes:
        rounds: counted rounds of a measurement inside this process.
        turns: turns of ours, and turns of the floor, in each such round.
        passes: how often a round of ``advance`` goes through its whole mixture.
        runs: counted starts of a program that is measured from outside.
        spare: rounds or starts before the counted ones, which fill caches.
        together: members whose turns are under way at the same time.
        crowd: members who all come at once, and who share a long life.
        waiting: messages that wait when delivery begins.
        life: turns of a program that runs for long.
        visits: rounds of people on a platform, each with a program of its own.
        room: people in one workshop.
        strangers: people who come once.
        agendas: people who take weekly steps.
        due: how many of them are due.
        many: people of whom a few are a mentor's.
        few: people among whom there are as many mentees.
        mentees: how many the mentor has.
    """

    rounds: int
    turns: int
    passes: int
    runs: int
    spare: int
    together: int
    crowd: int
    waiting: int
    life: int
    visits: int
    room: int
    strangers: int
    agendas: int
    due: int
    many: int
    few: int
    mentees: int


FULL = Sizes(
    rounds=9,
    turns=200,
    passes=3,
    runs=7,
    spare=1,
    together=64,
    crowd=1_000,
    waiting=5_000,
    life=100_000,
    visits=5,
    room=30,
    strangers=10_000,
    agendas=1_000_000,
    due=10_000,
    many=100_000,
    few=1_000,
    mentees=50,
)
QUICK = Sizes(
    rounds=2,
    turns=3,
    passes=1,
    runs=1,
    spare=0,
    together=4,
    crowd=8,
    waiting=12,
    life=200,
    visits=1,
    room=2,
    strangers=10,
    agendas=120,
    due=40,
    many=60,
    few=20,
    mentees=3,
)
"""Enough to see that everything runs; the figures mean little."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The median over the rounds, and the lowest and highest round."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What one measurement found.

    Attributes:
        figures: by name, the headline first; in the benchmark's unit.
        floor: the same work without our program, in the same unit; None without a floor.
        ratio: headline over floor, per round.
    """

    figures: Mapping[str, Spread]
    floor: Spread | None = None
    ratio: Spread | None = None

    @property
    def headline(self) -> Spread:
        """The first figure."""
        return next(iter(self.figures.values()))


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One entry of the registry.

    Attributes:
        name: as ``--only`` and the bars name it.
        says: what is measured, in one line.
        unit: of all its figures and of its floor.
        figures: the names of its figures, the headline first.
        has_floor: whether there is a ratio.
        measure: does it.
        needs: a module that not every installation has.
    """

    name: str
    says: str
    unit: str
    figures: tuple[str, ...]
    has_floor: bool
    measure: Callable[[Sizes, Tell], Measured]
    needs: str = ""

    @property
    def is_possible(self) -> bool:
        """Whether what it needs is here."""
        if not self.needs:
            return True
        try:
            return find_spec(self.needs) is not None
        except ModuleNotFoundError:  # not even what it would be in
            return False


def spread(values: Iterable[float]) -> Spread:
    """The median of the rounds, with both ends."""
    known = list(values)
    return Spread(median(known), min(known), max(known))


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    rank = math.ceil(share * len(values))
    return sorted(values)[max(rank, 1) - 1]


def counted(rounds: int, spare: int, once: Callable[[], T], tell: Tell) -> list[T]:
    """What each counted round returned; the spare ones run before them.

    What is alive by then is settled as in the program that serves people, or the collector of
    garbage would look through the benchmark's own preparations all the time.
    """
    found = []
    for number in range(spare + rounds):
        tell(number, spare + rounds)
        if number == spare:
            settle_in()
        found.append(once())
    tell(spare + rounds, spare + rounds)
    return found[spare:]


def alternated(
    rounds: int,
    spare: int,
    floor: Callable[[], float],
    ours: Callable[[], float],
    tell: Tell,
) -> list[tuple[float, float]]:
    """Run floor and ours in turns, each going first every other round.

    Returns:
        (floor, ours) of each counted round.
    """
    floor_first = cycle((False, True))

    def once() -> tuple[float, float]:
        if next(floor_first):
            return floor(), ours()
        own = ours()
        return floor(), own

    return counted(rounds, spare, once, tell)


def against_floor(figure: str, pairs: Sequence[tuple[float, float]]) -> Measured:
    """One figure with its floor; the ratio is taken within each round."""
    return Measured(
        figures={figure: spread(own for _, own in pairs)},
        floor=spread(base for base, _ in pairs),
        ratio=spread(own / base for base, own in pairs),
    )
