"""What the quiz is held against: boosted trees over every column of the real table."""

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.evaluating.table import ABOUT, Table
from bot.fitting.folds import parts

FOLDS = 5

NO_ANSWERS = frozenset({*ABOUT, "title", "ml_evidence"})
"""Columns that say who somebody is, not what they answered."""


def balanced_accuracies(path: Path, table: Table, seed: int) -> Iterator[float]:
    """The mean recall of scikit-learn's boosted trees in each fold, one by one."""
    answers = _answers(path, table)
    role = np.array([person.role for person in table.people])
    for inside, outside in parts(table, FOLDS, seed):
        trees = HistGradientBoostingClassifier(class_weight="balanced", random_state=0)
        trees.fit(answers[inside], role[inside])
        right = trees.predict(answers[outside]) == role[outside]
        yield float(np.mean([right[role[outside] == one].mean() for one in np.unique(role)]))


def _answers(path: Path, table: Table) -> npt.NDArray[np.float64]:
    """People by columns; blanks stay blanks, which trees can ask for."""
    with path.open(newline="") as file:
        rows = {row["person"]: row for row in csv.DictReader(file)}
    columns = [column for column in next(iter(rows.values())) if column not in NO_ANSWERS]
    return np.array(
        [
            [float(rows[person.id][column] or "nan") for column in columns]
            for person in table.people
        ]
    )
