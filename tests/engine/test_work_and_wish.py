"""When somebody's work and wishes speak for two roles, the summary says so, and compares."""

from dataclasses import replace
from itertools import permutations

import pytest

from bot.cards import Card
from bot.catalog import About, Catalog, Command
from bot.catalog.loader import load
from bot.engine import scoring, speech
from bot.engine.speech import Button
from bot.engine.state import Answer, Conversation, NotSure, Stage
from bot.engine.transitions import advance
from bot.engine.work_and_wish import Apart, apart
from bot.paths import content_folder
from bot.proof import persona
from tests.engine.walk import pressed, said
from tests.sparing import first

ROLES = tuple(load(content_folder()).roles)


def torn(catalog: Catalog, work: str, wish: str) -> dict[str, Answer]:
    """The best answers for one role about work, and for another about wishes."""
    does, wants = persona(catalog, work), persona(catalog, wish)
    return {
        name: (does if question.about is About.EVIDENCE else wants)[name]
        for name, question in catalog.questions.items()
        if not question.after_fortnight
    }


def at_the_summary(answers: dict[str, Answer]) -> Conversation:
    return Conversation(7, stage=Stage.SUMMARY, answers=answers)


def card_of(catalog: Catalog, here: Conversation) -> Card:
    """The summary as somebody reads it who comes to it."""
    return speech.current(catalog, here)


def found(catalog: Catalog, answers: dict[str, Answer]) -> Apart | None:
    return apart(catalog, scoring.counted(catalog, answers))


def without(catalog: Catalog, answers: dict[str, Answer], about: About) -> dict[str, Answer]:
    """The same person, who is not sure about all questions of one kind."""
    return {
        name: NotSure() if catalog.questions[name].about is about else answer
        for name, answer in answers.items()
    }


@pytest.mark.parametrize(("work", "wish"), first(6, permutations(ROLES, 2)))
def test_work_for_one_role_and_wishes_for_another_are_told_apart(
    catalog: Catalog, work: str, wish: str
) -> None:
    card = card_of(catalog, at_the_summary(torn(catalog, work, wish)))

    told = catalog.say(
        "summary.apart", work=catalog.roles[work].noun, longing=catalog.roles[wish].longing
    )
    assert told in card.body
    assert card.choices.count(catalog.buttons[Button.BOTH]) == 1
    assert catalog.buttons[Command.COMPARE] not in card.choices


def test_the_button_lays_the_two_roles_side_by_side_and_changes_nothing(
    catalog: Catalog,
) -> None:
    here = at_the_summary(torn(catalog, "data_analyst", "data_engineer"))

    turn = advance(catalog, here, pressed(here, Button.BOTH))

    body = said(turn).body
    analyst, engineer = catalog.roles["data_analyst"], catalog.roles["data_engineer"]
    assert body.startswith(catalog.say("compare.title", left=analyst.name, right=engineer.noun))
    assert engineer.neighbours["data_analyst"].difference in body
    assert turn.conversation == here


def test_who_works_as_they_wish_to_is_told_nothing_of_the_kind(catalog: Catalog) -> None:
    alike = torn(catalog, "data_analyst", "data_analyst")

    card = card_of(catalog, at_the_summary(alike))

    assert found(catalog, alike) is None
    assert catalog.buttons[Button.BOTH] not in card.choices
    assert catalog.buttons[Command.COMPARE] in card.choices


@pytest.mark.parametrize("unsaid", [About.EVIDENCE, About.INTEREST])
def test_with_one_kind_of_answer_alone_nothing_is_apart(
    catalog: Catalog, unsaid: About
) -> None:
    answers = without(catalog, torn(catalog, "data_analyst", "data_engineer"), unsaid)

    assert found(catalog, answers) is None


def test_what_is_a_close_call_on_either_side_is_no_conflict(catalog: Catalog) -> None:
    answers = torn(catalog, "data_analyst", "data_engineer")
    strict = replace(catalog, weights=replace(catalog.weights, close=1.0))

    assert found(catalog, answers) == Apart("data_analyst", "data_engineer")
    assert found(strict, answers) is None


def test_who_chose_a_role_since_is_not_told_again(catalog: Catalog) -> None:
    here = at_the_summary(torn(catalog, "data_analyst", "data_engineer"))
    led = scoring.outcome(catalog, here.answers).role
    other = next(role for role in catalog.roles if role != led)

    told = [
        "long for" in card_of(catalog, replace(here, chosen=chosen)).body
        for chosen in (None, led, other)
    ]

    assert told == [True, True, False]


def test_german_says_it_too() -> None:
    german = load(content_folder(), "de")
    answers = torn(german, "data_analyst", "machine_learning_engineer")

    body = card_of(german, at_the_summary(answers)).body

    assert "Du arbeitest wie ein Data Analyst und sehnst dich nach Modellen" in body
