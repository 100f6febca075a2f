"""Few cases for every change, all of them in ``make check``."""

from collections.abc import Iterable

import pytest


def first(count: int, cases: Iterable[object]) -> list[object]:
    """The cases of a parametrized test; those after the first so many are thorough."""
    return [
        case if number < count else pytest.param(case, marks=pytest.mark.thorough)
        for number, case in enumerate(cases)
    ]
