import pytest

from bot.bench.measured import Spread, against_floor, alternated, quantile, spread

pytestmark = pytest.mark.thorough


def test_a_quantile_is_one_of_the_values_and_few_values_are_enough() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]

    assert [quantile(values, share) for share in (0.0, 0.5, 0.99, 1.0)] == [1.0, 3.0, 5.0, 5.0]
    assert quantile([7.0], 0.5) == 7.0


def test_floor_and_ours_take_turns_in_going_first_and_spare_rounds_do_not_count() -> None:
    order: list[str] = []
    told: list[tuple[int, int]] = []
    numbers = iter(range(100))

    def one(name: str) -> float:
        order.append(name)
        return float(next(numbers))

    pairs = alternated(
        2,
        1,
        lambda: one("floor"),
        lambda: one("ours"),
        lambda done, of: told.append((done, of)),
    )

    assert order == ["ours", "floor", "floor", "ours", "ours", "floor"]
    assert pairs == [(2.0, 3.0), (5.0, 4.0)]
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_ratio_is_taken_within_each_round() -> None:
    measured = against_floor("p50", [(1.0, 2.0), (10.0, 30.0), (2.0, 8.0)])

    assert measured.headline == Spread(8.0, 2.0, 30.0)
    assert measured.floor == Spread(2.0, 1.0, 10.0)
    assert measured.ratio == Spread(3.0, 2.0, 4.0)


def test_a_spread_has_the_median_and_both_ends() -> None:
    assert spread([3.0, 1.0, 2.0, 10.0]) == Spread(2.5, 1.0, 10.0)
