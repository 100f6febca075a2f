"""A word on a step that has its answer already: what stands is told, or it is corrected."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import CheckIn, Size
from bot.engine.plans.reopening import reopened
from bot.engine.transitions import advance
from bot.engine.weekly import weeks
from bot.engine.weekly.values import Weekly
from tests.engine.plans.weeks import step, weeks_of
from tests.engine.walk import typed
from tests.engine.weekly.steps import (
    after_weeks,
    card_of,
    nudged,
    somebody,
    steps_of,
    wanted,
    with_plan,
)


def says(catalog: Catalog, weekly: Weekly, text: str) -> Turn:
    return advance(catalog, somebody(weekly), typed(text))


@pytest.mark.parametrize(
    "text", ["done", "undo", "I made it", "ups", "too busy", "fertig", "rückgängig machen"]
)
def test_a_step_that_was_done_is_told_to_have_its_answer(german: Catalog, text: str) -> None:
    weekly = after_weeks(german, CheckIn.DONE)

    turn = says(german, weekly, text)

    assert steps_of(turn) == weekly
    stands = {"topic": topic(german, step(1)), "outcome": german.say("weeks.done")}
    told = card_of(turn).body
    assert told.startswith(german.say("week.answered", **stands))
    assert german.say("week.answer-anew") in told


@pytest.mark.parametrize(
    "text", ["not yet", "I meant not yet", "sorry, I meant: not yet", "noch nicht"]
)
def test_not_yet_after_done_opens_the_step_again(german: Catalog, text: str) -> None:
    turn = says(german, after_weeks(german, CheckIn.DONE), text)

    plan = steps_of(turn).plan
    assert plan.week is not None
    assert (plan.week.step, plan.week.check_in) == (step(1), CheckIn.NOT_YET)
    assert plan.past == ()
    assert weeks_of(plan)[:2] == [1, 2]
    assert card_of(turn).body.startswith(german.say("check-in.after-not-yet"))
    done = advance(german, turn.conversation, typed("done"))
    assert [week.check_in for week in steps_of(done).plan.past] == [CheckIn.DONE]


def test_partly_after_done_counts_instead(catalog: Catalog) -> None:
    turn = says(catalog, after_weeks(catalog, CheckIn.DONE, CheckIn.DONE), "partly")

    plan = steps_of(turn).plan
    assert [week.check_in for week in plan.past] == [CheckIn.DONE, CheckIn.PARTLY]
    assert weeks_of(plan)[0] == 3


def test_the_last_step_of_all_can_be_corrected_too(catalog: Catalog) -> None:
    weekly = wanted(catalog)
    last = with_plan(weekly, replace(weekly.plan, upcoming=weekly.plan.upcoming[-1:]))
    ended = steps_of(says(catalog, nudged(last), "done"))
    assert ended.plan.ended

    again = steps_of(says(catalog, ended, "not yet"))

    assert not again.plan.ended
    assert again.agenda.due is not None


def test_a_step_without_a_place_in_the_plan_keeps_its_answer(catalog: Catalog) -> None:
    weekly = after_weeks(catalog, CheckIn.DONE)
    elsewhere = weeks.towards(catalog, weekly, "data_engineer", {}, weekly.plan.past[0].at)

    turn = says(catalog, elsewhere, "not yet")

    assert steps_of(turn).plan == elsewhere.plan
    assert catalog.say("week.answer-anew") not in card_of(turn).body


def test_a_week_that_nobody_ended_is_none_to_open_again(catalog: Catalog) -> None:
    fresh = wanted(catalog).plan
    done = after_weeks(catalog, CheckIn.DONE).plan
    running = weeks.today(catalog, nudged(wanted(catalog)))
    known = replace(done, known=frozenset({step(1)}))

    assert [reopened(catalog, one) for one in (fresh, running, known)] == [None] * 3


def test_what_an_early_finish_led_to_goes_with_it(catalog: Catalog) -> None:
    plan = replace(after_weeks(catalog, CheckIn.DONE).plan, early=2, size=Size.STRETCH)

    opened = reopened(catalog, plan)

    assert opened is not None
    assert (opened.early, opened.size) == (1, Size.TASK)


@pytest.mark.parametrize("text", ["hello there", "I meant well", "done and partly"])
def test_other_words_are_none_on_the_step_before(catalog: Catalog, text: str) -> None:
    weekly = after_weeks(catalog, CheckIn.DONE)

    turn = says(catalog, weekly, text)

    assert card_of(turn).body.startswith(catalog.say("not-understood.week-between"))


def test_before_the_first_step_nothing_has_an_answer(catalog: Catalog) -> None:
    turn = says(catalog, wanted(catalog), "done")

    assert card_of(turn).body.startswith(catalog.say("not-understood.week-between"))
