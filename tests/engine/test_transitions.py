from dataclasses import replace
from itertools import pairwise

import pytest

from bot.catalog import Catalog, Command
from bot.engine.effects import Turn
from bot.engine.events import Event, Opened
from bot.engine.reading import MOST_CHARACTERS
from bot.engine.state import Conversation, NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.transitions import advance
from tests.engine.walk import (
    FRESH,
    OPENED,
    asked,
    kept,
    pressed,
    said,
    typed,
    walk,
    without_option,
    without_question,
)

WALK = (
    "start",
    "dashboards",
    "decisions+none",
    "decisions",
    "explain",
    "lean-load",
    "skip",
    "bi+sql",
)


def note(turn: Turn, catalog: Catalog, key: str, **facts: object) -> bool:
    return said(turn).body.startswith(catalog.say(key, **facts))


def test_a_newcomer_is_greeted_and_nothing_has_moved(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, OPENED)

    assert turn.conversation == FRESH
    assert [choice.id for choice in said(turn).choices] == ["start", "about"]
    assert said(turn).place is not None


def test_start_asks_the_first_question(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, pressed(FRESH, "start"))

    assert turn.conversation.asking == "afternoon"
    assert turn.conversation.version == FRESH.version + 1
    assert said(turn).progress is not None
    assert said(turn).progress.at == 1  # type: ignore[union-attr]


def test_asking_what_this_is_explains_and_leaves_the_door_open(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, pressed(FRESH, "about"))

    assert turn.conversation == FRESH
    assert note(turn, catalog, "welcome.about")


def test_an_answer_is_kept_and_the_next_question_stands(catalog: Catalog) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, pressed(here, "dashboards"))

    (answer,) = kept(turn)
    assert (answer.question, answer.answer) == ("afternoon", Picked(frozenset({"dashboards"})))
    assert answer.content == catalog.version
    assert turn.conversation.asking == "activities"
    assert said(turn).recap == "1. Afternoon: two dashboards disagree"


def test_each_transition_raises_the_version_by_one(catalog: Catalog) -> None:
    stands = [walk(catalog, *WALK[:steps]) for steps in (0, 1, 2, 4, 5, 6, 7, 8)]

    assert [after.version - before.version for before, after in pairwise(stands)] == [1] * 7


def test_F08_a_card_of_an_older_version_changes_nothing(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards")
    old = pressed(replace(before, version=before.version - 1, asking="afternoon"), "pipeline")

    turn = advance(catalog, before, old)

    assert turn.conversation == before
    assert not kept(turn)
    assert note(turn, catalog, "old-card")
    assert said(turn).place == said(advance(catalog, before, OPENED)).place


def test_F67_a_click_on_somebody_elses_card_changes_nothing(catalog: Catalog) -> None:
    before = walk(catalog, "start")
    theirs = pressed(replace(before, id=before.id + 1), "pipeline")

    turn = advance(catalog, before, theirs)

    assert turn.conversation == before
    assert note(turn, catalog, "old-card")


@pytest.mark.parametrize(
    ("way", "answer"), [("not-sure", NotSure()), ("skip", Skipped())], ids=["not sure", "skip"]
)
def test_the_ways_out_are_answers(catalog: Catalog, way: str, answer: object) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, pressed(here, way))

    assert [one.answer for one in kept(turn)] == [answer]
    assert turn.conversation.asking == "activities"


@pytest.mark.parametrize(
    ("choices", "key", "facts"),
    [
        (("nonsense",), "problem.unknown-choice", {}),
        ((), "problem.nothing-chosen", {}),
        (("none", "research"), "problem.alone", {"option": "None of these yet"}),
        (("not-sure", "research"), "problem.alone", {"option": "Not sure"}),
    ],
)
def test_choices_that_are_no_answer_are_refused_kindly_and_the_question_stands(
    catalog: Catalog, choices: tuple[str, ...], key: str, facts: dict[str, object]
) -> None:
    before = walk(catalog, "start", "dashboards")

    turn = advance(catalog, before, pressed(before, *choices))

    assert turn.conversation == before
    assert note(turn, catalog, key, **facts)
    assert said(turn).problem
    assert said(turn).choices == said(advance(catalog, before, OPENED)).choices


