"""Cross-validation: every person is measured with weights that were fitted without them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.model_selection import StratifiedKFold

from bot.catalog import Catalog
from bot.engine.state import Skipped
from bot.errors import TableError
from bot.evaluating.answering import Answering
from bot.evaluating.table import Person, Table
from bot.fitting.learning import applied, learn
from bot.fitting.sheet import sheet

Fold = tuple[Catalog, Sequence[Person]]
"""A catalog, and the people that its weights were not fitted on."""


def parts(table: Table, folds: int, seed: int) -> Iterator[tuple[list[int], list[int]]]:
    """The places of the people to fit on and of those left out, for each fold.

    Every role has its share in each; the seed alone decides who stands where.
    """
    roles = np.array([person.role for person in table.people])
    cut = StratifiedKFold(n_splits=folds, shuffle=True, random_state=seed)
    for inside, outside in cut.split(np.zeros(len(roles)), roles):
        yield inside.tolist(), outside.tolist()


def enough(path: Path, table: Table, answering: Answering, folds: int) -> None:
    """That every fold can have somebody of every role, and leave somebody to learn from.

    Raises:
        TableError: some role has too few people, or nobody was asked some question.
    """
    sizes = Counter(person.role for person in table.people)
    role, size = min(sizes.items(), key=lambda one: one[1])
    if size < folds:
        told = f"only {size} of its people are {role}, and {folds} folds need {folds} of each"
        raise TableError(path, told)
    never = " and ".join(_never_asked(table, answering))
    if never:
        raise TableError(path, f"nobody in it was asked about {never}, so it teaches nothing")


def _never_asked(table: Table, answering: Answering) -> list[str]:
    left = [asked.id for asked in answering.questions]
    for person in table.people:
        answers = answering.answers(person)
        left = [name for name in left if isinstance(answers[name], Skipped)]
        if not left:
            break
    return left


def out_of_fold(
    catalog: Catalog,
    table: Table,
    folds: int,
    seed: int,
    done: Callable[[], None] = lambda: None,
) -> Iterator[Fold]:
    """A catalog for each fold, and whom to measure with it.

    Args:
        catalog: the questions.
        table: the people.
        folds: how many.
        seed: decides who stands in which fold, and which answers are masked in training.
        done: called when a fold is fitted.
    """
    answering = Answering(catalog)
    for inside, outside in parts(table, folds, seed):
        fitted_on = sheet(catalog, answering, [table.people[at] for at in inside])
        left_out = [table.people[at] for at in outside]
        found = applied(catalog, learn(fitted_on, seed))
        done()
        yield found, left_out
