"""The rooms of weekly steps: what is read, offered, and done there."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.catalog import Catalog, Command
from bot.catalog.loader import load
from bot.engine import speech
from bot.engine.events import Asked, Chose, Typed
from bot.engine.plans import planning
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import MOST_STEPS, CheckIn
from bot.engine.plans.plan_cards import PlanButton, choice_of
from bot.engine.plans.stuck_cards import MOST_IN_A_QUESTION
from bot.engine.schedule import OPEN_END
from bot.engine.state import Conversation, Leaning, NotSure, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import messages, times, week_commands, week_rooms, weeks
from bot.engine.weekly.times_rooms import TimeButton
from bot.engine.weekly.values import Question, Weekly
from bot.engine.weekly.week_rooms import BEHIND
from bot.paths import content_folder
from tests.engine.plans.weeks import ANALYST, ENGINEER, analyst, step, with_ladder
from tests.engine.walk import asked, pressed, typed
from tests.engine.weekly.steps import (
    FIRST_NUDGE,
    SCHEDULE,
    after_weeks,
    card_of,
    ids,
    nudged,
    press,
    somebody,
    steps_of,
    wanted,
    with_plan,
)
from tests.fakes.clock import NOON

DONE, PARTLY, KNOWN = CheckIn.DONE, CheckIn.PARTLY, CheckIn.KNOWN
WAYS = [WeeklyButton.STUCK, WeeklyButton.PLAN, WeeklyButton.PROGRESS]
HEARD_IN = (Stage.WEEK, Stage.SUMMARY, Stage.PLAN, Stage.SETTINGS, Stage.RESTING, Stage.ENDED)
MINE = (
    Stage.WEEK, Stage.PLAN, Stage.STEP, Stage.PROGRESS, Stage.STUCK, Stage.ASKING_MENTOR,
)  # fmt: skip
ASKED = Question("When is a chart too much?", NOON, about=step(1))


def in_room(stage: Stage, weekly: Weekly) -> Conversation:
    looked_at = choice_of(step(3)) if stage is Stage.STEP else None
    return replace(somebody(weekly, stage), asking=looked_at)


def at_step(weekly: Weekly, week: int) -> Conversation:
    return replace(somebody(weekly, Stage.STEP), asking=choice_of(step(week)))


def with_schedule(weekly: Weekly, **changes: Any) -> Weekly:
    schedule = replace(SCHEDULE, **changes)
    return weeks.planned_on(
        replace(weekly, agenda=replace(weekly.agenda, schedule=schedule)), NOON
    )


STOPPED, PAUSED = {"stopped": True}, {"paused_until": FIRST_NUDGE + timedelta(days=8)}


# What the room of the week tells


def test_before_the_first_nudge_the_week_says_what_comes_and_when(catalog: Catalog) -> None:
    card = speech.current(catalog, somebody(wanted(catalog)))

    assert card.body == (
        "Your first step: From question to metric. "
        "It comes on Monday, 9 March, 9:00 (Europe/Berlin)."
    )
    assert ids(card) == WAYS


def test_a_running_week_shows_its_step(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    card = speech.current(catalog, here)

    assert "**Week 1: From question to metric**" in card.body
    assert ids(card) == [*CheckIn, "snooze"]
    assert [one.id for one in card.controls] == [*WAYS, Command.SETTINGS, Command.HELP]
    assert card.place == weeks.place(here)


def test_this_weeks_step_is_put_off_from_its_card_and_then_not_again(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.SUMMARY)

    asks = press(catalog, here, "snooze").conversation
    tomorrow = replace(pressed(asks, "tomorrow"), at=FIRST_NUDGE)
    waits = advance(catalog, asks, tomorrow).conversation

    assert asks.stage is Stage.SNOOZING
    assert waits.stage is Stage.WEEK
    assert ids(speech.current(catalog, waits)) == [*CheckIn]


def test_one_press_on_the_question_of_rhythm_stops_the_steps(catalog: Catalog) -> None:
    turn = press(catalog, somebody(nudged(wanted(catalog)), Stage.SUMMARY), Command.STOP)

    assert steps_of(turn).agenda.schedule.stopped
    assert steps_of(turn).agenda.due is None
    assert ids(card_of(turn))[0] == Command.RESUME


def test_between_two_weeks_the_week_asks_oneself_and_says_what_comes_next(
    catalog: Catalog,
) -> None:
    card = speech.current(catalog, somebody(after_weeks(catalog, DONE)))

    assert catalog.roles[ANALYST].ladder[0].check in card.body
    assert card.body.endswith(
        "Next: SQL joins and aggregation. It comes on Monday, 16 March, 9:00 (Europe/Berlin)."
    )
    assert ids(card) == [*WAYS, WeeklyButton.SHOW_ANSWER]


@pytest.mark.parametrize("words", [[CheckIn.DONE], [CheckIn.DONE] * 12], ids=["between", "end"])
def test_the_question_to_oneself_belongs_to_the_reply_and_comes_on_no_later_card(
    catalog: Catalog, words: list[CheckIn]
) -> None:
    here = somebody(after_weeks(catalog, *words))
    asked = catalog.say("check-in.question", question="")
    assert asked in speech.current(catalog, here).body

    later = advance(catalog, here, Asked(FIRST_NUDGE, Command.PROGRESS))
    back = advance(catalog, later.conversation, Asked(FIRST_NUDGE, Command.BACK))

    assert back.conversation.stage is Stage.WEEK
    assert asked not in card_of(back).body
    assert WeeklyButton.SHOW_ANSWER not in ids(card_of(back))


def test_a_week_that_began_with_a_word_still_asks_about_the_step_before(
    catalog: Catalog,
) -> None:
    open_ = nudged(wanted(catalog), 2)
    weekly = weeks.checked_in(catalog, open_, DONE, FIRST_NUDGE, back=True)

    card = speech.current(catalog, somebody(weekly))

    assert catalog.roles[ANALYST].ladder[0].check in card.body
    assert "**Week 2: SQL joins and aggregation**" in card.body
    assert ids(card) == [*CheckIn, TimeButton.SNOOZE, WeeklyButton.SHOW_ANSWER]


def test_after_the_ladder_the_week_offers_ways_into_other_roles(catalog: Catalog) -> None:
    card = speech.current(catalog, somebody(after_weeks(catalog, *[DONE] * 12)))

    assert "That was the last step" in card.body
    assert {*ids(card)} == {*catalog.roles, WeeklyButton.SHOW_ANSWER} - {ANALYST}


def test_the_word_on_the_last_step_is_said_once_right_after_it(catalog: Catalog) -> None:
    here = somebody(nudged(after_weeks(catalog, *[DONE] * 11)))

    turn = press(catalog, here, DONE)

    later = speech.current(catalog, turn.conversation)

    assert "That makes" in card_of(turn).body
    assert "That makes" not in later.body
    assert "Done." not in later.body


def test_after_the_ladder_a_known_step_is_found_in_the_plan_only(catalog: Catalog) -> None:
    ended = somebody(after_weeks(catalog, *[KNOWN] * 12))

    week = speech.current(catalog, ended)
    plan = speech.current(catalog, replace(ended, stage=Stage.PLAN))

    assert choice_of(step(1)) not in ids(week)
    assert "You know already" not in week.body
    assert WeeklyButton.PLAN in [one.id for one in week.controls]
    assert choice_of(step(1)) in ids(plan)


def test_after_the_ladder_no_break_is_taken_from_steps_that_do_not_come(
    catalog: Catalog,
) -> None:
    ended = somebody(after_weeks(catalog, *[DONE] * 12))

    turn = advance(catalog, ended, Asked(FIRST_NUDGE, Command.PAUSE))

    assert turn.conversation.stage is Stage.RESTING
    assert steps_of(turn) == replace(weeks.of(ended), asks_oneself=False)


def test_who_stops_after_the_ladder_gets_no_step_to_another_role_before_they_are_back(
    catalog: Catalog,
) -> None:
    ended = somebody(after_weeks(catalog, *[DONE] * 12))

    gone = advance(catalog, ended, Asked(FIRST_NUDGE, Command.STOP)).conversation
    led = press(catalog, gone, ENGINEER).conversation
    back = advance(catalog, led, Asked(FIRST_NUDGE, Command.RESUME)).conversation

    assert gone.stage is Stage.ENDED
    assert weeks.of(led).plan.role == ENGINEER
    assert weeks.of(led).agenda.due is None
    assert ids(speech.current(catalog, led))[0] == Command.RESUME
    assert weeks.of(back).agenda.due is not None


def test_a_break_before_the_first_step_says_when_the_first_comes(catalog: Catalog) -> None:
    until = FIRST_NUDGE + timedelta(days=8)
    here = somebody(with_schedule(wanted(catalog), paused_until=until))

    card = speech.current(catalog, here)

    assert "Your first step comes on Monday, 23 March, 9:00" in card.body


@pytest.mark.parametrize(
    ("away", "comes"),
    [
        (1, "A short reminder of your step comes on Saturday, 14 March"),
        (6, "Your next step comes on Monday, 16 March"),
        (20, "Your next step comes on Monday, 30 March"),
    ],
)
def test_whoever_comes_back_to_an_open_step_hears_what_comes_and_when(
    catalog: Catalog, away: int, comes: str
) -> None:
    here = somebody(nudged(wanted(catalog)))
    stopped = press(catalog, here, Command.STOP).conversation

    turn = advance(catalog, stopped, Asked(FIRST_NUDGE + timedelta(days=away), Command.RESUME))

    assert comes in card_of(turn).body
    assert "**Week 1: From question to metric**" in card_of(turn).body


def test_a_break_says_that_it_is_one_and_until_when(catalog: Catalog) -> None:
    until = FIRST_NUDGE + timedelta(days=8)
    card = speech.current(
        catalog, somebody(with_schedule(nudged(wanted(catalog)), paused_until=until))
    )

    assert card.body == " ".join(
        [
            catalog.say("week.resting"),
            "Your next step comes on Monday, 23 March, 9:00 (Europe/Berlin).",
        ]
    )
    assert ids(card) == [Command.RESUME, *WAYS]


def test_a_break_without_an_end_says_no_date(catalog: Catalog) -> None:
    weekly = with_schedule(nudged(wanted(catalog)), paused_until=OPEN_END)

    told = speech.current(catalog, somebody(weekly)).body

    assert told == " ".join([catalog.say("week.resting"), catalog.say("times.nothing")])


def test_a_break_that_ends_before_the_reminder_calls_that_a_reminder(catalog: Catalog) -> None:
    until = FIRST_NUDGE + timedelta(days=4)
    paused = with_schedule(nudged(wanted(catalog)), paused_until=until)

    told = speech.current(catalog, somebody(paused)).body

    assert "A short reminder of your step comes on Saturday, 14 March" in told
    assert "next step" not in told


def test_a_break_is_over_with_the_first_nudge_after_it(catalog: Catalog) -> None:
    weekly = nudged(with_schedule(wanted(catalog), paused_until=NOON + timedelta(days=2)))

    here = times.as_of(somebody(weekly), FIRST_NUDGE)

    assert "**Week 1:" in speech.current(catalog, here).body


def test_after_a_break_the_card_says_when_the_next_step_comes_and_offers_no_way_back(
    catalog: Catalog,
) -> None:
    until = FIRST_NUDGE + timedelta(days=16)
    resting = somebody(times.paused(nudged(wanted(catalog)), until, FIRST_NUDGE))

    turn = advance(catalog, resting, Asked(until, Command.RESUME))

    body = card_of(turn).body
    assert body.startswith(catalog.say("resume.awake"))
    assert "Your next step comes on Monday, 30 March" in body
    assert body.count("Your next step comes on") == 1
    assert not {Command.RESUME, TimeButton.SNOOZE} & {*ids(card_of(turn))}


def test_a_week_that_a_break_left_is_this_week_nowhere(catalog: Catalog) -> None:
    until = FIRST_NUDGE + timedelta(days=16)
    resting = somebody(times.paused(nudged(wanted(catalog)), until, FIRST_NUDGE))

    for command in (Command.PLAN, Command.PROGRESS):
        for at in (FIRST_NUDGE, until):
            body = card_of(advance(catalog, resting, Asked(at, command))).body
            assert "this week" not in body


@pytest.mark.parametrize("days", [1, 30])
def test_progress_in_a_stop_says_that_it_cut_the_week_short(
    catalog: Catalog, days: int
) -> None:
    here = somebody(nudged(wanted(catalog)))
    stopped = press(catalog, here, Command.STOP).conversation

    at = FIRST_NUDGE + timedelta(days=days)
    body = card_of(advance(catalog, stopped, Asked(at, Command.PROGRESS))).body

    assert "- Week 1: From question to metric, cut short" in body


def test_before_any_nudge_a_break_is_one_too(catalog: Catalog) -> None:
    weekly = with_schedule(wanted(catalog), paused_until=NOON + timedelta(days=2))

    told = speech.current(catalog, somebody(weekly)).body

    assert told.startswith(catalog.say("week.resting"))


def test_stopped_steps_say_that_everything_is_kept_and_how_to_come_back(
    catalog: Catalog,
) -> None:
    card = speech.current(
        catalog, somebody(with_schedule(nudged(wanted(catalog)), stopped=True))
    )

    assert card.body == " ".join([catalog.say("week.stopped"), catalog.say("times.nothing")])
    assert ids(card) == [Command.RESUME, *WAYS]


def test_a_break_from_stopped_steps_is_none_that_a_return_would_end(catalog: Catalog) -> None:
    stopped = with_schedule(nudged(wanted(catalog)), stopped=True)

    turn = advance(catalog, somebody(stopped), asked(Command.PAUSE))

    assert turn.conversation.stage is Stage.WEEK
    assert card_of(turn).body.startswith(catalog.say("week.stopped"))


@pytest.mark.parametrize("word", [DONE, CheckIn.NOT_YET, CheckIn.LIGHTER])
@pytest.mark.parametrize(
    ("away", "told"),
    [
        (STOPPED, "No weekly step comes until you say **resume**."),
        (PAUSED, "comes on Monday, 23 March, 9:00 (Europe/Berlin)."),
    ],
)
def test_a_word_in_a_stop_or_a_break_is_met_with_what_comes_and_the_way_back(
    catalog: Catalog, away: dict[str, Any], told: str, word: CheckIn
) -> None:
    here = somebody(with_schedule(nudged(wanted(catalog)), **away))

    turn = press(catalog, here, word)

    assert card_of(turn).body.endswith(told)
    assert ids(card_of(turn))[0] == Command.RESUME


@pytest.mark.parametrize(
    ("away", "told"),
    [
        (STOPPED, ["week.stopped", "times.nothing"]),
        ({"paused_until": OPEN_END}, ["week.resting", "times.nothing"]),
    ],
)
def test_the_plan_says_in_a_stop_or_a_break_that_all_rests_and_the_way_back(
    catalog: Catalog, away: dict[str, Any], told: list[str]
) -> None:
    weekly = with_schedule(nudged(wanted(catalog), 4), **away)

    card = card_of(advance(catalog, somebody(weekly, Stage.PLAN), typed("lovely weather")))

    assert " ".join(catalog.say(one) for one in told) in card.body
    assert "(this week)" not in card.body
    assert ids(card)[0] == choice_of(step(2))
    assert ids(card)[-1] == Command.RESUME


def test_in_a_break_the_end_of_the_ladder_is_told_in_the_plan_as_well(catalog: Catalog) -> None:
    ended = with_schedule(after_weeks(catalog, *[DONE] * 12), stopped=True)

    card = speech.current(catalog, somebody(ended, Stage.PLAN))

    assert card.body.startswith("That was the last step")
    assert Command.RESUME not in ids(card)


def test_the_answer_shown_in_a_stop_keeps_the_way_back(catalog: Catalog) -> None:
    here = somebody(with_schedule(nudged(wanted(catalog)), **STOPPED))
    done = press(catalog, here, DONE).conversation

    card = card_of(press(catalog, done, WeeklyButton.SHOW_ANSWER))

    assert "No weekly step comes until you say **resume**." in card.body
    assert ids(card)[0] == Command.RESUME


def test_another_role_chosen_in_a_stop_says_that_nothing_comes(catalog: Catalog) -> None:
    stopped = with_schedule(nudged(wanted(catalog)), **STOPPED)

    turn = advance(catalog, somebody(stopped, Stage.CHOOSING), typed("data engineer"))

    assert card_of(turn).body.startswith("Your weekly steps now lead to data engineer.")
    assert "No weekly step comes until you say **resume**." in card_of(turn).body


@pytest.mark.parametrize("stage", MINE)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_room_fits_a_phone_and_says_why_and_that_it_did_not_understand(
    stage: Stage, language: str
) -> None:
    catalog = load(content_folder(), language)
    for weekly in (wanted(catalog), nudged(wanted(catalog), 2), after_weeks(catalog, DONE)):
        here = in_room(stage, replace(weekly, question=ASKED))
        why = card_of(advance(catalog, here, asked(Command.WHY)))
        odd = card_of(advance(catalog, here, typed("" if stage is Stage.STUCK else "hm hm")))

        assert why.body.startswith(catalog.say(f"why.{stage}"))
        assert odd.body.startswith(
            week_rooms.unread(catalog, here)
            if stage is Stage.WEEK
            else catalog.say(f"not-understood.{stage}")
        )
        assert max(len(why.body), len(odd.body)) <= 1_200


# A word on a week


@pytest.mark.parametrize(
    ("words", "away", "names"),
    [
        ([], {}, ["**settings**", "**plan**"]),
        ([DONE], {}, ["**settings**", "**plan**"]),
        ([DONE], STOPPED, ["**plan**"]),
        ([CheckIn.NOT_YET], STOPPED, ["**plan**"]),
        ([CheckIn.NOT_YET], PAUSED, ["**resume**"]),
        ([DONE] * 12, {}, ["**progress**"]),
    ],
)
def test_unread_words_name_only_what_can_be_said_there(
    catalog: Catalog, words: list[CheckIn], away: dict[str, Any], names: list[str]
) -> None:
    here = somebody(with_schedule(after_weeks(catalog, *words), **away))

    note = card_of(advance(catalog, here, typed("lovely weather"))).body.split("\n\n")[0]

    assert all(name in note for name in names)
    assert "**done**" not in note


@pytest.mark.parametrize("said", [[], [DONE], [CheckIn.NOT_YET]])
@pytest.mark.parametrize("word", ["yes", "lovely weather", "thanks"])
def test_after_a_stop_an_answer_says_once_how_to_go_on(
    catalog: Catalog, said: list[CheckIn], word: str
) -> None:
    here = somebody(with_schedule(after_weeks(catalog, *said), **STOPPED))

    body = card_of(advance(catalog, here, typed(word))).body

    assert body.count("**resume**") == 1


def test_while_a_step_is_here_unread_words_name_the_words_on_it(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    card = card_of(advance(catalog, here, typed("lovely weather")))

    assert card.body.startswith("I did not quite get that. **done**")


def test_done_moves_to_the_week_and_says_what_comes_next(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.ASKING)

    turn = press(catalog, here, DONE)

    assert turn.conversation.stage is Stage.WEEK
    assert turn.conversation.version == here.version + 1
    assert card_of(turn).body.startswith(catalog.say("check-in.after-done"))
    assert "It comes on Monday, 16 March" in card_of(turn).body
    assert card_of(turn).place == weeks.place(turn.conversation)
    assert steps_of(turn).plan.past[-1].check_in is DONE


def test_F07_a_double_click_counts_once(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))
    click = Chose(FIRST_NUDGE, weeks.place(here), frozenset({DONE}))
    once = advance(catalog, here, click)

    twice = advance(catalog, once.conversation, click)

    assert twice.conversation == once.conversation
    assert card_of(twice).body.startswith(catalog.say("old-card"))
    assert "Next: SQL joins" in card_of(twice).body


def test_F14_an_old_card_of_a_week_changes_nothing_in_any_room(catalog: Catalog) -> None:
    here = somebody(nudged(after_weeks(catalog, DONE)), Stage.SUMMARY)
    old = replace(weeks.place(here), question="week-0")

    for event in (
        Chose(FIRST_NUDGE, old, frozenset({DONE})),
        Typed(FIRST_NUDGE, "hm", old),
        Asked(FIRST_NUDGE, Command.PLAN, old),
    ):
        turn = advance(catalog, here, event)
        assert steps_of(turn).plan == weeks.of(here).plan
        assert turn.conversation.stage is Stage.SUMMARY
        assert card_of(turn).body.startswith(catalog.say("old-card"))
        assert card_of(turn).place == weeks.place(here)


def test_F14_a_card_of_a_week_without_weekly_steps_is_an_old_one(catalog: Catalog) -> None:
    turn = press(catalog, somebody(None, Stage.WELCOME), DONE)

    assert turn.conversation == somebody(None, Stage.WELCOME)
    assert card_of(turn).body.startswith(catalog.say("old-card"))


def test_the_card_of_the_week_before_counts_while_this_one_asks_about_it(
    catalog: Catalog,
) -> None:
    here = somebody(nudged(wanted(catalog), 2))
    before = replace(weeks.place(here), question="week-1")

    turn = advance(catalog, here, Chose(FIRST_NUDGE, before, frozenset({PARTLY})))

    assert [(one.number, one.check_in) for one in steps_of(turn).plan.past] == [(1, PARTLY)]
    assert "**Week 2: SQL joins and aggregation**" in card_of(turn).body


@pytest.mark.parametrize(("week", "known"), [("week-3", 2), ("week-2", 1)])
def test_known_is_the_step_that_the_card_shows_though_it_asks_about_another(
    catalog: Catalog, week: str, known: int
) -> None:
    """Silent twice in a row, so the first step has moved to the end and the second is here."""
    here = somebody(nudged(wanted(catalog), 3))
    card = replace(weeks.place(here), question=week)

    turn = advance(catalog, here, Chose(FIRST_NUDGE, card, frozenset({KNOWN})))

    assert steps_of(turn).plan.known == {step(known)}


def test_the_last_step_is_met_with_its_word_and_the_end(catalog: Catalog) -> None:
    here = somebody(nudged(after_weeks(catalog, *[DONE] * 11)))

    turn = press(catalog, here, DONE)
    answer = press(catalog, turn.conversation, WeeklyButton.SHOW_ANSWER)

    told = card_of(turn)
    last = catalog.roles[ANALYST].ladder[-1]
    assert told.body.startswith(catalog.say("check-in.after-done-stretch"))
    assert last.check in told.body
    assert "That was the last step" in told.body
    assert steps_of(turn).agenda.due is None
    assert last.answer in card_of(answer).body
    assert WeeklyButton.SHOW_ANSWER not in ids(card_of(answer))


def test_the_answer_is_shown_on_the_same_card_and_changes_nothing(catalog: Catalog) -> None:
    here = somebody(after_weeks(catalog, DONE), Stage.SUMMARY)

    turn = press(catalog, here, WeeklyButton.SHOW_ANSWER)

    assert turn.conversation == here
    assert catalog.roles[ANALYST].ladder[0].answer in card_of(turn).body
    assert "It comes on Monday, 16 March" in card_of(turn).body
    assert card_of(turn).place == weeks.place(here)


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ([], "problem.nothing-chosen"),
        ([DONE, PARTLY], "problem.one-only"),
        (["nonsense"], "problem.unknown-choice"),
        ([ENGINEER], "problem.unknown-choice"),
        ([WeeklyButton.SHOW_ANSWER], "problem.unknown-choice"),
    ],
)
def test_what_a_week_does_not_offer_is_refused_and_nobody_moves(
    catalog: Catalog, choices: list[str], problem: str
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.SUMMARY)

    turn = press(catalog, here, *choices)

    assert turn.conversation == replace(here, weekly=weeks.heard(weeks.of(here)))
    assert card_of(turn).problem
    assert card_of(turn).body.startswith(catalog.say(problem))


def test_a_check_in_between_two_weeks_is_refused(catalog: Catalog) -> None:
    here = somebody(after_weeks(catalog, DONE))

    assert card_of(press(catalog, here, DONE)).problem


@pytest.mark.parametrize("stage", HEARD_IN)
@pytest.mark.parametrize("words", ["done", "Partly", "not yet!", "I know this already"])
def test_typed_words_are_a_word_on_the_week_where_no_question_stands(
    catalog: Catalog, stage: Stage, words: str
) -> None:
    here = somebody(nudged(wanted(catalog)), stage)

    turn = advance(catalog, here, typed(words))

    assert steps_of(turn).week == weeks.of(here).week + 1
    assert turn.conversation.stage is Stage.WEEK


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Did it!", "done"),
        ("finished", "done"),
        ("half of it", "partly"),
        ("skip this one", "not-yet"),
        ("Didn't get to it.", "not-yet"),
        ("too easy", "known"),
        ("no time", "lighter"),
        ("too busy", "lighter"),
        ("something else", "swap"),
        ("not today", "snooze"),
        ("geschafft", "done"),
        ("zur Hälfte", "partly"),
        ("nicht dazu gekommen", "not-yet"),
        ("kann ich schon", "known"),
        ("keine Zeit", "lighter"),
        ("etwas anderes", "swap"),
        ("jetzt etwas anderes", "swap"),
        ("heute nicht", "snooze"),
    ],
)
@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.PLAN])
def test_what_people_say_for_a_button_is_that_button(
    text: str, meant: str, stage: Stage, german: Catalog
) -> None:
    here = somebody(nudged(wanted(german)), stage)

    said = advance(german, here, Typed(FIRST_NUDGE, text))
    pressed_it = press(german, replace(here, stage=Stage.WEEK), meant)

    assert said.conversation.weekly == pressed_it.conversation.weekly
    assert said.conversation.stage is pressed_it.conversation.stage


@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.SUMMARY])
@pytest.mark.parametrize(("text", "outcome"), [("done", "done"), ("half of it", "partly done")])
def test_after_not_yet_the_same_week_can_still_be_done(
    catalog: Catalog, stage: Stage, text: str, outcome: str
) -> None:
    asked = press(catalog, somebody(nudged(wanted(catalog))), CheckIn.NOT_YET)
    friday = FIRST_NUDGE + timedelta(days=4)

    turn = advance(catalog, replace(asked.conversation, stage=stage), Typed(friday, text))

    assert "say **done** or **partly**" in card_of(asked).body
    assert ids(card_of(asked))[:2] == [CheckIn.DONE, CheckIn.PARTLY]
    progress = advance(catalog, turn.conversation, Asked(friday, Command.PROGRESS))
    assert card_of(progress).body.count("- Week 1") == 1
    assert f"- Week 1: From question to metric, {outcome}" in card_of(progress).body


def test_words_on_a_week_answer_no_question(catalog: Catalog) -> None:
    here = replace(somebody(nudged(wanted(catalog)), Stage.ASKING), asking="afternoon")

    for text in ("did it", "half", "no time", "not today"):
        turn = advance(catalog, here, Typed(FIRST_NUDGE, text))
        assert turn.conversation.version == here.version
        assert steps_of(turn).week == weeks.of(here).week


def test_every_word_on_a_week_that_people_type_is_a_choice_there(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    step, often = speech.current(catalog, here), messages.cadence(catalog, here)

    on_cards = {*ids(step), *ids(often)} - set(Command)
    reminders = {TimeButton.REMIND, TimeButton.NO_REMINDER}
    assert set(catalog.lexicon.week.values()) == on_cards | reminders


def test_a_typed_check_in_changes_nothing_while_no_week_runs(catalog: Catalog) -> None:
    here = somebody(after_weeks(catalog, DONE))

    turn = advance(catalog, here, typed("done"))

    assert turn.conversation == here
    assert catalog.say("week.answer-anew") in card_of(turn).body


def test_numbers_count_along_the_card_of_the_week(catalog: Catalog) -> None:
    turn = advance(catalog, somebody(nudged(wanted(catalog))), typed("2"))

    assert steps_of(turn).plan.past[-1].check_in is PARTLY


def test_anything_that_somebody_does_ends_their_silence(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog), 3), Stage.SUMMARY)

    turn = advance(catalog, here, asked(Command.HELP))

    assert steps_of(turn).agenda.silent == 0
    assert turn.conversation.version == here.version


# The question of rhythm


@pytest.mark.parametrize(
    ("button", "rhythm"), [(WeeklyButton.EVERY_WEEK, 1), (WeeklyButton.EVERY_SECOND, 2)]
)
def test_the_rhythm_is_as_they_choose(
    catalog: Catalog, button: WeeklyButton, rhythm: int
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.SUMMARY)

    turn = press(catalog, here, button)

    agenda = steps_of(turn).agenda
    assert agenda.schedule.rhythm == rhythm
    assert agenda.latest is not None
    assert agenda.due is not None
    assert turn.conversation.stage is Stage.WEEK
    assert card_of(turn).body.startswith("Good: a step every")


# Other roles


def test_after_the_ladder_another_role_begins(catalog: Catalog) -> None:
    here = somebody(after_weeks(catalog, *[DONE] * 12))

    turn = press(catalog, here, ENGINEER, at=FIRST_NUDGE + timedelta(weeks=12))

    assert steps_of(turn).plan.role == turn.conversation.chosen == ENGINEER
    assert steps_of(turn).agenda.due is not None
    assert card_of(turn).body.startswith("Your weekly steps now lead to")


def test_choosing_another_role_leads_the_weekly_steps_there_too(catalog: Catalog) -> None:
    here = somebody(nudged(after_weeks(catalog, KNOWN)), Stage.CHOOSING)

    turn = advance(catalog, here, pressed(here, ENGINEER))

    assert steps_of(turn).plan.role == ENGINEER
    assert step(1) in steps_of(turn).plan.known
    assert card_of(turn).body.startswith("Your weekly steps now lead to")


def test_choosing_the_same_role_leaves_the_weekly_steps_alone(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.CHOOSING)

    turn = advance(catalog, here, pressed(here, ANALYST))

    assert steps_of(turn).plan == weeks.of(here).plan
    assert "Your weekly steps" not in card_of(turn).body


def test_the_summary_leads_to_the_week_and_to_steps_for_another_role(
    catalog: Catalog,
) -> None:
    same = replace(somebody(wanted(catalog), Stage.SUMMARY), chosen=ANALYST)
    other = replace(same, chosen=ENGINEER)

    assert ids(speech.current(catalog, same))[:2] == ["week", "compare"]
    assert ids(speech.current(catalog, other))[:2] == ["week", "replan"]
    week = advance(catalog, same, pressed(same, "week"))
    there = advance(catalog, other, pressed(other, "replan"))
    assert week.conversation.stage is there.conversation.stage is Stage.WEEK
    assert steps_of(there).plan.role == ENGINEER


def test_without_a_role_in_force_the_way_leads_to_the_week_as_it_is(catalog: Catalog) -> None:
    here = somebody(wanted(catalog), Stage.SUMMARY)

    turn = week_commands.replan(catalog, here, NOON)

    assert "replan" not in ids(speech.current(catalog, here))
    assert turn.conversation.stage is Stage.WEEK
    assert turn.conversation.weekly == here.weekly


# The plan


def test_a_step_is_picked_from_the_plan_and_the_way_back_leads_there(
    catalog: Catalog,
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.PLAN)

    there = advance(catalog, here, pressed(here, choice_of(step(3)))).conversation
    back = advance(catalog, there, asked(Command.BACK)).conversation

    assert (there.stage, there.asking) == (Stage.STEP, choice_of(step(3)))
    assert (back.stage, back.asking) == (Stage.PLAN, None)


@pytest.mark.parametrize(
    ("button", "week", "stage", "says"),
    [
        (PlanButton.PIN, 4, Stage.STEP, "Pinned: “Spreadsheets done properly” comes next"),
        (PlanButton.EARLIER, 4, Stage.STEP, "“Spreadsheets done properly” is number 3 now."),
        (PlanButton.LATER, 4, Stage.STEP, "“Spreadsheets done properly” is number 5 now."),
        (PlanButton.HIDE, 4, Stage.PLAN, "“Spreadsheets done properly” is left out."),
    ],
)
def test_each_change_of_the_plan_says_what_happened(
    catalog: Catalog, button: PlanButton, week: int, stage: Stage, says: str
) -> None:
    here = at_step(nudged(wanted(catalog)), week)

    turn = advance(catalog, here, pressed(here, button))

    assert turn.conversation.stage is stage
    assert card_of(turn).body.startswith(says)
    assert steps_of(turn).agenda.nudged == 0
    assert steps_of(turn).week == weeks.of(here).week


def test_a_pin_on_the_step_of_this_week_is_seen_and_is_said_not_to_come_next(
    catalog: Catalog,
) -> None:
    here = at_step(nudged(wanted(catalog)), 1)

    pinned = advance(catalog, here, pressed(here, PlanButton.PIN))
    plan = advance(catalog, pinned.conversation, asked(Command.PLAN))

    assert "is the step of this week already" in card_of(pinned).body
    assert "1. From question to metric (this week, pinned)" in card_of(plan).body


def test_a_pin_is_taken_away_and_a_step_brought_back(catalog: Catalog) -> None:
    weekly = nudged(wanted(catalog))
    plan = weeks.today(catalog, weekly)
    pinned = planning.pin(catalog, planning.hide(catalog, plan, step(5)), step(4))
    changed = weeks.edited(catalog, weekly, pinned)
    one, other = at_step(changed, 4), at_step(changed, 5)

    unpinned = advance(catalog, one, pressed(one, PlanButton.UNPIN))
    back = advance(catalog, other, pressed(other, PlanButton.BRING_BACK))

    assert steps_of(unpinned).plan.pins == frozenset()
    assert "without the pin" in card_of(unpinned).body
    assert step(5) in steps_of(back).plan.upcoming
    assert card_of(back).body.startswith("“Cleaning data you did not collect” is number 5 now.")


def test_a_full_plan_says_that_nothing_more_fits_in(catalog: Catalog) -> None:
    plan = weeks.today(catalog, wanted(catalog))
    full = replace(
        plan,
        upcoming=(*plan.upcoming[1:], step(1, ENGINEER)),
        hidden=frozenset({step(1)}),
    )
    here = at_step(with_plan(wanted(catalog), full), 1)

    turn = advance(catalog, here, pressed(here, PlanButton.BRING_BACK))

    assert len(full.upcoming) == MOST_STEPS
    assert turn.conversation.stage is Stage.PLAN
    assert card_of(turn).body.startswith("Your plan is full just now.")


def test_A29_of_a_step_that_is_gone_the_plan_is_shown_and_works(catalog: Catalog) -> None:
    here = at_step(wanted(catalog), 12)
    shorter = with_ladder(catalog, catalog.roles[ANALYST], 3)

    turn = advance(shorter, here, pressed(here, choice_of(step(2))))

    assert card_of(advance(shorter, here, typed("hm"))).choices
    assert turn.conversation.asking == choice_of(step(2))


def test_a_step_without_a_name_is_no_step(catalog: Catalog) -> None:
    here = somebody(wanted(catalog), Stage.STEP)

    assert "**Your steps on the way" in speech.current(catalog, here).body


def test_another_room_forgets_the_step_that_was_looked_at(catalog: Catalog) -> None:
    here = at_step(nudged(wanted(catalog)), 3)

    for turn in (
        advance(catalog, here, asked(Command.COMPARE)),
        advance(catalog, here, asked(Command.PAUSE)),
        press(catalog, here, DONE),
    ):
        assert turn.conversation.asking is None
        again = advance(catalog, turn.conversation, asked(Command.HELP))
        assert again.conversation == turn.conversation


def test_the_progress_has_its_weeks_as_values_to_draw(catalog: Catalog) -> None:
    weekly = nudged(after_weeks(catalog, DONE, CheckIn.NOT_YET))

    card = speech.current(catalog, somebody(weekly, Stage.PROGRESS))

    marks = [(one.number, one.label, one.mark, one.kept) for one in card.weeks]
    assert marks[0] == (1, "From question to metric", "done", True)
    assert [one[2] for one in marks] == ["done", "not-yet", "now"]
    assert speech.current(catalog, somebody(weekly)).weeks == ()


@pytest.mark.parametrize("stage", MINE)
def test_back_leads_to_the_room_behind(catalog: Catalog, stage: Stage) -> None:
    here = in_room(stage, replace(nudged(wanted(catalog)), question=ASKED))

    there = advance(catalog, here, asked(Command.BACK)).conversation

    assert there.stage is BEHIND.get(stage, Stage.WELCOME)


@pytest.mark.parametrize(
    ("command", "stage"),
    [
        (Command.PLAN, Stage.PLAN),
        (Command.PROGRESS, Stage.PROGRESS),
        (Command.STUCK, Stage.STUCK),
    ],
)
def test_plan_progress_and_stuck_open_their_rooms_from_everywhere(
    catalog: Catalog, command: Command, stage: Stage
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.WELCOME)

    there = advance(catalog, here, asked(command)).conversation
    pressed_there = press(catalog, here, command).conversation
    again = advance(catalog, there, asked(command)).conversation

    assert there.stage is pressed_there.stage is stage
    assert again == there


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pin 5", "Pinned: “"),
        ("Please pin step 5!", "Pinned: “"),
        ("hide #5", "” is left out."),
        ("leave out 5", "” is left out."),
    ],
)
def test_a_step_of_the_plan_is_pinned_and_left_out_by_its_number(
    catalog: Catalog, text: str, told: str
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.PLAN)
    fifth = weeks.today(catalog, weeks.of(here)).upcoming[4]

    turn = advance(catalog, here, typed(text))

    plan = steps_of(turn).plan
    assert turn.conversation.stage is Stage.PLAN
    assert told in card_of(turn).body
    assert fifth in plan.pins | plan.hidden


@pytest.mark.parametrize(
    "text", ["pin Choosing the chart", "pin the chart", "hide choosing the chart, please"]
)
def test_a_step_of_the_plan_is_pinned_and_left_out_by_its_topic(
    catalog: Catalog, text: str
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.PLAN)

    turn = advance(catalog, here, typed(text))

    plan = steps_of(turn).plan
    assert turn.conversation.stage is Stage.PLAN
    assert [step(7)] == [*(plan.pins | plan.hidden)]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("pin it", Stage.STEP),
        ("hide it", Stage.PLAN),
        ("leave this step out", Stage.PLAN),
        ("hide spreadsheets", Stage.PLAN),
        ("hefte ihn an", Stage.STEP),
        ("lass es weg", Stage.PLAN),
    ],
)
def test_on_the_card_of_a_step_it_is_that_step(
    german: Catalog, catalog: Catalog, text: str, stage: Stage
) -> None:
    content = german if text in ("hefte ihn an", "lass es weg") else catalog
    here = somebody(nudged(wanted(content)), Stage.STEP)
    here = replace(here, asking=choice_of(step(4)))

    turn = advance(content, here, typed(text))

    plan = steps_of(turn).plan
    assert turn.conversation.stage is stage
    assert [step(4)] == [*(plan.pins | plan.hidden)]


@pytest.mark.parametrize("text", ["pin the moon", "step", "keep calm"])
def test_other_words_on_the_card_of_a_step_leave_it_as_it_is(
    catalog: Catalog, text: str
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.STEP)
    here = replace(here, asking=choice_of(step(4)))

    turn = advance(catalog, here, typed(text))

    assert steps_of(turn).plan == weeks.of(here).plan
    assert card_of(turn).body.startswith(catalog.say("not-understood.step"))


@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.PROGRESS, Stage.PLAN, Stage.SUMMARY])
@pytest.mark.parametrize(
    "text",
    [
        *("change role", "Another role, please", "I want to be a data engineer instead"),
        *(
            "I would like a different role",
            "andere Rolle",
            "Ich möchte lieber Data Engineer werden",
        ),
    ],
)
def test_whoever_asks_for_another_role_chooses_it_themselves(
    german: Catalog, text: str, stage: Stage
) -> None:
    here = somebody(nudged(wanted(german)), stage)

    turn = advance(german, here, typed(text))

    assert turn.conversation.stage is Stage.CHOOSING
    assert {"data_engineer", "data_scientist"} <= {one.id for one in card_of(turn).choices}
    assert steps_of(turn) == weeks.heard(weeks.of(here))


@pytest.mark.parametrize(
    "text",
    ["role", "data engineer", "I don't want to be a data engineer", "another step maybe"],
)
def test_a_role_that_nobody_asks_for_is_not_chosen(catalog: Catalog, text: str) -> None:
    turn = advance(catalog, somebody(nudged(wanted(catalog)), Stage.PROGRESS), typed(text))

    assert turn.conversation.stage is Stage.PROGRESS


def test_without_a_role_there_is_none_to_change(catalog: Catalog) -> None:
    turn = advance(catalog, somebody(None, Stage.RESTING), typed("change role"))

    assert turn.conversation.stage is Stage.RESTING


def test_the_plan_says_how_to_change_the_role(catalog: Catalog) -> None:
    turn = advance(catalog, somebody(nudged(wanted(catalog)), Stage.PLAN), typed("plan"))

    assert "**another role**" in card_of(turn).body


def test_what_nobody_understands_between_two_steps_is_met_kindly(german: Catalog) -> None:
    turn = advance(german, somebody(wanted(german)), typed("blub"))

    assert card_of(turn).body.startswith("Das habe ich leider nicht ganz verstanden.")


@pytest.mark.parametrize("runs", [True, False])
@pytest.mark.parametrize(
    ("text", "number"), [("pin 5", 5), ("pin 12", 12), ("hide 1", 1), ("hide 3, please", 3)]
)
def test_a_step_is_pinned_and_left_out_by_its_number_on_the_card_of_the_week(
    catalog: Catalog, text: str, number: int, *, runs: bool
) -> None:
    weekly = nudged(wanted(catalog)) if runs else wanted(catalog)
    meant = weekly.plan.upcoming[number - 1]

    turn = advance(catalog, somebody(weekly), typed(text))

    plan = steps_of(turn).plan
    assert plan.pins | plan.hidden == {meant}
    assert turn.conversation.stage is Stage.PLAN


@pytest.mark.parametrize("text", ["pin 40", "hide it", "pin", "keep well"])
def test_a_change_without_a_step_is_none_on_the_card_of_the_week(
    catalog: Catalog, text: str
) -> None:
    turn = advance(catalog, somebody(nudged(wanted(catalog))), typed(text))

    assert steps_of(turn) == weeks.heard(nudged(wanted(catalog)))
    assert turn.conversation.stage is Stage.WEEK


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("rather a data engineer", "data_engineer"),
        ("I'd like to become a data scientist, please", "data_scientist"),
        ("lieber Data Engineer", "data_engineer"),
        ("not a data engineer", None),
        ("another", None),
    ],
)
def test_in_the_room_of_ones_own_choice_a_role_is_wished_for_in_words(
    catalog: Catalog, german: Catalog, text: str, role: str | None
) -> None:
    words = german if text.startswith("lieber") else catalog
    here = replace(somebody(nudged(wanted(words))), stage=Stage.CHOOSING)

    turn = advance(words, here, typed(text))

    assert turn.conversation.chosen == role


@pytest.mark.parametrize("text", ["hefte 5 an", "lass Schritt 5 aus", "5 weglassen"])
def test_steps_of_the_plan_are_named_by_number_in_german_too(
    german: Catalog, text: str
) -> None:
    here = somebody(nudged(wanted(german)), Stage.PLAN)
    fifth = weeks.today(german, weeks.of(here)).upcoming[4]

    plan = steps_of(advance(german, here, typed(text))).plan

    assert fifth in plan.pins | plan.hidden


@pytest.mark.parametrize(
    "text", ["pin", "pin 0", "pin 99", "hide 2 3", "step 3", "pin or hide 3", "pin the moon 3"]
)
def test_words_that_name_no_step_and_no_change_leave_the_plan_as_it_is(
    catalog: Catalog, text: str
) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.PLAN)

    turn = advance(catalog, here, typed(text))

    assert steps_of(turn).plan == weeks.of(here).plan
    assert card_of(turn).body.startswith(catalog.say("not-understood.plan"))


# Stuck


def stuck(weekly: Weekly) -> Conversation:
    return somebody(weekly, Stage.STUCK)


def test_the_week_of_a_question_is_kept_with_the_plan(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.STUCK)

    turn = advance(catalog, here, Typed(FIRST_NUDGE, "How do I join three tables?"))

    assert steps_of(turn).plan.asked == {1}


def test_a_question_is_kept_and_shown_with_what_helps(catalog: Catalog) -> None:
    here = stuck(nudged(wanted(catalog)))

    turn = advance(catalog, here, typed("How do I know when a chart is too much?"))

    assert turn.conversation.stage is Stage.ASKING_MENTOR
    question = steps_of(turn).question
    assert question == Question("How do I know when a chart is too much?", NOON, about=step(1))
    assert ids(card_of(turn)) == [
        WeeklyButton.SHOW_ANSWER,
        CheckIn.SWAP,
        PlanButton.REWRITE,
        PlanButton.DROP,
        PlanButton.LEAVE,
        PlanButton.FIND_MENTOR,
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [("x" * (MOST_IN_A_QUESTION + 1), "stuck.long"), (" ", "not-understood.stuck")],
)
def test_a_question_that_is_too_long_or_empty_is_asked_for_again(
    catalog: Catalog, words: str, key: str
) -> None:
    turn = advance(catalog, stuck(wanted(catalog)), typed(words))

    assert turn.conversation == stuck(wanted(catalog))
    assert card_of(turn).body.startswith(catalog.say(key, most=MOST_IN_A_QUESTION))


def with_question(weekly: Weekly, stage: Stage = Stage.ASKING_MENTOR) -> Conversation:
    return somebody(replace(weekly, question=ASKED), stage)


def test_the_answer_of_the_step_is_shown_below_the_question(catalog: Catalog) -> None:
    here = with_question(nudged(wanted(catalog)))

    turn = advance(catalog, here, pressed(here, WeeklyButton.SHOW_ANSWER))

    assert turn.conversation.version == here.version
    assert catalog.roles[ANALYST].ladder[0].answer in card_of(turn).body


def test_whoever_is_stuck_swaps_the_step_and_keeps_the_question(catalog: Catalog) -> None:
    here = with_question(nudged(wanted(catalog)))

    turn = advance(catalog, here, pressed(here, CheckIn.SWAP))

    assert turn.conversation.stage is Stage.WEEK
    assert "**Week 1: SQL joins and aggregation**" in card_of(turn).body
    assert steps_of(turn).question == ASKED


def test_a_question_keeps_the_help_of_its_own_step_and_swaps_no_other(catalog: Catalog) -> None:
    later = nudged(replace(after_weeks(catalog, DONE), question=ASKED))
    first, second = catalog.roles[ANALYST].ladder[:2]

    card = speech.current(catalog, somebody(later, Stage.ASKING_MENTOR))

    assert first.light in card.body
    assert first.check in card.body
    assert second.light not in card.body
    assert second.check not in card.body
    assert WeeklyButton.SHOW_ANSWER in ids(card)
    assert CheckIn.SWAP not in ids(card)


@pytest.mark.parametrize("away", [STOPPED, PAUSED], ids=["stopped", "paused"])
def test_while_the_steps_are_off_or_rest_there_is_nothing_to_swap(
    catalog: Catalog, away: dict[str, Any]
) -> None:
    here = with_question(with_schedule(nudged(wanted(catalog)), **away))

    card = speech.current(catalog, here)

    assert catalog.roles[ANALYST].ladder[0].light in card.body
    assert CheckIn.SWAP not in ids(card)


def test_between_two_weeks_and_with_one_step_left_there_is_nothing_to_swap(
    catalog: Catalog,
) -> None:
    last = with_plan(wanted(catalog), analyst(catalog, weeks=12))
    about_the_last = replace(ASKED, about=last.plan.upcoming[0])

    between = speech.current(catalog, with_question(wanted(catalog)))
    at_the_last = somebody(replace(last, question=about_the_last), Stage.ASKING_MENTOR)

    assert CheckIn.SWAP not in ids(between)
    assert CheckIn.SWAP not in ids(speech.current(catalog, at_the_last))


def test_a_question_goes_to_mentors_only_once_it_is_let_go(catalog: Catalog) -> None:
    here = replace(with_question(nudged(wanted(catalog))), mentors=("Kim", "**Lee**", ""))

    before = speech.current(catalog, here)
    turn = advance(catalog, here, pressed(here, PlanButton.SEND))

    names = "Kim, Lee and somebody without a name"
    assert before.body.endswith(f"If you like, {names} can read it before you talk next.")
    assert ids(before)[0] == PlanButton.SEND
    assert steps_of(turn).question == replace(ASKED, sent=True)
    assert turn.conversation.stage is Stage.ASKING_MENTOR
    assert f"{names} can read it before you talk next, until" in card_of(turn).body
    assert PlanButton.SEND not in ids(card_of(turn))
    assert PlanButton.DROP in ids(card_of(turn))


def test_whoever_has_no_mentor_hears_how_to_ask_for_one(catalog: Catalog) -> None:
    here = with_question(nudged(wanted(catalog)))

    turn = advance(catalog, here, pressed(here, PlanButton.FIND_MENTOR))

    assert turn.conversation.version == here.version
    assert card_of(turn).body.startswith("Write **/mentor ask**")


def test_a_question_that_is_gone_is_not_let_go(catalog: Catalog) -> None:
    here = replace(with_question(nudged(wanted(catalog))), mentors=("Kim",))
    card = pressed(here, PlanButton.SEND)
    gone = replace(here, weekly=wanted(catalog))

    turn = advance(catalog, gone, card)

    assert steps_of(turn).question is None


def test_a_question_is_written_again(catalog: Catalog) -> None:
    here = somebody(replace(wanted(catalog), question=ASKED), Stage.ASKING_MENTOR)

    there = advance(catalog, here, pressed(here, PlanButton.REWRITE)).conversation
    turn = advance(catalog, there, typed("Which chart first?"))

    question = steps_of(turn).question
    assert question is not None
    assert question.text == "Which chart first?"


@pytest.mark.parametrize(
    ("button", "kept", "key"),
    [(PlanButton.LEAVE, ASKED, "stuck.left"), (PlanButton.DROP, None, "stuck.dropped")],
)
def test_a_question_is_kept_until_it_is_taken_away(
    catalog: Catalog, button: PlanButton, kept: Question | None, key: str
) -> None:
    here = with_question(wanted(catalog))

    turn = advance(catalog, here, pressed(here, button))

    assert turn.conversation.stage is Stage.WEEK
    assert steps_of(turn).question == kept
    assert card_of(turn).body.startswith(catalog.say(key))


def test_stuck_shows_a_question_that_was_written(catalog: Catalog) -> None:
    here = with_question(wanted(catalog), Stage.PLAN)

    there = advance(catalog, here, asked(Command.STUCK)).conversation

    assert there.stage is Stage.ASKING_MENTOR
    assert "When is a chart too much?" in speech.current(catalog, there).body


def test_a_question_that_is_not_there_is_asked_for(catalog: Catalog) -> None:
    here = somebody(wanted(catalog), Stage.ASKING_MENTOR)

    card = speech.current(catalog, here)

    assert card.body == catalog.say("stuck.ask", most=MOST_IN_A_QUESTION)
    assert ids(card) == [PlanButton.LEAVE]


# Without weekly steps


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (Command.PLAN, "week.no-role"),
        (Command.PROGRESS, "week.no-role"),
        (Command.STUCK, "week.stuck-no-role"),
    ],
)
def test_without_a_role_and_a_plan_one_hears_what_comes_first(
    catalog: Catalog, command: Command, told: str
) -> None:
    here = somebody(None, Stage.WELCOME)

    turn = advance(catalog, here, asked(command))

    assert turn.conversation == here
    assert card_of(turn).body.startswith(catalog.say(told))


@pytest.mark.parametrize("stage", [Stage.SUMMARY, Stage.COMPARING])
@pytest.mark.parametrize(
    ("command", "told"),
    [(Command.PLAN, "week.no-plan"), (Command.STUCK, "week.stuck-no-plan")],
)
def test_with_a_role_and_no_plan_one_is_led_to_where_it_can_begin(
    catalog: Catalog, command: Command, told: str, stage: Stage
) -> None:
    here = replace(somebody(None, stage), chosen=ANALYST, leaning=Leaning(None, NOON))

    turn = advance(catalog, here, asked(command))

    assert turn.conversation.stage is Stage.SUMMARY
    assert card_of(turn).body.startswith(catalog.say(told))


@pytest.mark.parametrize("stage", [*MINE, Stage.TIMING, Stage.PAUSING])
def test_who_has_no_weekly_steps_any_more_is_led_out_of_their_rooms(
    catalog: Catalog, stage: Stage
) -> None:
    here = replace(somebody(None, stage), asking=choice_of(step(1)))

    turn = advance(catalog, here, asked(Command.HELP))

    assert turn.conversation.stage is Stage.WELCOME
    assert turn.conversation.asking is None


def test_weekly_steps_outlive_a_new_walk_through_the_questions(catalog: Catalog) -> None:
    here = replace(
        somebody(nudged(wanted(catalog)), Stage.SUMMARY),
        answers={"afternoon": NotSure()},
        zone="Europe/Berlin",
    )

    there = advance(catalog, here, asked(Command.RETAKE)).conversation

    assert there.attempt == here.attempt + 1
    assert there.weekly == weeks.heard(weeks.of(here))
    assert there.zone == "Europe/Berlin"
