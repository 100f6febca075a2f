"""What typed words mean under the cards that a silence led to: a question, or a farewell."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.events import Chose, Typed
from bot.engine.plans.plan import CheckIn
from bot.engine.schedule import OPEN_END, Rhythm
from bot.engine.schedule.values import ASKED_AFTER
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import messages, weeks
from tests.engine.weekly.steps import (
    FIRST_NUDGE,
    WEEK,
    card_of,
    nudged,
    reminded,
    somebody,
    steps_of,
    wanted,
)

NOW = FIRST_NUDGE + 2 * WEEK
Typing = Callable[[Conversation, str], Typed]

ROOMS = [Stage.WEEK, Stage.SUMMARY, Stage.ASKING, Stage.RESTING, Stage.STUCK, Stage.HOUR]


def asked(catalog: Catalog, stage: Stage = Stage.WEEK, silent: int = 3) -> Conversation:
    """Somebody who said nothing for two weeks and was asked how often."""
    weekly = reminded(nudged(wanted(catalog), 2))
    agenda = replace(weekly.agenda, silent=silent, asked=True)
    asking = {Stage.ASKING: "afternoon", Stage.HOUR: "day-3"}.get(stage)
    return replace(somebody(replace(weekly, agenda=agenda), stage), asking=asking)


def asked_in(catalog: Catalog, rhythm: Rhythm, stage: Stage) -> Conversation:
    """The same, of somebody whose steps come so often."""
    here = asked(catalog, stage, silent=ASKED_AFTER + rhythm)
    weekly = weeks.of(here)
    schedule = replace(weekly.agenda.schedule, rhythm=rhythm)
    return replace(
        here, weekly=replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))
    )


def left(catalog: Catalog, stage: Stage = Stage.WEEK) -> Conversation:
    """Somebody who was left in peace after four silent weeks."""
    here = asked(catalog, stage, silent=4)
    weekly = weeks.of(here)
    schedule = replace(weekly.agenda.schedule, paused_until=OPEN_END)
    agenda = replace(weekly.agenda, schedule=schedule, due=None)
    return replace(here, weekly=replace(weekly, agenda=agenda))


def under(here: Conversation, text: str, ending: str = weeks.HOW_OFTEN) -> Typed:
    return Typed(NOW, text, weeks.silence_place(here, ending))


def in_a_direct_message(_: Conversation, text: str) -> Typed:
    return Typed(NOW, text)


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("typed", [under, in_a_direct_message])
@pytest.mark.parametrize("text", ["2", "the second one", "Every second week"])
def test_the_question_how_often_is_answered_by_number_and_by_name_in_every_room(
    catalog: Catalog, stage: Stage, typed: Typing, text: str
) -> None:
    here = asked(catalog, stage)

    turn = advance(catalog, here, typed(here, text))

    assert steps_of(turn).agenda.schedule.rhythm is Rhythm.FORTNIGHTLY
    assert steps_of(turn).plan == weeks.of(here).plan


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("typed", [under, in_a_direct_message])
@pytest.mark.parametrize("rhythm", Rhythm)
def test_whoever_likes_their_rhythm_keeps_it_in_every_room(
    catalog: Catalog, stage: Stage, typed: Typing, rhythm: Rhythm
) -> None:
    here = asked_in(catalog, rhythm, stage)

    turn = advance(catalog, here, typed(here, "Keep it as it is"))

    assert steps_of(turn).agenda.schedule.rhythm is rhythm
    assert card_of(turn).body.startswith("Good: a step every")


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("typed", [under, in_a_direct_message])
@pytest.mark.parametrize("rhythm", Rhythm)
@pytest.mark.parametrize("text", ["Every week", "every second week"])
def test_a_rhythm_that_they_have_is_understood_by_its_own_name_too(
    catalog: Catalog, stage: Stage, typed: Typing, rhythm: Rhythm, text: str
) -> None:
    here = asked_in(catalog, rhythm, stage)

    turn = advance(catalog, here, typed(here, text))

    assert card_of(turn).body.startswith(f"Good: a step {text.lower()}.")


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("typed", [under, in_a_direct_message])
@pytest.mark.parametrize("text", ["3", "A break, please"])
def test_a_break_is_answered_to_it_with_the_question_how_long(
    catalog: Catalog, stage: Stage, typed: Typing, text: str
) -> None:
    here = asked(catalog, stage)

    turn = advance(catalog, here, typed(here, text))

    assert turn.conversation.stage is Stage.PAUSING
    assert "I could not" not in card_of(turn).body


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("typed", [under, in_a_direct_message])
@pytest.mark.parametrize("text", ["4", "Stop my steps"])
def test_a_stop_is_answered_to_it_and_marks_no_step(
    catalog: Catalog, stage: Stage, typed: Typing, text: str
) -> None:
    here = asked(catalog, stage)

    turn = advance(catalog, here, typed(here, text))

    assert steps_of(turn).agenda.schedule.stopped
    assert steps_of(turn).plan.past == weeks.of(here).plan.past
    assert steps_of(turn).plan.week == weeks.of(here).plan.week


def test_it_is_answered_in_german_too(german: Catalog) -> None:
    turn = advance(german, asked(german), Typed(NOW, "jede zweite woche"))

    assert steps_of(turn).agenda.schedule.rhythm is Rhythm.FORTNIGHTLY


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("text", ["5", "7"])
def test_a_number_that_its_card_does_not_have_changes_nothing(
    catalog: Catalog, stage: Stage, text: str
) -> None:
    here = asked(catalog, stage)

    turn = advance(catalog, here, under(here, text))

    assert turn.conversation.version == here.version
    assert card_of(turn).body.startswith(catalog.say("not-understood.week"))


def test_a_check_in_under_it_is_one(catalog: Catalog) -> None:
    here = asked(catalog)

    turn = advance(catalog, here, under(here, "done"))

    assert steps_of(turn).plan.past[-1].check_in is CheckIn.DONE


def test_a_break_counts_for_nothing_where_none_can_be_taken(catalog: Catalog) -> None:
    here = asked(catalog)
    schedule = replace(weeks.of(here).agenda.schedule, stopped=True)
    agenda = replace(weeks.of(here).agenda, schedule=schedule)
    stopped = replace(here, weekly=replace(weeks.of(here), agenda=agenda))

    turn = advance(
        catalog,
        stopped,
        Chose(NOW, weeks.silence_place(stopped, weeks.HOW_OFTEN), frozenset({"pause"})),
    )

    assert turn.conversation.stage is Stage.WEEK
    assert card_of(turn).body.startswith(catalog.say("week.stopped"))


@pytest.mark.parametrize("silent", [2, 4], ids=["spoken since", "a step came since"])
def test_without_a_place_a_number_is_for_the_room_once_the_question_is_not_the_latest(
    catalog: Catalog, silent: int
) -> None:
    here = asked(catalog, silent=silent)

    turn = advance(catalog, here, Typed(NOW, "2"))

    assert steps_of(turn).agenda.schedule.rhythm is Rhythm.WEEKLY
    assert card_of(turn).body.startswith(catalog.say("check-in.after-partly"))


def test_words_that_came_late_do_not_answer_it(catalog: Catalog) -> None:
    here = replace(asked(catalog), moved_at=NOW)

    turn = advance(catalog, here, Typed(NOW, "2", sent_at=NOW - WEEK))

    assert card_of(turn).body.startswith(catalog.say("late-words"))


@pytest.mark.parametrize("stage", ROOMS)
@pytest.mark.parametrize("text", ["1", "Go on with my steps"])
def test_whoever_was_left_in_peace_comes_back_with_the_one_choice_there_is(
    catalog: Catalog, stage: Stage, text: str
) -> None:
    here = left(catalog, stage)

    for event in (under(here, text, weeks.LEFT), Typed(NOW, text)):
        turn = advance(catalog, here, event)
        assert steps_of(turn).agenda.schedule.paused_until is None
        assert steps_of(turn).agenda.due is not None


def test_the_cards_carry_the_places_that_their_words_are_known_by(catalog: Catalog) -> None:
    quiet, peaceful = asked(catalog), left(catalog)

    assert messages.standing(catalog, quiet) == messages.cadence(catalog, quiet)
    assert messages.standing(catalog, peaceful) == messages.paused(catalog, peaceful)
    for card in (messages.cadence(catalog, quiet), messages.paused(catalog, quiet)):
        assert messages.of_a_silence(catalog, quiet, card.place) == card
        assert weeks.holds(catalog, quiet, card.place or Place(0, 0))
    assert messages.of_a_silence(catalog, quiet, weeks.place(quiet)) is None
    assert messages.standing(catalog, somebody(nudged(wanted(catalog)))) is None
    assert weeks.silence_place(somebody(None), weeks.LEFT).question == "week-0-left"
