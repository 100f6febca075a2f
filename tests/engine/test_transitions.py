from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.cards import Place
from bot.catalog import Catalog, Command
from bot.engine.events import Asked, Event, Typed
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.reading import MOST_CHARACTERS
from bot.engine.state import Conversation, NotSure, Picked, Skipped, Stage, Wrote
from bot.engine.transitions import advance
from tests.engine.walk import (
    FRESH,
    OPENED,
    asked,
    cards,
    finished,
    kept,
    note,
    pressed,
    results,
    said,
    typed,
    walk,
    without_option,
    without_question,
)
from tests.fakes.clock import NOON

ROOMS: dict[Stage, tuple[Event | str, ...]] = {
    Stage.WELCOME: (),
    Stage.ASKING: ("start", "dashboards"),
    Stage.EDITING: ("start", "dashboards", asked(Command.EDIT)),
    Stage.COMPARING: ("start", asked(Command.COMPARE)),
    Stage.FORGETTING: ("start", asked(Command.FORGET_ME)),
    Stage.RESTING: ("start", asked(Command.PAUSE)),
    Stage.ENDED: ("start", asked(Command.STOP)),
}


def test_a_newcomer_is_greeted_and_nothing_has_moved(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, OPENED)

    assert turn.conversation == FRESH
    assert [choice.id for choice in said(turn).choices] == ["start", "about", "own-words"]


def test_start_asks_the_first_question(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, pressed(FRESH, "start"))

    assert turn.conversation.asking == "afternoon"
    assert turn.conversation.version == FRESH.version + 1


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
    assert said(turn).recap == "1. Afternoon: two dashboards that disagree"


def test_each_transition_raises_the_version_by_one(catalog: Catalog) -> None:
    steps = ("start", "dashboards", "decisions", "skip", asked(Command.BACK), "not-sure")
    stands = [walk(catalog, *steps[:count]) for count in range(len(steps) + 1)]

    assert {after.version - before.version for before, after in pairwise(stands)} == {1}


