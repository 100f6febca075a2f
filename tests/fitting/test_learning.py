"""What is learned of made-up people whose liking we know."""

from dataclasses import replace

import numpy as np
import pytest

from bot.catalog import Catalog
from bot.catalog.weights import Named
from bot.engine import scoring
from bot.engine.state import Answer
from bot.evaluating.answering import Answering
from bot.evaluating.table import Table
from bot.fitting.calibrating import (
    falling,
    of_named,
    role_offset,
    stop_curve,
    temperatures,
)
from bot.fitting.folds import out_of_fold, parts
from bot.fitting.learning import Learned, applied, learn
from bot.fitting.masks import COPIES, Copies, design, first_questions, masked
from bot.fitting.measuring import quality
from bot.fitting.named import some_named
from bot.fitting.regression import regress, softmax
from bot.fitting.sheet import Sheet, sheet

SEED = 3


@pytest.fixture(scope="module")
def learned(people: Sheet) -> Learned:
    return learn(people, SEED)


def test_a_sheet_holds_what_people_answered(
    people: Sheet, table: Table, unweighed: Catalog
) -> None:
    answers = Answering(unweighed).answers(table.people[0])

    ticked = {box for box, tick in zip(people.boxes, people.ticks[0], strict=True) if tick}

    assert ticked == {
        (name, option)
        for name, answer in answers.items()
        for option in getattr(answer, "options", ())
        if option != "none"
    }
    asked = [hasattr(answer, "options") for answer in answers.values()]
    assert people.answered[0].tolist() == asked
    assert people.roles[people.role[0]] == table.people[0].role


def test_every_role_weighs_the_same(people: Sheet) -> None:
    of_role = np.bincount(people.role, weights=people.weight)

    assert of_role == pytest.approx([len(people) / 5] * 5)


def test_each_box_speaks_most_for_the_role_that_likes_it(
    people: Sheet, learned: Learned, unweighed: Catalog
) -> None:
    likes = {column: at % 5 for at, column in enumerate(Answering(unweighed).columns)}
    right = []
    for question, option in people.boxes:
        liked = {likes[c] for c in unweighed.questions[question].options[option].columns}
        vector = learned.options[question][option]
        right.append(vector.index(max(vector)) in liked)

    assert np.mean(right) > 0.9


def test_the_same_seed_learns_the_same_and_another_one_nearly(
    people: Sheet, learned: Learned
) -> None:
    other = learn(people, SEED + 1)

    assert learn(people, SEED) == learned
    assert other != learned
    assert other.bias["code"] == pytest.approx(learned.bias["code"], abs=0.5)


def test_what_was_learned_is_what_the_engine_counts_with(
    people: Sheet, table: Table, learned: Learned, unweighed: Catalog
) -> None:
    catalog = applied(unweighed, learned)
    columns, answered = design(people, first_questions(people, 5))
    weights = np.vstack(
        [
            [learned.bias[name] for name in people.questions],
            [learned.options[name][option] for name, option in people.boxes],
            np.zeros((len(people.questions), 5)),
        ]
    )
    by_arrays = columns @ weights / np.array(learned.temperature)[answered - 1][:, None]

    for row, person in list(enumerate(table.people))[:50]:
        answers: dict[str, Answer] = dict(Answering(catalog).answers(person))
        ticked = scoring.counted(catalog, answers)
        expected = by_arrays[row] + np.array(learned.offset)
        assert scoring.scores(catalog, ticked) == pytest.approx(list(expected), abs=1e-6)


def test_being_asked_is_no_evidence(people: Sheet, unweighed: Catalog) -> None:
    """One role was rarely asked the last list; an answer must not speak against that role."""
    luck = np.random.default_rng(SEED).random(len(people))
    answered = people.answered | True
    answered[:, -1] = luck < np.where(people.role == 0, 0.2, 0.8)

    found = learn(replace(people, answered=answered, ticks=people.ticks * 0.0), SEED)

    assert np.abs(found.bias["stack"]).max() < 0.15


