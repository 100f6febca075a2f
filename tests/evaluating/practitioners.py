"""Tables of made-up practitioners, in the columns of the real one."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

from bot.catalog import Catalog
from bot.evaluating.answering import Answering
from bot.evaluating.table import ABOUT

Row = dict[str, str]
GATED = "stack"
"""The question that was put only to some."""
CLEAR, VAGUE = 0.7, 0.15
"""How often a box is ticked by people whose role likes it, and by others."""


def some_rows(catalog: Catalog, people: int, seed: int = 1) -> list[Row]:
    """Made-up people: each role likes every fifth column, and one in three skips the last list.

    Roles are unequal, as in the real table: the first is four times as common as the last.
    """
    random = Random(seed)
    answering, roles = Answering(catalog), list(catalog.roles)
    gated = {
        column
        for option in catalog.questions[GATED].options.values()
        for column in option.columns
    }
    rows = []
    for number in range(people):
        (place,) = random.choices(range(len(roles)), weights=(4, 3, 3, 2, 1))
        skips = random.random() < 1 / 3
        cells = {
            column: ""
            if skips and column in gated
            else str(int(random.random() < (CLEAR if at % len(roles) == place else VAGUE)))
            for at, column in enumerate(answering.columns)
        }
        rows.append({"person": f"m{number:05}", "role": roles[place], "in_core": "1", **cells})
    return rows


def written(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """A file of these rows."""
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0] if rows else ABOUT)
        table.writeheader()
        table.writerows(rows)
    return path
