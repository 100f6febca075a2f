from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cards import NOWHERE
from bot.catalog import Catalog, Command
from bot.engine.effects import Forget, Say, TellKept
from bot.engine.events import Asked
from bot.engine.state import Leaning, Stage
from bot.engine.transitions import advance
from tests.engine.walk import (
    FRESH,
    OPENED,
    asked,
    cards,
    finished,
    note,
    pressed,
    results,
    said,
    typed,
    walk,
)
from tests.fakes.clock import NOON


def test_restart_begins_the_next_attempt_and_counts_nothing_of_the_last(
    catalog: Catalog,
) -> None:
    before = walk(catalog, "start", "dashboards", "decisions")

    turn = advance(catalog, before, asked(Command.RESTART))

    assert turn.conversation.attempt == before.attempt + 1
    assert turn.conversation.answers == {}
    assert turn.conversation.asking == "afternoon"
    assert turn.conversation.earlier is None
    assert note(turn, catalog, "restart.done")


def test_restart_with_nothing_said_changes_nothing(catalog: Catalog) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, asked(Command.RESTART))

    assert turn.conversation == before
    assert note(turn, catalog, "restart.nothing")


def test_a_retake_remembers_what_the_walk_before_came_to(catalog: Catalog) -> None:
    before = finished(catalog, "data_engineer")

    turn = advance(catalog, before, asked(Command.RETAKE))

    assert turn.conversation.earlier == Leaning("data_engineer", NOON)
    assert "In March you leaned to data engineer." in said(turn).body


def test_the_new_summary_tells_the_earlier_one(catalog: Catalog) -> None:
    again = walk(catalog, asked(Command.RETAKE), start=finished(catalog, "data_engineer"))

    here = finished(catalog, "data_analyst", start=again)

    card = said(advance(catalog, here, OPENED))
    assert "In March you leaned to data engineer." in card.body
    assert card.result is not None
    assert card.result.role == "data_analyst"


def test_a_second_restart_still_remembers_the_last_finished_walk(catalog: Catalog) -> None:
    again = walk(
        catalog, asked(Command.RETAKE), "dashboards", start=finished(catalog, "data_engineer")
    )

    here = walk(catalog, asked(Command.RESTART), start=again)

    assert here.earlier == Leaning("data_engineer", NOON)


def test_an_earlier_role_that_is_gone_is_not_named(catalog: Catalog) -> None:
    here = replace(walk(catalog, "start", "dashboards"), earlier=Leaning("juggler", NOON))

    turn = advance(catalog, here, asked(Command.RESTART))

    assert catalog.say("earlier.undecided") in said(turn).body


def test_whoever_tried_the_fortnight_is_asked_about_it_first(catalog: Catalog) -> None:
    unsure = finished(catalog, None)

    turn = advance(catalog, unsure, pressed(unsure, "retake"))

    assert turn.conversation.asking == "fortnight"
    assert catalog.say("earlier.undecided") in said(turn).body


def test_nobody_else_is_asked_about_the_fortnight(catalog: Catalog) -> None:
    for role in catalog.roles:
        assert "fortnight" not in finished(catalog, role).answers


