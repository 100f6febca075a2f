"""People of whom some lists are known by a few boxes only, as from own words.

Nobody in the table told anything in own words. So a few of their ticks are kept at random, and
the rest of that list is unknown. What people would really name is hardly random; how much that
matters, nobody has measured.
"""

from dataclasses import dataclass

import numpy as np

from bot.fitting.sheet import Flags, Floats, Sheet

MOST_LISTS, MOST_BOXES = 3, 3
"""So many lists are named at most, each by so many boxes."""


@dataclass(frozen=True, slots=True)
class SomeNamed:
    """The same people by what is known of them.

    Attributes:
        named: people by questions: a few boxes of it are known.
        whole: people by questions: they answered it on its card, as those do who are asked the
            first questions that they did not name.
        ticks: people by boxes: what is known.
    """

    named: Flags
    whole: Flags
    ticks: Floats


def some_named(people: Sheet, random: np.random.Generator) -> SomeNamed:
    """Each person once, with lists and boxes by chance."""
    size, questions = people.answered.shape
    of_list = np.eye(questions)[people.owner]
    order = random.random(people.ticks.shape) + (1 - people.ticks)  # what is ticked comes first
    kept = np.zeros_like(people.ticks)
    for question in range(questions):
        boxes = people.owner == question
        most = random.integers(1, MOST_BOXES + 1, (size, 1))
        places = order[:, boxes].argsort(axis=1).argsort(axis=1)
        kept[:, boxes] = people.ticks[:, boxes] * (places < most)
    can_be_named = kept @ of_list > 0
    lists = random.random((size, questions)) + ~can_be_named
    many = random.integers(1, MOST_LISTS + 1, (size, 1))
    named = can_be_named & (lists.argsort(axis=1).argsort(axis=1) < many)
    shown = np.arange(questions) < random.integers(0, questions + 1, (size, 1))
    whole = people.answered & shown & ~named
    known = kept * named[:, people.owner] + people.ticks * whole[:, people.owner]
    return SomeNamed(named, whole, known)
