"""Every figure against one that is worked out by hand."""

from math import log, sqrt

import pytest

from bot.evaluating import figures
from bot.evaluating.figures import Figures, Tally
from bot.evaluating.playing import Played

ROLES = ["a", "b", "c"]

PEOPLE = [
    ("a", (0.62, 0.28, 0.10), 3, False),
    ("a", (0.34, 0.56, 0.10), 5, False),
    ("a", (0.52, 0.30, 0.18), 3, True),
    ("b", (0.10, 0.81, 0.09), 1, False),
    ("c", (0.31, 0.25, 0.44), 5, False),
    ("c", (0.58, 0.22, 0.20), 5, True),
]
"""Role, fits, questions, and whether asking all changed it."""


@pytest.fixture
def found() -> Figures:
    tally = Tally(ROLES)
    for role, fits, asked, changed in PEOPLE:
        tally.add(role, Played(fits, asked, changed))
    return tally.figures()


def test_recall_and_accuracy(found: Figures) -> None:
    assert found.recall == pytest.approx({"a": 2 / 3, "b": 1.0, "c": 0.5})
    assert found.balanced_accuracy == pytest.approx((2 / 3 + 1 + 0.5) / 3)
    assert found.accuracy_raw == pytest.approx(4 / 6)
    assert found.people == 6


def test_macro_f1_of_people_weighed_and_raw(found: Figures) -> None:
    # Weighed rows of the confusion matrix: a (2/3, 1/3, 0), b (0, 1, 0), c (1/2, 0, 1/2).
    f1_a = 2 * (2 / 3) / (1 + 2 / 3 + 1 / 2)
    f1_b = 2 * 1 / (1 + 1 + 1 / 3)
    f1_c = 2 * (1 / 2) / (1 + 1 / 2)
    assert found.macro_f1 == pytest.approx((f1_a + f1_b + f1_c) / 3)
    raw = (2 * 2 / (3 + 3) + 2 * 1 / (1 + 2) + 2 * 1 / (2 + 1)) / 3
    assert found.macro_f1_raw == pytest.approx(raw)


def test_one_of_the_first_two(found: Figures) -> None:
    assert found.balanced_top2 == pytest.approx((1 + 1 + 1 / 2) / 3)


def test_log_loss(found: Figures) -> None:
    of_a = -(log(0.62) + log(0.34) + log(0.52)) / 3
    of_c = -(log(0.44) + log(0.20)) / 2
    assert found.log_loss == pytest.approx((of_a - log(0.81) + of_c) / 3)


def test_calibration_error_weighed_and_raw(found: Figures) -> None:
    # Bins of the leading fit: .4 holds one c, .5 two of a and one c, .6 one a, .8 the b.
    of_bins = [
        (0.44 - 1) / 6,
        (0.56 - 0 + 0.52 - 1) / 9 + (0.58 - 0) / 6,
        (0.62 - 1) / 9,
        (0.81 - 1) / 3,
    ]
    assert found.ece == pytest.approx(sum(map(abs, of_bins)))
    raw = [0.44 - 1, 0.56 + 0.52 - 1 + 0.58, 0.62 - 1, 0.81 - 1]
    assert found.ece_raw == pytest.approx(sum(map(abs, raw)) / 6)


def test_questions_and_what_asking_all_would_change(found: Figures) -> None:
    mean = (3 + 5 + 3 + 1 + 5 + 5) / 6
    assert found.questions == pytest.approx(mean)
    spread = sqrt(sum((n - mean) ** 2 for n in (3, 5, 3, 1, 5, 5)) / 6)
    assert found.questions_spread == pytest.approx(spread)
    assert found.changed == pytest.approx((1 / 3 + 0 + 1 / 2) / 3)


def test_what_was_not_compared_did_not_change_nothing() -> None:
    tally = Tally(ROLES)
    for role, fits, asked, _ in PEOPLE:
        tally.add(role, Played(fits, asked))

    assert tally.figures().changed is None


def test_who_was_taken_for_whom(found: Figures) -> None:
    assert found.confusion == {
        "a": {"a": 2, "b": 1, "c": 0},
        "b": {"a": 0, "b": 1, "c": 0},
        "c": {"a": 1, "b": 0, "c": 1},
    }


def test_a_certain_mistake_costs_much_and_not_everything() -> None:
    tally = Tally(["a", "b"])
    tally.add("a", Played((0.0, 1.0), 1))
    tally.add("b", Played((0.0, 1.0), 1))

    assert 10 < tally.figures().log_loss < 20


def test_bands_of_few_people_join_their_neighbours(
    found: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "BAND_PEOPLE", 2)
    tally = Tally(ROLES)
    for role, fits, asked, changed in PEOPLE:
        tally.add(role, Played(fits, asked, changed))

    low, high = tally.figures().bands

    assert (low.at_least_fit, low.people) == (0.0, 4)
    assert (high.at_least_fit, high.people) == (0.6, 2)
    assert low.share_right == pytest.approx((1 / 9 + 1 / 6) / (2 / 9 + 2 / 6))
    assert low.share_in_first_two == pytest.approx((2 / 9 + 1 / 6) / (2 / 9 + 2 / 6))
    assert high.share_right == pytest.approx(1.0)
    assert not low.of_role
    (whole,) = found.bands
    assert (whole.at_least_fit, whole.people) == (0.0, 6)


def test_a_band_is_told_by_leading_role_where_it_has_the_people(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figures, "ROLE_PEOPLE", 3)
    monkeypatch.setattr(figures, "DRAWN_AS_BY", 6)
    tally = Tally(ROLES)
    for role, fits, asked, changed in PEOPLE:
        tally.add(role, Played(fits, asked, changed))

    (whole,) = tally.figures().bands

    # The first role leads for two of its own three people, and for one of the third role's two.
    assert [*whole.of_role] == ["a"]
    mass = 2 / 9 + 1 / 6
    found = whole.of_role["a"]
    assert found.people == 3
    assert found.share_right == pytest.approx((3 * (2 / 9) / mass + 6 * whole.share_right) / 9)
    assert found.share_in_first_two == pytest.approx(
        (3 * (2 / 9) / mass + 6 * whole.share_in_first_two) / 9
    )


def test_what_is_drawn_stays_between_its_own_share_and_that_of_the_band() -> None:
    tally = Tally(["a", "b"])
    for at in range(400):
        tally.add("a" if at % 4 else "b", Played((0.62, 0.38), 5))
        tally.add("b", Played((0.38, 0.62), 5))

    (band,) = tally.figures().bands

    hard, easy = band.of_role["a"], band.of_role["b"]
    assert hard.share_right < band.share_right < easy.share_right
    assert (hard.people, easy.people, band.people) == (400, 400, 800)
