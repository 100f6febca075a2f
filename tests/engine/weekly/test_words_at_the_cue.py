"""What is typed where somebody is asked when they will begin: a plan, or something else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.effects import Say, Turn
from bot.engine.plans.plan_cards import choice_of
from bot.engine.schedule import QuietHours, Rhythm, Schedule
from bot.engine.state import Conversation, Stage
from bot.engine.weekly import times, weeks
from tests.engine.weekly.timed import (
    after,
    answered,
    drafted,
    in_room,
    nudged,
    on_mondays,
    weekly_of,
    words,
)


def body(turn: Turn) -> str:
    (said,) = turn.effects
    assert isinstance(said, Say)
    return said.card.body


def asks_again(catalog: Catalog, turn: Turn) -> bool:
    """Whether the question for their plan stands, and none was kept."""
    asked = catalog.say("times.which-cue", most=times.MOST_IN_A_CUE)
    is_there = turn.conversation.stage is Stage.CUE and asked in body(turn)
    return is_there and not weekly_of(turn).plan.cue


@pytest.mark.parametrize(
    "text",
    [
        *("no", "Nope.", "no thanks", "I don't know", "later", "not now", "maybe later"),
        *("skip", "nein", "weiß nicht", "später", "jetzt nicht", "nein danke"),
    ],
)
def test_a_no_and_a_later_leave_the_plan_to_begin_out(german: Catalog, text: str) -> None:
    turn = after(german, in_room(german, Stage.CUE), words(text))

    assert turn.conversation.stage is Stage.WEEK
    assert weekly_of(turn).plan.cue == ""


def test_a_no_leaves_a_plan_as_it_is(catalog: Catalog) -> None:
    weekly = times.with_cue(nudged(on_mondays(catalog)), "tea time")

    turn = after(catalog, in_room(catalog, Stage.CUE, weekly), words("no"))

    assert turn.conversation.stage is Stage.SETTINGS
    assert weekly_of(turn).plan.cue == "tea time"


@pytest.mark.parametrize(
    "text", ["What do you mean", "what is that?", "when should I begin?", "Was meinst du?"]
)
def test_a_question_is_answered_and_the_plan_is_asked_for_again(
    german: Catalog, text: str
) -> None:
    turn = after(german, in_room(german, Stage.CUE), words(text))

    assert german.say("why.cue") in body(turn)
    assert asks_again(german, turn)


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("make it fortnightly", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("biweekly", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
        ("can I have it on Tuesday instead", lambda one: (one.day, one.hour.hour) == (1, 9)),
        ("make it 10:30", lambda one: (one.day, one.hour) == (0, time(10, 30))),
        ("change it to friday 6pm", lambda one: (one.day, one.hour) == (4, time(18))),
        ("my time zone is Asia/Tokyo", lambda one: one.zone == "Asia/Tokyo"),
        ("quiet hours 21-8", lambda one: one.quiet == QuietHours(time(21), time(8))),
        ("lieber dienstags", lambda one: (one.day, one.hour.hour) == (1, 9)),
        ("mach es alle zwei Wochen", lambda one: one.rhythm is Rhythm.FORTNIGHTLY),
    ],
)
def test_a_wish_about_the_times_is_one_and_the_plan_is_asked_for_again(
    german: Catalog, text: str, reads: Callable[[Schedule], bool]
) -> None:
    turn = after(german, in_room(german, Stage.CUE), words(text))

    assert reads(weekly_of(turn).agenda.schedule)
    assert asks_again(german, turn)


@pytest.mark.parametrize(
    ("text", "room", "then"),
    [
        ("time zone", Stage.ZONE, "Tokyo"),
        ("quiet hours", Stage.QUIET, "21-8"),
        ("Ruhezeiten", Stage.QUIET, "zurück"),
        ("Zeitzone", Stage.ZONE, "return"),
    ],
)
def test_a_wish_without_a_value_is_asked_about_and_then_the_plan_again(
    german: Catalog, text: str, room: Stage, then: str
) -> None:
    first = after(german, in_room(german, Stage.CUE), words(text))
    assert first.conversation.stage is room

    turn = after(german, first.conversation, words(then))

    assert asks_again(german, turn)
    later = after(german, turn.conversation, words("after coffee"))
    assert later.conversation.stage is Stage.WEEK
    assert later.conversation.asking is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "after coffee on tuesdays",
            "when I sit down at 9",
            "Tuesdays at nine",
            "tuesday 9:00",
        ),
        *("quiet evening at home", "after I moved the car", "every week after the stand-up"),
        *("after lunch?", "no phone, then at my desk", "later in the evening, after tea"),
        *("dienstags nach dem Kaffee", "wenn ich um 9 am Tisch sitze"),
    ],
)
def test_a_plan_that_names_a_time_stays_a_plan(german: Catalog, text: str) -> None:
    here = in_room(german, Stage.CUE)

    turn = after(german, here, words(text))

    assert weekly_of(turn).plan.cue == text
    assert weekly_of(turn).agenda == weeks.of(here).agenda


def looking_at(catalog: Catalog, place: int) -> Conversation:
    """Somebody who looks at a step between two weeks."""
    here = in_room(catalog, Stage.STEP, answered(nudged(on_mondays(catalog))))
    step = weeks.today(catalog, weeks.of(here)).upcoming[place]
    return replace(here, asking=choice_of(step))


@pytest.mark.parametrize("text", ["later", "One place later"])
def test_later_moves_the_step_whose_card_offers_it(catalog: Catalog, text: str) -> None:
    here = looking_at(catalog, 1)
    moved = weeks.today(catalog, weeks.of(here)).upcoming[1]

    turn = after(catalog, here, words(text))

    assert turn.conversation.stage is Stage.STEP
    assert weeks.today(catalog, weekly_of(turn)).upcoming[2] == moved


def test_the_label_of_a_choice_comes_before_a_command(catalog: Catalog) -> None:
    turn = after(catalog, in_room(catalog, Stage.TIMING, drafted(catalog)), words("not now"))

    assert turn.conversation.stage is Stage.SUMMARY
    assert catalog.say("times.left") in body(turn)


def test_a_command_under_an_old_card_is_one(catalog: Catalog) -> None:
    here = looking_at(catalog, 1)
    old = Place(here.id, here.version - 1, here.asking)

    turn = after(catalog, here, replace(words("later"), place=old))

    assert turn.conversation.stage is Stage.PAUSING
    assert weeks.today(catalog, weekly_of(turn)) == weeks.today(catalog, weeks.of(here))