def test_a_single_choice_takes_just_one(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, pressed(before, "pipeline", "price"))

    assert turn.conversation == before
    assert note(turn, catalog, "problem.one-only")


def test_a_multiple_choice_keeps_to_its_limits(catalog: Catalog) -> None:
    question = replace(catalog.questions["activities"], least=2, most=3)
    narrow = replace(catalog, questions={**catalog.questions, "activities": question})
    before = walk(narrow, "start", "dashboards")

    turn = advance(narrow, before, pressed(before, "research"))

    assert turn.conversation == before
    assert note(turn, narrow, "problem.how-many", least=2, most=3)


def test_two_buttons_at_once_are_no_press(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, pressed(FRESH, "start", "about"))

    assert turn.conversation == FRESH
    assert said(turn).problem


def test_back_shows_the_question_before_with_the_answer_so_far(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards", "decisions")

    turn = advance(catalog, before, asked(Command.BACK))

    assert turn.conversation.asking == "activities"
    assert turn.conversation.answers == before.answers
    assert note(turn, catalog, "back.so-far", answer="analyse data for decisions")


def test_back_twice_and_a_new_answer_goes_on_where_one_was(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards", "decisions")
    first = walk(catalog, asked(Command.BACK), asked(Command.BACK), start=here)

    turn = advance(catalog, first, pressed(first, "price"))

    assert first.asking == "afternoon"
    assert turn.conversation.asking == here.asking
    assert list(turn.conversation.answers) == ["afternoon", "activities"]
    assert turn.conversation.answers["afternoon"] == Picked(frozenset({"price"}))


def test_back_at_the_first_question_says_so(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, asked(Command.BACK))

    assert turn.conversation == before
    assert note(turn, catalog, "back.first")


def test_back_shows_kindly_an_answer_whose_option_is_gone(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards")
    later = without_option(catalog, "afternoon", "dashboards")

    turn = advance(later, before, asked(Command.BACK))

    assert note(turn, later, "back.so-far", answer=later.say("answered.gone"))


def test_why_answers_and_the_question_stands(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, asked(Command.WHY))

    assert turn.conversation == before
    assert said(turn).body.startswith(catalog.questions["afternoon"].why)
    assert said(turn).body.endswith(catalog.questions["afternoon"].text)


@pytest.mark.parametrize("command", [Command.WHY, Command.HELP])
@pytest.mark.parametrize("steps", [(), ("start",), WALK], ids=["welcome", "asking", "summary"])
def test_side_questions_change_nothing_anywhere(
    catalog: Catalog, command: Command, steps: tuple[str, ...]
) -> None:
    before = walk(catalog, *steps)

    turn = advance(catalog, before, asked(command))

    assert turn.conversation == before
    assert said(turn).choices


def test_restart_begins_the_next_attempt_and_counts_nothing_of_the_last(
    catalog: Catalog,
) -> None:
    before = walk(catalog, "start", "dashboards", "decisions")

    turn = advance(catalog, before, asked(Command.RESTART))

    assert turn.conversation.attempt == before.attempt + 1
    assert turn.conversation.answers == {}
    assert turn.conversation.asking == "afternoon"
    assert note(turn, catalog, "restart.done")


def test_restart_with_nothing_said_changes_nothing(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, asked(Command.RESTART))

    assert turn.conversation == before


def test_the_last_answer_leads_to_the_summary(catalog: Catalog) -> None:
    before = walk(catalog, *WALK)

    turn = advance(catalog, before, typed("I love dashboards and reports"))

    assert before.asking == "story"
    assert kept(turn)[0].answer == Wrote(
        "I love dashboards and reports", frozenset({"dashboards"})
    )
    assert turn.conversation.stage is Stage.SUMMARY
    assert turn.conversation.asking is None
    assert said(turn).result is not None


def test_the_summary_takes_one_back_to_change_the_last_answer(catalog: Catalog) -> None:
    here = walk(catalog, *WALK, "not-sure")

    turn = advance(catalog, here, pressed(here, "change-last"))

    assert turn.conversation.asking == "story"
    assert turn.conversation.stage is Stage.ASKING


def test_the_summary_lets_one_answer_everything_again(catalog: Catalog) -> None:
    here = walk(catalog, *WALK, "not-sure")

    turn = advance(catalog, here, pressed(here, "start-again"))

    assert turn.conversation.attempt == 2
    assert turn.conversation.asking == "afternoon"


def test_coming_back_to_the_summary_shows_all_of_it_again(catalog: Catalog) -> None:
    here = walk(catalog, *WALK, "not-sure")

    turn = advance(catalog, here, OPENED)

    assert turn.conversation == here
    assert said(turn).chart


def test_a_side_question_at_the_summary_does_not_repeat_all_of_it(catalog: Catalog) -> None:
    here = walk(catalog, *WALK, "not-sure")

    card = said(advance(catalog, here, asked(Command.HELP)))

    assert catalog.say("summary.limits") not in card.body
    assert card.result is not None


@pytest.mark.parametrize(
    ("steps", "key"),
    [
        ((), "not-understood.welcome"),
        (("start",), "not-understood.asking"),
        ((*WALK, "skip"), "not-understood.summary"),
    ],
    ids=["welcome", "asking", "summary"],
)
def test_text_that_fits_nothing_is_answered_kindly_and_nothing_moves(
    catalog: Catalog, steps: tuple[str, ...], key: str
) -> None:
    before = walk(catalog, *steps)

    turn = advance(catalog, before, typed("lovely weather today"))

    assert turn.conversation == before
    assert note(turn, catalog, key)
    assert not said(turn).problem


def test_very_long_text_is_refused_with_the_limit(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, typed("x" * (MOST_CHARACTERS + 1)))

    assert turn.conversation == before
    assert note(turn, catalog, "problem.long", most=MOST_CHARACTERS)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2", {"dashboards"}),
        ("b", {"dashboards"}),
        ("the dashboards one", {"dashboards"}),
        ("Two dashboards disagree about how many users we have", {"dashboards"}),
    ],
)
def test_a_typed_answer_counts_like_a_click(
    catalog: Catalog, text: str, answer: set[str]
) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, typed(text))

    assert [one.answer for one in kept(turn)] == [Picked(frozenset(answer))]


