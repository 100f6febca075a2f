"""How good the weights are, on people that they were not fitted on: the figures beside them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import log, sqrt

import numpy as np

from bot.catalog import Catalog
from bot.engine.state import Answer, Picked, Wrote
from bot.evaluating.answering import Answering
from bot.evaluating.figures import Figures, Tally
from bot.evaluating.playing import Played, adaptive, first_ones, fitted
from bot.evaluating.table import Person
from bot.fitting.calibrating import falling
from bot.fitting.folds import Fold
from bot.fitting.named import some_named
from bot.fitting.sheet import Floats, Sheet, sheet

NEARLY = 0.8
"""A runner-up who is right at least this often for each time that the leading role is right
is "nearly as often" right."""
LEAST_CLOSE, MOST_CLOSE = 0.01, 0.5
"""Between these is ``close``, whatever was measured."""
SURE = 1.96
"""Standard errors: the guarantee holds for 97.5 in 100 such samples of people."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What cross-validation found.

    Attributes:
        stopped: when the engine chose how many questions to ask.
        firsts: after the first 1, 2, … fitted questions.
        early: the same, of those alone who were stopped early and could answer everything:
            they are told the guarantee.
        close: two leading fits nearer than this are a close call.
        named: when some lists are known by a few boxes, as from own words, and the engine
            goes on from there; what changes then is what asking everything changes.
        named_as_whole: the same, if those counted like whole lists.
    """

    stopped: Figures
    firsts: tuple[Figures, ...]
    early: "Changes"
    close: float
    named: Figures
    named_as_whole: Figures

    @property
    def whole(self) -> Figures:
        """When all fitted questions were asked."""
        return self.firsts[-1]

    @property
    def by_questions(self) -> tuple[float, ...]:
        """The balanced accuracy after the first 1, 2, … questions."""
        return tuple(one.balanced_accuracy for one in self.firsts)

    @property
    def guarantee(self) -> int:
        """The N of "fewer than N in 100 would get another leading role from all questions".

        It is that of the people who hear it, and would have something to say to the rest.
        """
        return int(100 * self.early.at_most) + 1


class Changes:
    """How often asking everything leads elsewhere, every role weighing the same."""

    def __init__(self) -> None:
        self._people = Counter[str]()
        self._changed = Counter[str]()

    def add(self, role: str, *, changed: bool) -> None:
        """One person of a role."""
        self._people[role] += 1
        self._changed[role] += changed

    @property
    def at_most(self) -> float:
        """The share, and ``SURE`` standard errors of it; 1.0 while there is nobody.

        The mean of the roles' shares has the mean of their variances, divided by the number of
        roles once more.
        """
        if not self._people:
            return 1.0
        shares = {role: self._changed[role] / many for role, many in self._people.items()}
        roles = len(shares)
        variance = sum(p * (1 - p) / self._people[role] for role, p in shares.items())
        return sum(shares.values()) / roles + SURE * sqrt(variance) / roles


def quality(
    catalog: Catalog, folds: Iterable[Fold], done: Callable[[], None] = lambda: None
) -> Quality:
    """Measure each fold's people with its catalog.

    Args:
        catalog: the questions.
        folds: the catalogs, and the people left out of each.
        done: called after each fold.
    """
    answering, roles = Answering(catalog), list(catalog.roles)
    names = fitted(catalog)
    firsts = [Tally(roles) for _ in names]
    stopped, early = Tally(roles), Changes()
    named, as_whole = Tally(roles), Tally(roles)
    last: list[tuple[Person, Played]] = []
    for fold, people in folds:
        _add_named(fold, answering, people, named, as_whole)
        for person in people:
            answers = answering.answers(person)
            for count, tally in enumerate(firsts, start=1):
                played = first_ones(fold, answers, names[:count])
                tally.add(person.role, played)
            last.append((person, played))
            walked = adaptive(fold, answers)
            stopped.add(person.role, walked)
            if walked.questions < len(names) and _could_say_all(answers, names):
                early.add(person.role, changed=bool(walked.changed))
        done()
    figures = tuple(tally.figures() for tally in firsts)
    return Quality(
        stopped.figures(),
        figures,
        early,
        _close(roles, last),
        named.figures(),
        as_whole.figures(),
    )


def _add_named(
    fold: Catalog,
    answering: Answering,
    people: Sequence[Person],
    named: Tally,
    as_whole: Tally,
) -> None:
    """Count these people by a few boxes of some of their lists, and as if these were all."""
    known = sheet(fold, answering, people)
    some = some_named(known, np.random.default_rng(0))
    for row, person in enumerate(people):
        ticked = _ticked(known, some.ticks[row])
        lists = [known.questions[at] for at in np.flatnonzero(some.named[row])]
        answers = answering.answers(person)
        for tally, kind in ((named, partial(Wrote, "")), (as_whole, Picked)):
            told: dict[str, Answer] = {name: kind(ticked[name]) for name in lists}
            tally.add(person.role, adaptive(fold, answers, told))


def _ticked(people: Sheet, ticks: Floats) -> dict[str, frozenset[str]]:
    """The boxes that are ticked in one row, by question."""
    ticked = [people.boxes[at] for at in np.flatnonzero(ticks)]
    return {
        name: frozenset(option for question, option in ticked if question == name)
        for name in people.questions
    }


def _could_say_all(answers: Mapping[str, Answer], names: Sequence[str]) -> bool:
    """Whether a person answers all of these: a survey puts some to some people only."""
    return all(isinstance(answers.get(name), Picked) for name in names)


def _close(roles: Sequence[str], measured: Sequence[tuple[Person, Played]]) -> float:
    """The gap at which the runner-up is right nearly as often as the leader.

    Of people whose role is one of the two, it is the second one with a probability that is a
    half without a gap, and falls with it along a logistic curve. All of them tell how fast; the
    few with a small gap could not.
    """
    role = np.array([roles.index(person.role) for person, _ in measured])
    fits = np.array([played.fits for _, played in measured])
    weight = 1.0 / np.bincount(role)[role]
    ordered = np.argsort(-fits, axis=1, kind="stable")
    rows = np.arange(len(role))
    gap = fits[rows, ordered[:, 0]] - fits[rows, ordered[:, 1]]
    second = ordered[:, 1] == role
    either = second | (ordered[:, 0] == role)
    falls = falling(gap[either], second[either].astype(np.float64), weight[either])
    return round(float(np.clip(log(1 / NEARLY) / falls, LEAST_CLOSE, MOST_CLOSE)), 2)
