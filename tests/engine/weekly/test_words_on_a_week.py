"""Words that are typed while a week runs: which of them are a word on it, in which room."""

from dataclasses import replace

import pytest

from bot.catalog import Catalog
from bot.engine.events import Typed
from bot.engine.moves import ROOMS_OF_STEPS
from bot.engine.plans.plan import CheckIn
from bot.engine.plans.plan_cards import choice_of
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import weeks
from tests.engine.plans.weeks import step
from tests.engine.walk import typed
from tests.engine.weekly.steps import (
    FIRST_NUDGE,
    card_of,
    nudged,
    somebody,
    steps_of,
    wanted,
)

NO_QUIZ = [stage for stage in Stage if stage is not Stage.ASKING]


def in_room(catalog: Catalog, stage: Stage) -> Conversation:
    """Somebody whose week runs, in any room."""
    asking = {Stage.STEP: choice_of(step(3)), Stage.ASKING: "afternoon"}.get(stage)
    return replace(somebody(nudged(wanted(catalog)), stage), asking=asking)


def under_the_nudge(here: Conversation, text: str) -> Typed:
    return Typed(FIRST_NUDGE, text, weeks.place(here))


@pytest.mark.parametrize("stage", NO_QUIZ)
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Done.", CheckIn.DONE),
        ("partly", CheckIn.PARTLY),
        ("Not yet!", CheckIn.NOT_YET),
        ("fertig", CheckIn.DONE),
        ("Teilweise", CheckIn.PARTLY),
        ("noch nicht", CheckIn.NOT_YET),
    ],
)
def test_a_bare_check_in_is_one_in_every_room_without_a_question(
    german: Catalog, stage: Stage, text: str, word: CheckIn
) -> None:
    turn = advance(german, in_room(german, stage), typed(text))

    plan = steps_of(turn).plan
    assert [one.check_in for one in (*plan.past, plan.week) if one is not None] == [word]
    assert turn.conversation.stage is Stage.WEEK
    assert steps_of(turn).plan.cue == ""
    assert steps_of(turn).question is None
    key = "after-not-yet" if word is CheckIn.NOT_YET else f"after-{word}"
    assert card_of(turn).body.startswith(german.say(f"check-in.{key}"))


@pytest.mark.parametrize("stage", sorted(ROOMS_OF_STEPS - {Stage.WEEK}))
def test_before_the_first_step_came_nothing_typed_is_a_check_in(
    catalog: Catalog, stage: Stage
) -> None:
    here = replace(in_room(catalog, stage), weekly=wanted(catalog))

    turn = advance(catalog, here, typed("not yet"))

    assert steps_of(turn).week == weeks.of(here).week
    assert not steps_of(turn).plan.past


@pytest.mark.parametrize(
    ("stage", "text", "there"),
    [
        (Stage.CUE, "skip", Stage.SETTINGS),
        (Stage.SNOOZING, "tomorrow", Stage.WEEK),
        (Stage.PAUSING, "tomorrow", Stage.WEEK),
        (Stage.FORGETTING, "nope", Stage.FORGETTING),
        (Stage.STEP, "I know this already", Stage.STEP),
        (Stage.STUCK, "too hard", Stage.ASKING_MENTOR),
    ],
)
def test_what_may_answer_the_room_is_no_check_in_there(
    catalog: Catalog, stage: Stage, text: str, there: Stage
) -> None:
    here = in_room(catalog, stage)

    turn = advance(catalog, here, Typed(FIRST_NUDGE, text))

    assert turn.conversation.stage is there
    assert steps_of(turn).week == weeks.of(here).week
    plan = steps_of(turn).plan
    assert (plan.week, plan.past) == (weeks.of(here).plan.week, ())


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("text", "word"),
    [("1", CheckIn.DONE), ("2", CheckIn.PARTLY), ("done", CheckIn.DONE)],
)
def test_what_is_typed_under_a_nudge_is_about_it_in_every_room(
    catalog: Catalog, stage: Stage, text: str, word: CheckIn
) -> None:
    here = in_room(catalog, stage)

    turn = advance(catalog, here, under_the_nudge(here, text))

    assert [one.check_in for one in steps_of(turn).plan.past] == [word]
    assert turn.conversation.stage is Stage.WEEK
    assert turn.conversation.answers == {}


@pytest.mark.parametrize("text", ["99", "I built two dashboards", "z"])
def test_what_means_nothing_under_a_nudge_answers_no_hidden_question(
    catalog: Catalog, text: str
) -> None:
    here = in_room(catalog, Stage.ASKING)

    turn = advance(catalog, here, under_the_nudge(here, text))

    assert turn.conversation.answers == {}
    assert turn.conversation.version == here.version
    assert card_of(turn).body.startswith(catalog.say("not-understood.week"))
    assert card_of(turn).place != weeks.place(here)


def test_under_a_nudge_other_words_are_still_for_the_room(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.CUE)

    turn = advance(catalog, here, under_the_nudge(here, "after tea"))

    assert steps_of(turn).plan.cue == "after tea"


@pytest.mark.parametrize("text", ["zu viel los", "Viel los!", "bitte kleiner"])
def test_the_start_of_a_german_button_means_that_button(german: Catalog, text: str) -> None:
    turn = advance(german, in_room(german, Stage.WEEK), typed(text))

    assert card_of(turn).body.startswith(german.say("check-in.after-lighter"))


@pytest.mark.parametrize("under", [True, False])
@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        ("not this week", None, CheckIn.NOT_YET),
        ("Diese Woche nicht, danke.", None, CheckIn.NOT_YET),
        ("diese Woche nicht", None, CheckIn.NOT_YET),
        ("no time this week", None, CheckIn.LIGHTER),
        ("not yet", CheckIn.NOT_YET, None),
    ],
)
def test_words_that_name_this_week_are_on_its_step_under_a_card_that_asks_about_the_last(
    german: Catalog, text: str, before: CheckIn | None, now: CheckIn | None, *, under: bool
) -> None:
    here = somebody(nudged(wanted(german), 2))
    assert here.weekly is not None
    assert weeks.asks_back(german, here.weekly)

    turn = advance(german, here, under_the_nudge(here, text) if under else typed(text))

    plan = steps_of(turn).plan
    assert plan.week is not None
    assert (plan.past[-1].check_in, plan.week.check_in) == (before, now)
    assert plan.week.number == 2


def test_words_that_name_this_week_count_where_nothing_is_asked_about_another(
    german: Catalog,
) -> None:
    turn = advance(german, somebody(nudged(wanted(german))), typed("not this week"))

    plan = steps_of(turn).plan
    assert plan.week is not None
    assert plan.week.check_in is CheckIn.NOT_YET