def test_a_typed_list_ticks_several(catalog: Catalog) -> None:
    here = walk(catalog, *WALK[:-1])

    turn = advance(catalog, here, typed("SQL, Tableau and excel"))

    assert here.asking == "tools"
    assert kept(turn)[0].answer == Picked(frozenset({"sql", "bi", "spreadsheets"}))


def test_a_typed_command_is_the_command(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards")

    turn = advance(catalog, here, typed(" Go back! "))

    assert turn.conversation.asking == "afternoon"


def test_F55_a_standing_question_that_is_gone_gives_way_to_the_next(catalog: Catalog) -> None:
    before = walk(catalog, "start")
    later = without_question(catalog, "afternoon")

    turn = advance(later, before, Opened(OPENED.at))

    assert turn.conversation.asking == "activities"
    assert turn.conversation.version == before.version + 1


def test_F55_a_click_on_a_card_whose_question_is_gone_changes_no_answer(
    catalog: Catalog,
) -> None:
    before = walk(catalog, "start")
    later = without_question(catalog, "afternoon")

    turn = advance(later, before, pressed(before, "pipeline"))

    assert not kept(turn)
    assert note(turn, later, "old-card")


def test_F55_when_the_last_question_is_gone_the_summary_stands(catalog: Catalog) -> None:
    before = walk(catalog, *WALK)
    later = without_question(catalog, "story")

    turn = advance(later, before, OPENED)

    assert turn.conversation.stage is Stage.SUMMARY


@pytest.mark.parametrize(
    "event", [OPENED, typed("2"), *(asked(command) for command in Command)], ids=repr
)
@pytest.mark.parametrize("steps", [(), ("start",), WALK, (*WALK, "skip")], ids=len)
def test_every_stage_has_an_answer_to_every_event(
    catalog: Catalog, steps: tuple[str, ...], event: Event
) -> None:
    before: Conversation = walk(catalog, *steps)

    turn = advance(catalog, before, event)

    assert said(turn).choices
    assert turn.conversation.version - before.version in (0, 1)
