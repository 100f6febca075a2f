import pytest

from bot.bench import chart
from bot.bench.measured import QUICK
from bot.catalog import Catalog
from bot.engine.plans.rhythm import Mark

pytestmark = pytest.mark.thorough


def test_what_is_drawn_has_a_bar_for_every_role_and_a_leader(catalog: Catalog) -> None:
    bars = chart.summed_up(catalog)

    assert [bar.label for bar in bars] != []
    assert {bar.label for bar in bars} == {role.name for role in catalog.roles.values()}
    assert bars[0].share > bars[1].share


def test_the_weeks_that_are_drawn_are_twelve_with_every_mark(catalog: Catalog) -> None:
    weeks = chart.a_season(catalog)

    assert len(weeks) == 12
    assert {week.mark for week in weeks} == set(Mark)


def test_the_median_picture_is_measured_in_each_round() -> None:
    rounds = []

    measured = chart.measure(QUICK, lambda number, of: rounds.append((number, of)))

    assert list(measured.figures) == ["p50", "weeks"]
    assert measured.figures["weeks"].low > 0
    assert measured.headline.low > 0
    assert len(rounds) == QUICK.rounds + 1
