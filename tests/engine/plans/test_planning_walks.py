"""Whatever somebody does with their plan, and whatever authors do with the ladders."""

from collections import Counter
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.plans.plan import MOST_STEPS, CheckIn, Plan, Size, Step
from bot.engine.plans.rhythm import cells, rhythm
from bot.engine.plans.skills import ladder_step
from bot.paths import content_folder
from tests.engine.plans.weeks import ACTS, Lived, a_life

pytestmark = pytest.mark.thorough


BODY, MOST_CHOICES, CALLBACK, BUTTON = 1_200, 25, 100, 75

any_life = given(seed=st.integers(0, 2**32))
often = settings(max_examples=60, deadline=None, derandomize=True)


@lru_cache(1)
def shipped() -> Catalog:
    """The shipped content; as an argument of a test it would fill the report of a failure."""
    return load(content_folder())


@often
@any_life
def test_at_most_twelve_steps_are_to_come_and_none_twice(seed: int) -> None:
    for lived in a_life(shipped(), seed):
        upcoming = lived.after.upcoming

        assert len(upcoming) <= MOST_STEPS
        assert len({*upcoming}) == len(upcoming)
        assert lived.after.pins <= {*upcoming}


@often
@any_life
def test_what_is_known_done_or_left_out_never_comes_back_by_itself(seed: int) -> None:
    told_known: set[Step] = set()
    for lived in a_life(shipped(), seed):
        plan = lived.after
        new = plan.past[len(lived.before.past) :]
        told_known |= {week.step for week in new if week.check_in is CheckIn.KNOWN}
        told_known -= {lived.step} if lived.act == "bring back" else set()

        assert not {*plan.upcoming} & told_known
        assert not {*plan.upcoming} & (plan.known | plan.hidden | done(plan))
        if lived.act != "bring back":
            assert lived.before.known <= plan.known
            assert lived.before.hidden <= plan.hidden | plan.known


@often
@any_life
def test_the_running_week_holds_the_first_step_that_todays_content_has(seed: int) -> None:
    for lived in a_life(shipped(), seed):
        plan = lived.after

        assert all(ladder_step(lived.content, step) is not None for step in plan.upcoming)
        if plan.week is not None:
            assert plan.week.step == plan.upcoming[0]


@often
@any_life
def test_the_size_of_a_week_follows_from_what_was_said(seed: int) -> None:
    for lived in a_life(shipped(), seed):
        if lived.act == "week" and lived.after.week is not None:
            assert lived.after.week.size is expected_size(lived)


@often
@any_life
def test_weeks_are_counted_one_by_one_and_none_is_lost(seed: int) -> None:
    for lived in a_life(shipped(), seed):
        before, after = lived.before, lived.after

        assert after.past[: len(before.past)] == before.past
        assert after.weeks - before.weeks in (-1, 0, 1)
        assert [cell.number for cell in cells(after)] == sorted(
            {cell.number for cell in cells(after)}
        )
        assert 0 <= rhythm(after).kept <= rhythm(after).weeks <= 8


@often
@any_life
def test_every_card_fits_and_has_its_buttons(seed: int) -> None:
    for lived in a_life(shipped(), seed):
        for card in lived.cards:
            ids = [choice.id for choice in (*card.choices, *card.controls)]

            assert 0 < len(card.body) <= BODY, card.body
            assert card.choices
            assert len(card.choices) <= MOST_CHOICES
            assert len({*ids}) == len(ids)
            assert max(map(len, ids)) <= CALLBACK
            assert max(len(choice.label) for choice in card.choices) <= BUTTON


@pytest.mark.thorough
def test_the_lives_meet_every_act_every_word_and_an_end() -> None:
    acts: Counter[str] = Counter()
    words: set[CheckIn | None] = set()
    ends = 0
    for seed in range(60):
        for lived in a_life(shipped(), seed):
            acts[lived.act] += 1
            words |= {week.check_in for week in lived.after.past}
            ends += lived.after.ended

    assert {*acts} == {*ACTS}
    assert words == {None, *CheckIn}
    assert ends >= 20


def done(plan: Plan) -> set[Step]:
    return {w.step for w in plan.past if w.check_in in (CheckIn.DONE, CheckIn.PARTLY)}


def expected_size(lived: Lived) -> Size:
    """The rules once more: what was left open comes light, else what the last word led to.

    What another role brought in the middle of a week comes again as it was.
    """
    week = lived.before.week
    if week is None or week.number == lived.after.weeks:
        return lived.before.size
    others = [
        one
        for one in lived.before.past
        if one.number == week.number and one.check_in is not CheckIn.KNOWN
    ]
    return week.size if others else Size.LIGHT
