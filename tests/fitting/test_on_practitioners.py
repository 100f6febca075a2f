"""What the quiz promises on real people, in five folds.

``make check`` looks at one way to cut the folds, ``make torture PART=matching`` at five, and
at the mean over them. What trees reach stands in ``baseline.toml``; a check tries one fold of
it, the torture all.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.evaluating.answering import Answering
from bot.evaluating.figures import Figures
from bot.evaluating.table import Table, read
from bot.fitting.folds import out_of_fold
from bot.fitting.measuring import Quality, quality
from bot.paths import content_folder
from tests.fitting.boosted import FOLDS, balanced_accuracies
from tests.required import required

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(3_600)]

PEOPLE = 9_263

BASELINE = tomllib.loads(Path(__file__).with_name("baseline.toml").read_text())
"""Balanced accuracy of boosted trees in each of five folds, by the seed that cuts them."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """The same people, cut into folds in one way or in several."""

    path: Path
    table: Table
    seeds: tuple[int, ...]
    found: tuple[Quality, ...]

    def mean(self, figure: Callable[[Quality], float]) -> float:
        return float(np.mean([figure(one) for one in self.found]))


@pytest.fixture(scope="module")
def cuts(unweighed: Catalog, torture: str) -> Cuts:
    path = required("practitioners", "WHICHROLE_PRACTITIONERS")
    table = read(path, Answering(unweighed).columns, list(unweighed.roles))
    seeds = tuple(range(5)) if torture == "matching" else (0,)
    found = tuple(quality(unweighed, out_of_fold(unweighed, table, 5, seed)) for seed in seeds)
    return Cuts(path, table, seeds, found)


def worst(found: Figures) -> float:
    return min(found.recall.values())


def test_five_questions_find_the_role_as_often_as_promised(cuts: Cuts) -> None:
    assert all(one.whole.people == PEOPLE for one in cuts.found)
    assert cuts.mean(lambda one: one.whole.balanced_accuracy) >= 0.528
    assert cuts.mean(lambda one: one.whole.macro_f1) >= 0.486
    assert cuts.mean(lambda one: one.whole.balanced_top2) >= 0.758
    assert cuts.mean(lambda one: one.whole.log_loss) <= 1.175
    assert cuts.mean(lambda one: worst(one.whole)) >= 0.42


def test_three_questions_do_too(cuts: Cuts) -> None:
    assert cuts.mean(lambda one: one.firsts[2].balanced_accuracy) >= 0.505
    assert cuts.mean(lambda one: one.firsts[2].balanced_top2) >= 0.74


def test_fits_mean_what_they_say_after_any_number_of_questions(cuts: Cuts) -> None:
    for count in range(5):
        assert np.mean([one.firsts[count].ece for one in cuts.found]) <= 0.025
    assert cuts.mean(lambda one: one.stopped.ece) <= 0.025


def test_fits_of_lists_that_were_named_in_part_mean_what_they_say_too(cuts: Cuts) -> None:
    gained = cuts.mean(lambda one: one.named_as_whole.log_loss - one.named.log_loss)

    assert cuts.mean(lambda one: one.named.ece) <= 0.025
    assert gained >= 0.01


def test_stopping_early_costs_little_and_keeps_its_promise(cuts: Cuts) -> None:
    lost = cuts.mean(lambda one: one.whole.balanced_accuracy - one.stopped.balanced_accuracy)
    assert cuts.mean(lambda one: one.stopped.questions) <= 4.1
    assert lost <= 0.005
    assert cuts.mean(lambda one: one.stopped.changed or 0.0) <= 0.03
    assert max(one.guarantee for one in cuts.found) <= 5  # of those who were stopped early


def test_trees_over_every_column_are_hardly_better(cuts: Cuts) -> None:
    trees = np.mean([BASELINE[f"{seed}"] for seed in cuts.seeds])

    assert cuts.mean(lambda one: one.whole.balanced_accuracy) >= trees - 0.02


def test_the_baseline_is_what_trees_reach(cuts: Cuts, torture: str) -> None:
    folds = FOLDS if torture == "matching" else 1

    for seed in cuts.seeds:
        reached = islice(balanced_accuracies(cuts.path, cuts.table, seed), folds)
        assert [*reached] == pytest.approx(BASELINE[f"{seed}"][:folds], abs=0.005)


def test_the_shipped_weights_are_those_of_these_people(cuts: Cuts) -> None:
    shipped = load(content_folder()).weights.measured

    assert shipped.training == cuts.table.training()
    assert shipped.people == PEOPLE
    first = cuts.found[0]
    assert shipped.accuracy == pytest.approx(first.stopped.balanced_accuracy, abs=0.004)
    assert shipped.guarantee == first.guarantee