def test_F08_a_card_of_an_older_version_changes_nothing(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards")
    old = pressed(replace(before, version=before.version - 1, asking="afternoon"), "pipeline")

    turn = advance(catalog, before, old)

    assert turn.conversation == before
    assert not kept(turn)
    assert note(turn, catalog, "old-card")
    assert said(turn).place == said(advance(catalog, before, OPENED)).place


def test_words_under_a_card_that_is_no_part_of_the_conversation_were_no_press(
    catalog: Catalog,
) -> None:
    before = walk(catalog, "start", "dashboards")
    under = place_of(Spot(View.LOOKS))

    turn = advance(catalog, before, Typed(NOON, "pipelines", under))
    command = advance(catalog, before, Typed(NOON, "back", under))

    assert turn.conversation == before
    assert note(turn, catalog, "not-on-that-card")
    assert command.conversation != before


def test_an_old_card_offers_to_change_the_answer_that_it_took(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards")
    old = pressed(replace(before, version=before.version - 1, asking="afternoon"), "pipeline")

    turn = advance(catalog, before, old)
    changed = advance(catalog, before, pressed(before, "edit-afternoon"))

    assert said(turn).choices[-1].id == "edit-afternoon"
    assert changed.conversation.asking == "afternoon"
    assert changed.conversation.answers == before.answers


def test_an_old_card_without_an_answer_offers_no_change(catalog: Catalog) -> None:
    before = walk(catalog, "start")
    old = pressed(replace(before, version=0, asking=None), "start")

    turn = advance(catalog, before, old)

    assert "edit" not in said(turn).choices[-1].id


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
        (("edit-stack",), "problem.unknown-choice", {}),
        ((), "problem.nothing-chosen", {}),
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


def test_none_of_these_goes_with_nothing_else(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards")
    label = catalog.questions["activities"].options["none"].label

    turn = advance(catalog, before, pressed(before, "none", "research"))

    assert turn.conversation == before
    assert note(turn, catalog, "problem.alone", option=label)


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


def test_back_shows_the_question_before_with_the_answer_so_far(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards", "decisions")

    turn = advance(catalog, before, asked(Command.BACK))

    assert turn.conversation.asking == "activities"
    assert turn.conversation.answers == before.answers
    assert note(turn, catalog, "back.so-far", answer="analyse data for decisions")


def test_back_twice_and_a_new_answer_goes_on_where_one_was(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards", "prototype")
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


def test_F55_back_shows_kindly_an_answer_whose_option_is_gone(catalog: Catalog) -> None:
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


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("command", [Command.WHY, Command.HELP])
def test_side_questions_change_nothing_anywhere(
    catalog: Catalog, command: Command, room: Stage
) -> None:
    before = walk(catalog, *ROOMS[room])

    turn = advance(catalog, before, asked(command))

    assert before.stage is room
    assert turn.conversation == before
    assert said(turn).choices


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize(
    "event", [OPENED, typed("2"), *(asked(command) for command in Command)], ids=repr
)
def test_every_room_has_an_answer_to_every_event(
    catalog: Catalog, event: Event, room: Stage
) -> None:
    before = walk(catalog, *ROOMS[room])

    turn = advance(catalog, before, event)

    assert cards(turn)[-1].choices
    assert turn.conversation.version - before.version in (0, 1)
    assert (
        turn.conversation.answers == before.answers
        or kept(turn)
        or not before.answers
        or (turn.conversation.attempt > before.attempt)
    )


@pytest.mark.parametrize("room", [*ROOMS, Stage.SUMMARY, Stage.CHOOSING])
def test_text_that_fits_nothing_is_answered_kindly_and_nothing_moves(
    catalog: Catalog, room: Stage
) -> None:
    late = {Stage.SUMMARY: (), Stage.CHOOSING: ("choose",)}
    if room in late:
        before = walk(catalog, *late[room], start=finished(catalog, "data_analyst"))
    else:
        before = walk(catalog, *ROOMS[room])

    turn = advance(catalog, before, typed("lovely weather today"))

    assert before.stage is room
    assert turn.conversation == before
    assert note(turn, catalog, f"not-understood.{room}")
    assert not said(turn).problem


def test_very_long_text_is_refused_with_the_limit(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, typed("x" * (MOST_CHARACTERS + 1)))

    assert turn.conversation == before
    assert note(turn, catalog, "problem.long", most=MOST_CHARACTERS)


@pytest.mark.parametrize(
    "text",
    ["2", "b", "the dashboards one", "Two dashboards disagree about how many users we have"],
)
def test_a_typed_answer_counts_like_a_click(catalog: Catalog, text: str) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, typed(text))

    assert [one.answer for one in kept(turn)] == [Picked(frozenset({"dashboards"}))]


@pytest.mark.parametrize(
    "text", ["1 and 3", "analyse data so that others can decide, prototype"]
)
def test_a_typed_list_ticks_several(catalog: Catalog, text: str) -> None:
    here = walk(catalog, "start", "dashboards")

    turn = advance(catalog, here, typed(text))

    assert kept(turn)[0].answer == Picked(frozenset({"decisions", "prototype"}))


def test_two_options_of_a_single_choice_at_once_are_asked_back(catalog: Catalog) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, typed("either the pipeline or the dashboards"))

    assert turn.conversation == here
    options = "the nightly job that breaks and two dashboards that disagree"
    assert note(turn, catalog, "torn", options=options)


def test_a_typed_command_is_the_command(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards")

    turn = advance(catalog, here, typed(" Go back! "))

    assert turn.conversation.asking == "afternoon"


def test_own_words_are_kept_with_what_was_read_in_them(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start"), asking="story")

    turn = advance(catalog, here, typed("I love dashboards"))

    assert kept(turn)[0].answer == Wrote("I love dashboards", frozenset({"dashboards"}))


def test_own_words_in_which_nothing_is_found_are_asked_for_again(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start"), asking="story")

    turn = advance(catalog, here, typed("walking the dog"))

    assert turn.conversation == here
    assert note(turn, catalog, "not-understood.story")


def test_F55_a_standing_question_that_is_gone_gives_way_to_the_next(catalog: Catalog) -> None:
    before = walk(catalog, "start")
    later = without_question(catalog, "afternoon")

    turn = advance(later, before, OPENED)

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


def test_F55_resting_on_a_question_that_is_gone_one_wakes_at_the_next(catalog: Catalog) -> None:
    resting = walk(catalog, "start", "dashboards", asked(Command.PAUSE))
    later = without_question(catalog, "activities")

    here = walk(later, asked(Command.RESUME), start=resting)

    assert resting.asking == "activities"
    assert here.stage is Stage.ASKING
    assert here.asking in later.questions


def test_F08_words_under_an_old_card_answer_nothing(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards")
    old = Place(before.id, before.version - 1, "afternoon")

    turn = advance(catalog, before, Typed(NOON, "1", old))
    side = advance(catalog, before, Typed(NOON, "back", old))

    assert turn.conversation == before
    assert note(turn, catalog, "old-card")
    assert side.conversation.asking == "afternoon"


def test_none_of_these_alone_forces_no_role_and_is_no_reason(catalog: Catalog) -> None:
    here = walk(catalog, "start", "not-sure", "none", "none")
    while here.stage is Stage.ASKING:
        here = walk(catalog, "not-sure", start=here)

    card = said(advance(catalog, here, OPENED))

    assert card.result is not None
    assert card.result.role is None


def test_F55_a_walk_whose_last_question_is_gone_ends_with_its_result(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards")
    later = catalog
    for gone in [name for name in catalog.questions if name != "afternoon"]:
        later = without_question(later, gone)

    turn = advance(later, here, OPENED)

    assert turn.conversation.stage is Stage.SUMMARY
    assert turn.conversation.leaning is not None
    assert [kept.role for kept in results(turn)] == ["data_analyst"]


LATER, EARLIER = NOON + timedelta(seconds=1), NOON - timedelta(milliseconds=1)


def moved_at(instant: datetime | None, before: Conversation) -> Conversation:
    return replace(before, moved_at=instant)


@pytest.mark.parametrize("words", ["1", "back", "stop", "restart", "yes, forget me"])
@pytest.mark.parametrize("way", [(), (asked(Command.FORGET_ME),)])
def test_F06_words_that_were_sent_before_the_card_stood_change_nothing(
    catalog: Catalog, words: str, way: tuple[Event, ...]
) -> None:
    before = moved_at(NOON, walk(catalog, "start", "dashboards", *way))

    late = advance(catalog, before, Typed(LATER, words, sent_at=EARLIER))

    assert late.conversation == before
    assert note(late, catalog, "late-words")


@pytest.mark.parametrize(
    ("stands_since", "sent_at"), [(NOON, NOON), (NOON, LATER), (NOON, None), (None, EARLIER)]
)
def test_F06_words_of_which_nobody_can_say_that_they_are_late_count(
    catalog: Catalog, stands_since: datetime | None, sent_at: datetime | None
) -> None:
    before = moved_at(stands_since, walk(catalog, "start", "dashboards"))

    turn = advance(catalog, before, Typed(EARLIER, "1", sent_at=sent_at))

    assert turn.conversation.version == before.version + 1
    assert turn.conversation.moved_at == sent_at


def test_F06_what_changes_nothing_leaves_it_that_one_stands_there_since_then(
    catalog: Catalog,
) -> None:
    before = moved_at(NOON, walk(catalog, "start", "dashboards"))

    turn = advance(catalog, before, Typed(LATER, "why", sent_at=LATER))

    assert turn.conversation.moved_at == NOON


@pytest.mark.parametrize("command", list(Command))
def test_F08_a_command_on_an_old_card_changes_nothing(
    catalog: Catalog, command: Command
) -> None:
    before = walk(catalog, "start", "dashboards")
    old = Place(before.id, before.version - 1, "afternoon")

    turn = advance(catalog, before, Asked(NOON, command, old))

    assert turn.conversation == before
    assert note(turn, catalog, "old-card")


def test_F07_the_second_tap_on_back_does_not_go_back_once_more(catalog: Catalog) -> None:
    before = walk(catalog, "start", "dashboards", "skip")
    back = Asked(NOON, Command.BACK, Place(before.id, before.version, before.asking))

    once = advance(catalog, before, back).conversation
    twice = advance(catalog, once, back).conversation

    assert once.version == before.version + 1
    assert twice == once
