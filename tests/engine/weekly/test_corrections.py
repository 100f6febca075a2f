"""A word on a step that has its answer already: what stands is told, or it is corrected."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine.effects import Turn
from bot.engine.plans.opening import topic
from bot.engine.plans.plan import CheckIn, Size
from bot.engine.plans.reopening import reopened
from bot.engine.state import Stage
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
    "text", ["done", "undo", "I made it", "ups", "fertig", "rückgängig machen"]
)
def test_a_step_that_was_done_is_told_to_have_its_answer(german: Catalog, text: str) -> None:
    weekly = after_weeks(german, CheckIn.DONE)

    turn = says(german, weekly, text)

    assert steps_of(turn) == weekly
    stands = {"topic": topic(german, step(1)), "outcome": german.say("weeks.done")}
    told = card_of(turn).body
    assert told.startswith(german.say("week.answered", **stands))
    assert german.say("week.answer-anew") in told


@pytest.mark.parametrize("text", ["too busy", "a lot going on", "zu viel los"])
@pytest.mark.parametrize("size", Size)
def test_between_two_steps_too_busy_makes_the_coming_one_small(
    german: Catalog, text: str, size: Size
) -> None:
    before = after_weeks(german, CheckIn.DONE, CheckIn.DONE)
    ahead = with_plan(before, replace(before.plan, size=size, early=2))

    turn = says(german, ahead, text)

    weekly = steps_of(turn)
    week = weeks.today(german, nudged(weekly)).week
    told = card_of(turn).body
    assert told.startswith(german.say("check-in.next-is-light"))
    assert german.say("check-in.next-light", topic=topic(german, step(3))) in told
    assert (weekly.plan.past, weekly.plan.early) == (before.plan.past, 0)
    assert week is not None
    assert (week.step, week.size) == (step(3), Size.LIGHT)


def test_before_the_first_step_too_busy_makes_that_small(catalog: Catalog) -> None:
    weekly = steps_of(says(catalog, wanted(catalog), "too busy"))

    assert weeks.today(catalog, nudged(weekly)).size is Size.TASK
    assert weekly.plan.size is Size.LIGHT


def test_after_the_last_step_too_busy_makes_nothing_small(catalog: Catalog) -> None:
    ended = after_weeks(catalog, *[CheckIn.DONE] * 12)

    turn = says(catalog, ended, "too busy")

    assert steps_of(turn).plan == ended.plan


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


@pytest.mark.parametrize("before", [CheckIn.NOT_YET, CheckIn.LIGHTER, CheckIn.SWAP])
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("actually I did it", CheckIn.DONE),
        ("Oops, I meant partly.", CheckIn.PARTLY),
        ("finished already", CheckIn.DONE),
        ("I did it after all", CheckIn.DONE),
        ("I did it, actually", CheckIn.DONE),
        ("done now, though", CheckIn.DONE),
        ("oh wait, it's finally done", CheckIn.DONE),
    ],
)
def test_a_word_on_the_week_that_runs_takes_the_place_of_the_one_before(
    catalog: Catalog, before: CheckIn, text: str, word: CheckIn
) -> None:
    weekly = steps_of(says(catalog, nudged(wanted(catalog)), before))

    plan = steps_of(says(catalog, weekly, text)).plan

    assert [week.check_in for week in plan.past] == [word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("doch, ich hab's geschafft", CheckIn.DONE),
        ("ich hab's doch geschafft", CheckIn.DONE),
        ("Ich meinte fertig", CheckIn.DONE),
        ("ich habe es geschafft, doch", CheckIn.DONE),
        ("jetzt fertig", CheckIn.DONE),
        ("ups, doch zum Teil", CheckIn.PARTLY),
    ],
)
def test_so_it_does_in_german(german: Catalog, text: str, word: CheckIn) -> None:
    weekly = steps_of(says(german, nudged(wanted(german)), "noch nicht"))

    plan = steps_of(says(german, weekly, text)).plan

    assert [week.check_in for week in plan.past] == [word]


@pytest.mark.parametrize(
    "text", ["was it done?", "I never meant done", "actually no", "oops, done or partly"]
)
def test_a_question_or_half_a_correction_is_no_word_on_the_week(
    catalog: Catalog, text: str
) -> None:
    weekly = nudged(wanted(catalog))

    assert steps_of(says(catalog, weekly, text)) == weeks.heard(weekly)


@pytest.mark.parametrize("text", ["undo", "Ups!", "rückgängig"])
def test_undo_after_a_swap_swaps_back(german: Catalog, text: str) -> None:
    here = nudged(wanted(german))
    swapped = steps_of(says(german, here, "swap"))

    turn = says(german, swapped, text)

    assert steps_of(turn).plan.upcoming == here.plan.upcoming
    assert german.say("check-in.after-swap", topic=topic(german, step(2))) in card_of(turn).body


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("lighter", "week.stays-small"),
        ("not yet", "week.answer-anew"),
        ("thanks", "week.answer-anew"),
    ],
)
def test_undo_alone_is_told_what_can_be_said(german: Catalog, word: str, key: str) -> None:
    weekly = steps_of(says(german, nudged(wanted(german)), word))

    turn = says(german, weekly, "undo")

    assert steps_of(turn) == weekly
    assert card_of(turn).body.startswith(german.say(key))


@pytest.mark.parametrize("text", ["undo", "oops, I meant partly", "actually partly"])
@pytest.mark.parametrize("weeks_ago", [0, 1])
def test_what_takes_a_word_on_another_step_back_is_none_on_this_one(
    catalog: Catalog, text: str, weeks_ago: int
) -> None:
    weekly = nudged(wanted(catalog), 1 + weeks_ago)
    weekly = steps_of(says(catalog, weekly, "done" if weeks_ago else "I know this already"))
    assert weekly.plan.week is not None

    turn = says(catalog, weekly, text)

    assert steps_of(turn) == weekly
    assert card_of(turn).body.startswith(catalog.say("week.step-before"))


def test_not_yet_on_the_week_before_can_become_done_while_its_step_runs_on(
    catalog: Catalog,
) -> None:
    weekly = steps_of(says(catalog, nudged(wanted(catalog), 2), "not yet"))

    plan = steps_of(says(catalog, weekly, "actually I did it")).plan

    assert [week.check_in for week in plan.past] == [CheckIn.NOT_YET, CheckIn.DONE]


def test_outside_the_rooms_of_the_week_a_correction_is_none_of_its_step(
    catalog: Catalog,
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.STUCK)

    turn = advance(catalog, here, typed("actually I did it"))

    assert steps_of(turn).plan.past == ()


@pytest.mark.parametrize("stage", [Stage.PLAN, Stage.PROGRESS, Stage.SUMMARY])
def test_a_word_on_the_step_before_counts_wherever_a_step_may_have_come(
    catalog: Catalog, stage: Stage
) -> None:
    here = somebody(after_weeks(catalog, CheckIn.DONE), stage)

    turn = advance(catalog, here, typed("I meant partly"))

    assert [week.check_in for week in steps_of(turn).plan.past] == [CheckIn.PARTLY]


@pytest.mark.parametrize("stage", [Stage.PLAN, Stage.PROGRESS, Stage.SUMMARY])
@pytest.mark.parametrize("text", ["thanks", "danke"])
def test_thanks_are_heard_in_the_rooms_of_the_steps(
    german: Catalog, stage: Stage, text: str
) -> None:
    here = somebody(after_weeks(german, CheckIn.DONE), stage)

    turn = advance(german, here, typed(text))

    assert card_of(turn).body.startswith(german.say("times.welcome"))
    assert turn.conversation.stage is stage


@pytest.mark.parametrize("text", ["moved to Tokyo", "change role", "every two weeks"])
def test_a_wish_is_no_question_of_somebody_stuck(catalog: Catalog, text: str) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.STUCK)

    turn = advance(catalog, here, typed(text))

    assert steps_of(turn).question is None
    assert turn.conversation.stage is not Stage.ASKING_MENTOR
