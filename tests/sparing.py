"""Few cases for every change, all of them in ``make check``."""

from collections.abc import Iterable

import pytest


def first(count: int, cases: Iterable[object]) -> list[object]:
    """The cases of a parametrized test; those after the first so many are thorough.

    A case that is a tuple is one of several parameters.
    """
    return [
        case
        if number < count
        else pytest.param(
            *(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.thorough
        )
        for number, case in enumerate(cases)
    ]
