"""Copies of people with some questions masked, so that any subset of answers is learned.

Random subsets alone are under-confident on the order in which questions are really asked, so
that order has its share.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.fitting.sheet import Flags, Floats, Places, Sheet

COPIES = 4
RANDOM, PREFIX = 0.3, 0.4
"""Shares of copies with a random subset and with the first questions; the rest has all."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Masked copies, as the regression wants them.

    Attributes:
        design: copies by columns: which questions were answered (their biases), which boxes
            were ticked, and which questions were never put to the person, masked or not. The
            last ones are a nuisance: they are learned and dropped, else merely being asked
            would speak for a role. They are centred: dropping them leaves the usual person.
        answered: how many questions each copy answers.
        role: one place per copy.
        weight: one weight per copy.
    """

    design: Floats
    answered: Places
    role: Places
    weight: Floats


def masked(people: Sheet, random: np.random.Generator) -> Copies:
    """Four copies of each person."""
    parts = [design(people, mask) for mask in _masks(people, random)]
    return Copies(
        design=np.vstack([part for part, _ in parts]),
        answered=np.concatenate([count for _, count in parts]),
        role=np.tile(people.role, COPIES),
        weight=np.tile(people.weight, COPIES),
    )


def design(people: Sheet, mask: Flags) -> tuple[Floats, Places]:
    """The columns for people of whom only these questions are looked at, and how many answered.

    Args:
        people: their answers.
        mask: people by questions.
    """
    answered = people.answered & mask
    share = np.average(~people.answered, axis=0, weights=people.weight)
    not_put = ~people.answered - share
    ticks = people.ticks * answered[:, people.owner]
    return np.hstack([answered, ticks, not_put]).astype(np.float64), answered.sum(axis=1)


def first_questions(people: Sheet, count: int) -> Flags:
    """The mask that leaves the first questions."""
    shown = np.arange(len(people.questions)) < count
    return np.tile(shown, (len(people), 1))


def _masks(people: Sheet, random: np.random.Generator) -> Iterator[Flags]:
    rows, questions = people.answered.shape
    for _ in range(COPIES):
        luck = random.random((rows, 1))
        sizes = random.integers(1, questions + 1, (rows, 1))
        shuffled = random.random((rows, questions)).argsort(axis=1).argsort(axis=1)
        lengths = random.integers(1, questions + 1, (rows, 1))
        prefix = np.arange(questions)[None, :] < lengths
        rest = prefix | (luck >= RANDOM + PREFIX)
        yield np.where(luck < RANDOM, shuffled < sizes, rest)
