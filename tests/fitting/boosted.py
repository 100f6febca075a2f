"""What the quiz is held against: boosted trees over every column of the real table."""

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.evaluating.table import ABOUT, Table
from bot.fitting.folds import parts

NO_ANSWERS = frozenset({*ABOUT, "title", "ml_evidence"})
"""Columns that say who somebody is, not what they answered."""


def balanced_accuracy(path: Path, table: Table, seed: int) -> float:
    """The mean recall of scikit-learn's boosted trees, in the same five folds."""
    answers = _answers(path, table)
    role = np.array([person.role for person in table.people])
    guessed = np.empty_like(role)
    for inside, outside in parts(table, 5, seed):
        trees = HistGradientBoostingClassifier(class_weight="balanced", random_state=0)
        trees.fit(answers[inside], role[inside])
        guessed[outside] = trees.predict(answers[outside])
    return float(np.mean([np.mean(guessed[role == one] == one) for one in np.unique(role)]))


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
