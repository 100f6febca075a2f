"""Words with which somebody whose weekly steps are off, or rest, wants them again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.cards import Choice
from bot.catalog import Catalog, Command
from bot.engine import speech
from bot.engine.events import Typed
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import times, weeks
from bot.engine.weekly.values import Weekly
from tests.engine.weekly.steps import card_of
from tests.engine.weekly.test_words_of_wishes import JANUARY, NOW, left_in_peace
from tests.engine.weekly.timed import after, drafted, in_room, nudged, on_mondays


def until_january(weekly: Weekly, at: datetime) -> Weekly:
    return times.paused(weekly, JANUARY, at)


def says(catalog: Catalog, here: Conversation, text: str) -> tuple[Conversation, str]:
    """Where words lead, and what the card says."""
    turn = advance(catalog, here, Typed(NOW, text))
    return turn.conversation, card_of(turn).body


@pytest.mark.parametrize(
    "text",
    [
        "start again",
        "Start over!",
        "begin again, please",
        "start my steps again",
        "I want to continue.",
        "I'd like to go on",
        "continue",
        "go on",
        "wieder anfangen",
        "neu anfangen",
        "weitermachen",
        "Ich möchte wieder weitermachen",
        "fang wieder an",
    ],
)
@pytest.mark.parametrize("away", [times.stopped, until_january, left_in_peace])
@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.SUMMARY, Stage.ENDED])
def test_whoever_stopped_or_rests_begins_again_with_the_steps(
    german: Catalog, text: str, away: Callable[[Weekly, datetime], Weekly], stage: Stage
) -> None:
    here = in_room(german, stage, away(nudged(on_mondays(german)), NOW))

    there, said = says(german, here, text)

    assert not times.is_away(weeks.of(there))
    assert said.startswith(german.say("times.is-back"))
    assert there.answers == here.answers


def test_start_again_begins_the_questions_anew_where_the_steps_go_on(catalog: Catalog) -> None:
    for weekly in (
        on_mondays(catalog),
        times.draft(catalog, in_room(catalog, Stage.WEEK), "x"),
    ):
        there, said = says(catalog, in_room(catalog, Stage.SUMMARY, weekly), "start again")

        assert there.answers == {}
        assert said.startswith(catalog.say("restart.done"))


@pytest.mark.parametrize("text", ["restart", "reset", "from the start"])
def test_the_command_to_begin_anew_does_so_in_a_stop_too(catalog: Catalog, text: str) -> None:
    stopped = times.stopped(on_mondays(catalog), NOW)

    there, _ = says(catalog, in_room(catalog, Stage.WEEK, stopped), text)

    assert there.answers == {}


def test_start_again_at_a_question_is_about_the_questions(catalog: Catalog) -> None:
    stopped = times.stopped(on_mondays(catalog), NOW)
    here = replace(in_room(catalog, Stage.ASKING, stopped), asking="afternoon")

    there, said = says(catalog, here, "start again")

    assert weeks.of(there) == stopped
    assert said.startswith(catalog.say("restart.done"))


def test_start_again_after_the_last_step_is_about_the_questions(catalog: Catalog) -> None:
    weekly = times.stopped(on_mondays(catalog), NOW)
    ended = replace(weekly, plan=replace(weekly.plan, upcoming=(), week=None))

    there, _ = says(catalog, in_room(catalog, Stage.ENDED, ended), "start again")

    assert there.answers == {}


@pytest.mark.parametrize("text", ["hello", "start a bakery", "my steps", "go back"])
def test_other_words_bring_no_step_back(catalog: Catalog, text: str) -> None:
    stopped = times.stopped(on_mondays(catalog), NOW)

    there, _ = says(catalog, in_room(catalog, Stage.WEEK, stopped), text)

    assert weeks.of(there) == stopped


@pytest.mark.parametrize("text", ["pause 2 weeks", "pause for a month", "I need a break"])
@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.SUMMARY])
def test_a_break_after_a_stop_begins_nothing_and_is_told_so(
    catalog: Catalog, text: str, stage: Stage
) -> None:
    stopped = times.stopped(nudged(on_mondays(catalog)), NOW)

    there, said = says(catalog, in_room(catalog, stage, stopped), text)

    assert weeks.of(there) == stopped
    assert there.stage is Stage.WEEK
    assert said.startswith(catalog.say("week.stopped"))


def test_a_break_for_somebody_without_a_time_is_none(catalog: Catalog) -> None:
    here = in_room(catalog, Stage.SUMMARY, drafted(catalog))

    there, _ = says(catalog, here, "pause 2 weeks")

    assert there == here


@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.PLAN, Stage.PROGRESS])
def test_whoever_never_said_when_goes_on_with_that(catalog: Catalog, stage: Stage) -> None:
    here = in_room(catalog, stage, drafted(catalog))

    there, _ = says(catalog, here, "resume")

    assert there.stage is Stage.TIMING


@pytest.mark.parametrize("stage", [Stage.WEEK, Stage.PLAN])
def test_steps_that_never_began_are_not_off_and_their_button_asks_when(
    catalog: Catalog, stage: Stage
) -> None:
    here = in_room(catalog, stage, drafted(catalog))
    shown = speech.current(catalog, here)
    button = Choice(Command.RESUME, catalog.say("week.say-when"))

    there = after(catalog, here, Command.RESUME).conversation

    assert catalog.say("week.not-begun") in shown.body
    assert catalog.say("times.nothing") not in shown.body
    assert button in shown.choices
    assert there.stage is Stage.TIMING