def test_what_was_learned_of_lists_that_were_named_in_part_is_what_the_engine_counts_with(
    people: Sheet, unweighed: Catalog, learned: Learned
) -> None:
    catalog = applied(unweighed, learned)

    assert catalog.weights.named == learned.named
    assert 0.0 <= learned.named.unnamed <= 1.0
    assert 0.3 < learned.named.all < 1.3


def test_where_nobody_ticked_anything_a_list_that_was_read_counts_like_any_other(
    people: Sheet,
) -> None:
    assert learn(replace(people, ticks=people.ticks * 0.0), SEED).named == Named(1.0, 1.0)


def test_some_lists_are_named_by_a_few_of_their_ticks_and_others_are_whole(
    people: Sheet,
) -> None:
    some = some_named(people, np.random.default_rng(SEED))

    boxes = np.eye(len(people.questions))[people.owner]
    known, ticked = some.ticks @ boxes, people.ticks @ boxes
    assert not (some.named & some.whole).any()
    assert (some.ticks <= people.ticks).all()
    assert not (known * ~(some.named | some.whole)).any()
    assert (known == ticked)[some.whole].all()
    assert {*np.unique(known[some.named])} == {1.0, 2.0, 3.0}
    assert {*np.unique(some.named.sum(axis=1))} <= {0, 1, 2, 3}
    assert (some.named.sum(axis=1) > 0).mean() > 0.9
    assert not (some.whole & ~people.answered).any()


def test_what_a_named_list_counts_is_found_again() -> None:
    random = np.random.default_rng(SEED)
    bias, boxes, rest = random.normal(size=(3, 20_000, 3)) * 2
    fits = softmax(rest + 0.8 * (0.5 * bias + boxes)).cumsum(axis=1)
    role = (random.random((20_000, 1)) > fits).sum(axis=1)

    unnamed, every = of_named(bias, boxes, rest, role, np.ones(20_000))

    assert unnamed == pytest.approx(0.5, abs=0.05)
    assert every == pytest.approx(0.8, abs=0.05)


def test_masked_copies_are_random_subsets_first_questions_and_everything(
    people: Sheet,
) -> None:
    everybody = replace(people, answered=people.answered | True)

    copies = masked(everybody, np.random.default_rng(SEED))

    shown = copies.design[:, : len(people.questions)].astype(bool)
    assert len(shown) == COPIES * len(people)
    assert shown.any(axis=1).all()
    whole = shown.all(axis=1).mean()
    in_order = (np.diff(shown.astype(int), axis=1) <= 0).all(axis=1).mean()
    assert 0.3 < whole < 0.55
    assert 0.75 < in_order < 0.95
    assert (copies.answered == shown.sum(axis=1)).all()


def test_what_is_masked_says_nothing(people: Sheet) -> None:
    columns, answered = design(people, first_questions(people, 0))

    assert not columns[:, : -len(people.questions)].any()
    assert not answered.any()


def test_a_regression_finds_the_weights_behind_many_answers() -> None:
    random = np.random.default_rng(SEED)
    truth = np.array([[0.5, -0.5], [1.0, -1.0], [0.0, 0.0]])
    columns = (random.random((20_000, 3)) < 0.5).astype(float)
    fits = softmax(columns @ truth)
    role = (random.random(20_000) > fits[:, 0]).astype(int)
    copies = Copies(columns, np.ones(20_000, int), role, np.ones(20_000))

    found = regress(copies, np.full(3, 1e-6), 2)

    assert found[:, 0] - found[:, 1] == pytest.approx(truth[:, 0] - truth[:, 1], abs=0.12)


def test_a_regression_ends_where_the_loss_has_no_slope(people: Sheet) -> None:
    copies = masked(people, np.random.default_rng(SEED))
    penalty = np.full(copies.design.shape[1], 1e-2)

    found = regress(copies, penalty, len(people.roles))

    missed = softmax(copies.design @ found) - np.eye(len(people.roles))[copies.role]
    share = copies.weight / copies.weight.sum()
    slope = copies.design.T @ (missed * share[:, None]) + penalty[:, None] * found
    assert np.abs(slope).max() < 1e-5


