"""The list that is measured is one of mentees whose role and weeks are seen."""

import pytest

from bot.bench import mentee_status
from bot.bench.measured import QUICK

pytestmark = pytest.mark.thorough


def test_the_list_among_many_people_is_held_against_that_among_few() -> None:
    told: list[tuple[int, int]] = []

    measured = mentee_status.BENCHMARK.measure(QUICK, lambda *done: told.append(done))

    assert measured.ratio is not None
    assert measured.headline.middle > 0
    assert told[-1][0] == told[-1][1]