def test_edit_lists_every_answer_and_asks_the_chosen_question_again(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards", "decisions")

    turn = advance(catalog, here, asked(Command.EDIT))
    room = turn.conversation
    changed = advance(catalog, room, pressed(room, "afternoon"))

    ids = [choice.id for choice in said(turn).choices]
    assert ids == ["afternoon", "activities", "return"]
    assert changed.conversation.asking == "afternoon"
    assert note(changed, catalog, "back.so-far", answer="two dashboards that disagree")


def test_edit_can_be_left_as_it_is(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards", "decisions")

    back = walk(catalog, asked(Command.EDIT), "return", start=here)

    assert replace(back, version=here.version) == here


def test_there_is_nothing_to_edit_before_the_first_answer(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, asked(Command.EDIT))

    assert turn.conversation == FRESH
    assert note(turn, catalog, "edit.nothing")


def test_an_edit_at_the_end_leads_back_to_the_summary(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")

    again = walk(catalog, "edit", "afternoon", "dashboards", start=here)

    assert again.stage is Stage.SUMMARY
    assert again.answers == here.answers


def test_the_summary_in_the_middle_says_what_can_be_said_so_far(catalog: Catalog) -> None:
    here = walk(catalog, "start", "pipeline")

    turn = advance(catalog, here, asked(Command.SUMMARY))

    assert turn.conversation == here
    assert note(turn, catalog, "summary.so-far", role="data engineer")


@pytest.mark.parametrize("steps", [(), ("start",), ("start", "not-sure")])
def test_there_is_no_summary_before_something_was_said(
    catalog: Catalog, steps: tuple[str, ...]
) -> None:
    here = walk(catalog, *steps)

    turn = advance(catalog, here, asked(Command.SUMMARY))

    assert turn.conversation == here
    assert note(turn, catalog, "summary.nothing")


def test_the_summary_at_the_end_is_shown_again_whole(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")

    turn = advance(catalog, here, asked(Command.SUMMARY))

    assert turn.conversation == here
    assert said(turn).chart


def test_the_summary_is_reached_from_a_side_room_too(catalog: Catalog) -> None:
    room = walk(catalog, "compare", start=finished(catalog, "data_analyst"))

    here = walk(catalog, asked(Command.SUMMARY), start=room)

    assert here.stage is Stage.SUMMARY


def test_two_roles_are_laid_side_by_side(catalog: Catalog) -> None:
    room = walk(catalog, "compare", start=finished(catalog, "data_analyst"))

    turn = advance(catalog, room, pressed(room, "data_analyst", "data_scientist"))

    assert turn.conversation.stage is Stage.SUMMARY
    analyst = catalog.roles["data_analyst"]
    assert analyst.neighbours["data_scientist"].difference in said(turn).body


def test_a_comparison_in_the_middle_leads_back_to_the_question(catalog: Catalog) -> None:
    here = walk(catalog, "start", asked(Command.COMPARE))

    turn = advance(catalog, here, typed("data engineer and data analyst"))

    assert turn.conversation.asking == "afternoon"
    assert turn.conversation.stage is Stage.ASKING


@pytest.mark.parametrize("choices", [("data_analyst",), ("data_analyst", "return")])
def test_a_comparison_takes_exactly_two(catalog: Catalog, choices: tuple[str, ...]) -> None:
    room = walk(catalog, "start", asked(Command.COMPARE))

    turn = advance(catalog, room, pressed(room, *choices))

    assert turn.conversation == room
    assert said(turn).problem


@pytest.mark.parametrize("room", [Command.EDIT, Command.COMPARE])
def test_back_leaves_a_side_room(catalog: Catalog, room: Command) -> None:
    here = walk(catalog, "start", "dashboards")

    back = walk(catalog, asked(room), asked(Command.BACK), start=here)

    assert replace(back, version=here.version) == here


def test_a_comparison_before_anything_leads_back_to_the_welcome(catalog: Catalog) -> None:
    here = walk(catalog, asked(Command.COMPARE), "return")

    assert here.stage is Stage.WELCOME


def test_the_person_decides_which_role_it_is(catalog: Catalog) -> None:
    room = walk(catalog, "choose", start=finished(catalog, "data_analyst"))

    turn = advance(catalog, room, pressed(room, "data_engineer"))

    assert turn.conversation.chosen == "data_engineer"
    body = said(turn).body
    assert "You chose **data engineer**" in body
    assert catalog.roles["data_engineer"].focus[0].skill in body
    assert said(turn).result is not None
    assert said(turn).result.role == "data_analyst"  # type: ignore[union-attr]


def test_the_own_choice_can_be_left_open(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")

    back = walk(catalog, "choose", "return", start=here)

    assert back.chosen is None
    assert back.stage is Stage.SUMMARY


def test_a_card_to_share_holds_the_role_and_no_answers(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")

    turn = advance(catalog, here, pressed(here, "share"))

    card, then = cards(turn)
    assert "data analyst" in card.body
    assert not card.choices
    assert then.body.startswith(catalog.say("share.yours"))


def test_a_card_to_share_of_somebody_undecided(catalog: Catalog) -> None:
    here = finished(catalog, None)

    turn = advance(catalog, here, asked(Command.SHARE))

    assert cards(turn)[0].body == catalog.say("share.undecided")


def test_there_is_nothing_to_share_before_the_end(catalog: Catalog) -> None:
    turn = advance(catalog, FRESH, asked(Command.SHARE))

    assert note(turn, catalog, "share.nothing")


def test_whoever_wants_can_answer_everything(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")

    on = walk(catalog, "more", start=here)
    end = finished(catalog, "data_analyst", start=on)

    assert on.stage is Stage.ASKING
    assert set(end.answers) == set(catalog.questions) - {"fortnight"}
    assert catalog.say("summary.all") in said(advance(catalog, end, OPENED)).body
    assert "more" not in [choice.id for choice in said(advance(catalog, end, OPENED)).choices]


@pytest.mark.parametrize("words", ["answer everything", "Ask me the rest", "more questions"])
def test_whoever_wants_all_questions_says_so_at_the_end_or_on_the_way(
    catalog: Catalog, words: str
) -> None:
    end = walk(catalog, typed(words), start=finished(catalog, "data_analyst"))
    middle = walk(catalog, typed(words), start=walk(catalog, "start", "skip"))

    assert (end.stage, end.thorough) == (Stage.ASKING, True)
    assert (middle.stage, middle.thorough) == (Stage.ASKING, True)
    start = walk(catalog, "start", "skip")
    assert note(advance(catalog, start, typed(words)), catalog, "all-questions")


def test_elsewhere_the_same_words_start_no_questions(catalog: Catalog) -> None:
    comparing = walk(catalog, asked(Command.COMPARE), start=finished(catalog, "data_analyst"))

    there = walk(catalog, typed("more questions"), start=comparing)

    assert there.stage is Stage.COMPARING


def test_pause_rests_and_resume_goes_on_at_the_same_question(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards")

    resting = walk(catalog, asked(Command.PAUSE), start=here)
    again = walk(catalog, "resume", start=resting)

    assert resting.stage is Stage.RESTING
    assert replace(again, version=here.version) == here


def test_a_second_pause_rests_on(catalog: Catalog) -> None:
    resting = walk(catalog, "start", asked(Command.PAUSE))

    assert walk(catalog, asked(Command.PAUSE), start=resting) == resting


def test_stop_ends_it_and_coming_back_goes_on(catalog: Catalog) -> None:
    here = walk(catalog, "start", "dashboards")

    ended = walk(catalog, asked(Command.STOP), start=here)
    again = advance(catalog, ended, OPENED)

    assert ended.stage is Stage.ENDED
    assert walk(catalog, asked(Command.STOP), start=ended) == ended
    assert again.conversation.asking == here.asking
    assert note(again, catalog, "resume.done")


def test_resume_when_awake_says_so(catalog: Catalog) -> None:
    here = walk(catalog, "start")

    turn = advance(catalog, here, asked(Command.RESUME))

    assert turn.conversation == here
    assert note(turn, catalog, "resume.awake")


def test_a_finished_walk_keeps_its_result_once(catalog: Catalog) -> None:
    here = finished(catalog, "data_analyst")
    later = datetime(2026, 8, 1, tzinfo=UTC)

    away = advance(catalog, here, Asked(later, Command.PAUSE)).conversation
    back = advance(catalog, away, Asked(later, Command.RESUME))

    assert here.leaning == Leaning("data_analyst", NOON)
    assert results(back) == []
    assert back.conversation.leaning == here.leaning


def test_a_result_that_changes_is_kept_again(catalog: Catalog) -> None:
    here = finished(catalog, None)

    again = walk(catalog, "edit", "afternoon", start=here)
    turn = advance(catalog, again, pressed(again, "pipeline"))

    assert here.leaning == Leaning(None, NOON)
    assert turn.conversation.stage is Stage.ASKING or results(turn)


def test_somebody_who_becomes_a_generalist_is_told_once_and_asked_on(catalog: Catalog) -> None:
    here = walk(catalog, "start", "not-sure")
    boxes = [o.id for o in catalog.questions["activities"].options.values() if not o.alone]

    turn = advance(catalog, here, pressed(here, *boxes))
    next_turn = advance(catalog, turn.conversation, pressed(turn.conversation, "skip"))

    assert note(turn, catalog, "generalist")
    assert not note(next_turn, catalog, "generalist")


def test_a_retake_remembers_the_role_that_the_person_took(catalog: Catalog) -> None:
    own = walk(catalog, "choose", "data_engineer", start=finished(catalog, "data_analyst"))

    again = walk(catalog, asked(Command.RETAKE), start=own)

    assert again.earlier == Leaning("data_engineer", NOON)


def test_after_an_own_choice_the_short_summary_names_it_first(catalog: Catalog) -> None:
    own = walk(catalog, "choose", "data_engineer", start=finished(catalog, "data_analyst"))

    turn = advance(catalog, own, asked(Command.HELP))

    assert catalog.say("summary.chosen-short", role="data engineer") in said(turn).body


def test_the_summary_is_one_word_away_once_there_was_one(catalog: Catalog) -> None:
    here = walk(catalog, "more", "skip", start=finished(catalog, "data_analyst"))

    turn = advance(catalog, here, asked(Command.SUMMARY))
    shared = advance(catalog, here, asked(Command.SHARE))

    assert turn.conversation.stage is Stage.SUMMARY
    assert not turn.conversation.thorough
    assert len(cards(shared)) == 2


@pytest.mark.parametrize("words", ["mydata", "my data", "What do you know about me?"])
def test_what_is_kept_is_told_and_the_question_stands(catalog: Catalog, words: str) -> None:
    before = walk(catalog, "start", "dashboards")

    turn = advance(catalog, before, typed(words))

    assert turn.conversation == before
    assert isinstance(turn.effects[0], TellKept)
    assert note(turn, catalog, "mydata.above")
    assert catalog.questions["activities"].text in said(turn).body


@pytest.mark.parametrize("words", ["forget-me", "forget me", "Delete my data!"])
def test_forget_me_asks_first_and_deletes_nothing(catalog: Catalog, words: str) -> None:
    before = walk(catalog, "start", "dashboards")

    turn = advance(catalog, before, typed(words))

    assert turn.conversation.stage is Stage.FORGETTING
    assert turn.conversation.answers == before.answers
    assert Forget() not in turn.effects
    assert [choice.id for choice in said(turn).choices] == ["forget", "keep"]


@pytest.mark.parametrize("words", ["yes, forget me", "1", "Yes forget me"])
def test_a_clear_yes_forgets_and_says_goodbye(catalog: Catalog, words: str) -> None:
    before = walk(catalog, "start", "dashboards", asked(Command.FORGET_ME))

    turn = advance(catalog, before, typed(words))

    forget, farewell = turn.effects
    assert isinstance(forget, Forget)
    assert isinstance(farewell, Say)
    assert farewell.card.body == catalog.say("forget.done")
    assert (farewell.card.place, farewell.card.choices) == (NOWHERE, ())
    assert turn.conversation.answers == {}
    assert turn.conversation.version > before.version


@pytest.mark.parametrize("words", ["yes", "no", "ok", "forget me", "3", "maybe"])
def test_nothing_but_a_clear_yes_forgets(catalog: Catalog, words: str) -> None:
    before = walk(catalog, "start", "dashboards", asked(Command.FORGET_ME))

    turn = advance(catalog, before, typed(words))

    assert Forget() not in turn.effects
    assert turn.conversation.stage is Stage.FORGETTING
    assert turn.conversation.answers == before.answers


@pytest.mark.parametrize("event", ["keep", asked(Command.BACK)])
def test_who_keeps_everything_stands_where_they_stood(
    catalog: Catalog, event: Asked | str
) -> None:
    before = walk(catalog, "start", "dashboards")

    here = walk(catalog, asked(Command.FORGET_ME), event, start=before)

    assert (here.stage, here.asking) == (Stage.ASKING, "activities")
    assert here.answers == before.answers


def test_an_old_card_cannot_forget(catalog: Catalog) -> None:
    asked_once = walk(catalog, "start", asked(Command.FORGET_ME))
    old = pressed(asked_once, "forget")
    before = walk(catalog, "keep", start=asked_once)

    turn = advance(catalog, before, old)

    assert turn.conversation == before
    assert note(turn, catalog, "old-card")


@pytest.mark.parametrize("text", ["share with my mentor", "Share it with my mentor!"])
def test_whoever_would_share_with_a_mentor_reads_how_wherever_they_are(
    catalog: Catalog, text: str
) -> None:
    before = walk(catalog, "start")

    turn = advance(catalog, before, typed(text))

    assert turn.conversation == before
    assert note(turn, catalog, "with-a-mentor")


def test_the_summary_offers_to_share_with_a_mentor_and_says_how(catalog: Catalog) -> None:
    before = finished(catalog, "data_engineer")

    turn = advance(catalog, before, pressed(before, "mentor"))

    assert turn.conversation == before
    assert note(turn, catalog, "with-a-mentor")