def test_a_temperature_mends_scores_that_are_too_sure() -> None:
    random = np.random.default_rng(SEED)
    scores = random.normal(size=(20_000, 3))
    fits = softmax(scores).cumsum(axis=1)
    role = (random.random((20_000, 1)) > fits).sum(axis=1)
    count = random.integers(1, 3, 20_000)
    copies = Copies(np.zeros((20_000, 1)), count, role, np.ones(20_000))

    found = temperatures(scores * np.where(count == 1, 2.0, 0.5)[:, None], copies, 3)

    assert found[:2] == pytest.approx([2.0, 0.5], rel=0.1)
    assert found[2] == found[1]


def test_an_offset_helps_the_role_that_always_comes_second() -> None:
    random = np.random.default_rng(SEED)
    role = random.integers(0, 3, 3_000)
    scores = random.normal(size=(3_000, 3)) + 1.5 * np.eye(3)[role] - [0.0, 0.5, 0.0]

    found = role_offset(scores, role)

    assert found[1] == max(found) > 0.05
    assert found.sum() == pytest.approx(0.0)
    assert np.abs(found).max() <= 0.4


def test_the_curve_falls_with_the_gap_as_people_change() -> None:
    random = np.random.default_rng(SEED)
    gap = random.exponential(size=20_000)
    changed = (random.random(20_000) < 1 / (1 + np.exp(-0.4 + 2.0 * gap))).astype(float)

    base, slope = stop_curve(gap, changed, np.ones(20_000))

    assert base == pytest.approx(0.4, abs=0.1)
    assert slope == pytest.approx(-2.0, abs=0.15)


def test_where_nobody_changes_the_curve_stays_a_number() -> None:
    base, slope = stop_curve(np.array([0.1, 1.0, 2.0]), np.zeros(3), np.ones(3))

    assert np.isfinite([base, slope]).all()
    assert base < -3


def test_a_close_call_is_where_the_second_is_right_nearly_as_often() -> None:
    random = np.random.default_rng(SEED)
    gap = random.random(20_000)
    second = (random.random(20_000) < 1 / (1 + np.exp(2.5 * gap))).astype(float)

    assert falling(gap, second, np.ones(20_000)) == pytest.approx(2.5, abs=0.15)


def test_folds_part_everybody_and_share_the_roles(table: Table) -> None:
    cut = list(parts(table, 5, SEED))

    assert sorted(at for _, outside in cut for at in outside) == list(range(600))
    for inside, outside in cut:
        assert not {*inside} & {*outside}
        share = np.mean([table.people[at].role == "data_analyst" for at in outside])
        whole = np.mean([person.role == "data_analyst" for person in table.people])
        assert share == pytest.approx(whole, abs=0.02)
    assert list(parts(table, 5, SEED)) == cut
    assert list(parts(table, 5, SEED + 1)) != cut


def test_people_are_measured_with_weights_that_never_saw_them(
    table: Table, unweighed: Catalog
) -> None:
    folds = list(out_of_fold(unweighed, table, 3, SEED))

    seen = [person.id for _, people in folds for person in people]
    assert sorted(seen) == sorted(person.id for person in table.people)
    first, left_out = folds[0]
    others = [person for person in table.people if person not in left_out]
    again = applied(
        unweighed, learn(sheet(unweighed, Answering(unweighed), others), SEED)
    ).weights
    assert sorted(again.bias.items()) == sorted(first.weights.bias.items())


def test_the_quality_of_clear_people_is_high_and_its_promise_is_above_what_was_seen(
    table: Table, unweighed: Catalog
) -> None:
    found = quality(unweighed, out_of_fold(unweighed, table, 3, SEED))

    assert found.whole.people == found.stopped.people == 600
    assert found.whole.balanced_accuracy > 0.8
    assert list(found.by_questions) == sorted(found.by_questions)
    assert found.stopped.changed is not None
    assert 100 * found.stopped.changed < found.guarantee <= 100
    assert 0.0 < found.close <= 0.5
