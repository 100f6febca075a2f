import pytest

from bot.bench import chart
from bot.bench.measured import QUICK
from bot.catalog import Catalog

pytestmark = pytest.mark.thorough


def test_what_is_drawn_has_a_bar_for_every_role_and_a_leader(catalog: Catalog) -> None:
    bars = chart.summed_up(catalog)

    assert [bar.label for bar in bars] != []
    assert {bar.label for bar in bars} == {role.name for role in catalog.roles.values()}
    assert bars[0].share > bars[1].share


def test_the_median_picture_is_measured_in_each_round() -> None:
    rounds = []

    measured = chart.measure(QUICK, lambda number, of: rounds.append((number, of)))

    assert list(measured.figures) == ["p50"]
    assert measured.headline.low > 0
    assert len(rounds) == QUICK.rounds + 1
