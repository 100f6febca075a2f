"""What somebody types who is stuck: their question, more of it, or a way out."""

import pytest

from bot.catalog import Catalog
from bot.engine.events import Typed
from bot.engine.plans.plan import CheckIn
from bot.engine.plans.stuck_cards import MOST_IN_A_QUESTION
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import weeks
from bot.engine.weekly.values import Question
from tests.engine.plans.weeks import step
from tests.engine.walk import note
from tests.engine.weekly.steps import nudged, somebody, wanted
from tests.engine.weekly.timed import weekly_of
from tests.fakes.clock import NOON

FIRST = "Which join do I need?"


def stuck(catalog: Catalog) -> Conversation:
    return somebody(nudged(wanted(catalog)), Stage.STUCK)


def with_question(catalog: Catalog, text: str = FIRST) -> Conversation:
    return advance(catalog, stuck(catalog), Typed(NOON, text)).conversation


@pytest.mark.parametrize(
    "text",
    [
        "how does this work?",
        "How does this work",
        "why this question?",
        "where was I",
        "go back?",
    ],
)
def test_whoever_is_stuck_asks_in_their_words_even_if_those_are_a_command_elsewhere(
    catalog: Catalog, text: str
) -> None:
    turn = advance(catalog, stuck(catalog), Typed(NOON, text))

    assert turn.conversation.stage is Stage.ASKING_MENTOR
    assert weekly_of(turn).question == Question(text, NOON, about=step(1))


@pytest.mark.parametrize("text", ["Wie geht das?", "Was kann ich tun?", "wie funktioniert das"])
def test_whoever_is_stuck_asks_in_german_words_too(german: Catalog, text: str) -> None:
    turn = advance(german, stuck(german), Typed(NOON, text))

    assert weekly_of(turn).question == Question(text, NOON, about=step(1))


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("back", Stage.WEEK),
        ("go back", Stage.WEEK),
        ("help", Stage.STUCK),
        ("plan", Stage.PLAN),
        ("stop", Stage.WEEK),
        ("please stop", Stage.WEEK),
        ("delete my data", Stage.FORGETTING),
    ],
)
def test_a_command_of_one_word_and_every_way_out_are_no_question(
    catalog: Catalog, text: str, there: Stage
) -> None:
    turn = advance(catalog, stuck(catalog), Typed(NOON, text))

    assert turn.conversation.stage is there
    assert weekly_of(turn).question is None


def test_elsewhere_the_same_words_ask_for_help(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)), Stage.WEEK)

    turn = advance(catalog, here, Typed(NOON, "how does this work?"))

    assert note(turn, catalog, "help")


@pytest.mark.parametrize("more", ["And when is it slow?", "pandas?", "the tables are two"])
def test_more_words_on_the_card_of_a_question_are_added_to_it(
    catalog: Catalog, more: str
) -> None:
    turn = advance(catalog, with_question(catalog), Typed(NOON, more))

    assert turn.conversation.stage is Stage.ASKING_MENTOR
    assert weekly_of(turn).question == Question(f"{FIRST} {more}", NOON, about=step(1))


@pytest.mark.parametrize("text", ["thanks", "ok cool"])
def test_a_few_words_that_ask_nothing_are_not_added(catalog: Catalog, text: str) -> None:
    here = with_question(catalog)

    turn = advance(catalog, here, Typed(NOON, text))

    assert note(turn, catalog, "not-understood.asking-mentor")
    assert turn.conversation == here


def test_words_that_have_no_room_beside_a_question_leave_it_as_it_is(catalog: Catalog) -> None:
    here = with_question(catalog, "x" * (MOST_IN_A_QUESTION - 5))

    turn = advance(catalog, here, Typed(NOON, "and why is that so"))

    assert note(turn, catalog, "stuck.long", most=MOST_IN_A_QUESTION)
    assert turn.conversation == here


def test_more_words_weeks_later_still_belong_to_the_step_of_the_question(
    catalog: Catalog,
) -> None:
    asked = weeks.of(with_question(catalog))
    later = weeks.checked_in(catalog, asked, CheckIn.DONE, NOON)

    turn = advance(
        catalog, somebody(nudged(later), Stage.ASKING_MENTOR), Typed(NOON, "And why so slow?")
    )

    question = weekly_of(turn).question
    assert question == Question(f"{FIRST} And why so slow?", NOON, about=step(1))


def test_a_question_written_where_none_is_kept_stands_alone(catalog: Catalog) -> None:
    here = somebody(wanted(catalog), Stage.ASKING_MENTOR)

    turn = advance(catalog, here, Typed(NOON, FIRST))

    assert weekly_of(turn).question == Question(FIRST, NOON, about=step(1))
