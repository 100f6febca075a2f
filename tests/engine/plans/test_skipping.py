"""A break or a stop is neutral: the week that it cut short is neither skipped nor missed."""

import pytest

from bot.catalog import Catalog
from bot.engine.plans.nudging import after, nudge
from bot.engine.plans.plan import CheckIn, Plan, Size
from bot.engine.plans.planning import looked_back, next_week
from bot.engine.plans.rhythm import Mark, Rhythm, cells, rhythm
from bot.engine.plans.skipping import asked_about, cut_short
from tests.engine.plans.weeks import analyst, said, step
from tests.fakes.clock import NOON


def after_a_break(catalog: Catalog, plan: Plan) -> Plan:
    """The week after one that a break cut short."""
    return next_week(catalog, cut_short(plan, begun=0), NOON)


@pytest.mark.parametrize("word", [None, CheckIn.NOT_YET])
def test_after_a_break_the_step_comes_again_as_it_was(
    catalog: Catalog, word: CheckIn | None
) -> None:
    plan = said(catalog, analyst(catalog), *([word] if word else []))

    back = after_a_break(catalog, plan)

    assert back.week
    assert (back.week.step, back.week.size) == (step(1), Size.TASK)
    assert "The same step as before your break." in nudge(catalog, back).body


def test_a_break_is_no_second_skip_in_a_row(catalog: Catalog) -> None:
    silent_twice = next_week(catalog, analyst(catalog), NOON)

    back = after_a_break(catalog, silent_twice)

    assert back.week
    assert (back.week.step, back.week.size) == (step(1), Size.LIGHT)
    assert next_week(catalog, back, NOON).upcoming[0] == step(1)


def test_a_week_that_a_break_cut_short_is_no_miss_in_the_rhythm(catalog: Catalog) -> None:
    back = after_a_break(catalog, analyst(catalog, weeks=2))

    assert rhythm(said(catalog, back, CheckIn.DONE)) == Rhythm(2, 2)
    assert [(one.mark, one.kept) for one in cells(back)] == [
        (Mark.DONE, True),
        (Mark.REST, False),
        (Mark.NOW, False),
    ]


def test_a_week_that_a_break_cut_short_counts_with_its_word(catalog: Catalog) -> None:
    resting = cut_short(analyst(catalog), begun=0)

    plan = looked_back(catalog, resting, CheckIn.DONE, NOON)

    assert rhythm(plan) == Rhythm(1, 1)
    assert [one.mark for one in cells(plan)] == [Mark.DONE, Mark.NOW]


def test_not_yet_after_a_break_is_told_that_the_step_stays_as_it_was(catalog: Catalog) -> None:
    resting = cut_short(analyst(catalog), begun=0)

    plan = looked_back(catalog, resting, CheckIn.NOT_YET, NOON)

    card = after(catalog, plan, CheckIn.NOT_YET, back=True)
    assert card.body.startswith(catalog.say("check-in.after-not-yet-as-it-was"))


def test_a_break_between_two_weeks_cuts_none_short(catalog: Catalog) -> None:
    between = said(catalog, analyst(catalog), CheckIn.DONE)

    assert cut_short(between, begun=0) == between


def test_a_week_that_has_begun_since_the_last_word_is_the_one_that_is_cut_short(
    catalog: Catalog,
) -> None:
    stored = said(catalog, analyst(catalog), CheckIn.DONE)

    resting = cut_short(stored, begun=2)

    now = next_week(catalog, next_week(catalog, resting, NOON), NOON)
    assert now.week
    assert now.rested == {now.week.number}


def test_a_week_with_a_question_is_no_second_skip_in_a_row(catalog: Catalog) -> None:
    silent_twice = next_week(catalog, analyst(catalog), NOON)

    plan = next_week(catalog, asked_about(silent_twice, begun=0), NOON)

    assert plan.week
    assert (plan.week.step, plan.week.size) == (step(1), Size.LIGHT)
