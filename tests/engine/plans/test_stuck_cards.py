"""What somebody who is stuck is shown."""

import pytest

from bot.cards import Choice
from bot.catalog import Catalog
from bot.engine.plans import planning, stuck_cards
from bot.engine.plans.nudging import WeeklyButton
from bot.engine.plans.plan import CheckIn, Step
from bot.engine.plans.plan_cards import PlanButton
from tests.engine.plans.test_plan_cards import ids
from tests.engine.plans.weeks import ANALYST, step

BODY_WITH_A_QUESTION = 1_100
WITH_A_QUESTION = [PlanButton.REWRITE, PlanButton.DROP, PlanButton.LEAVE]


def test_a_question_is_shown_whole_and_quoted(catalog: Catalog) -> None:
    words = "How do I know when a chart is too much? " * 8

    card = stuck_cards.question(catalog, f"{words}**now**", step(1))

    assert f"“{words}now”" in card.body
    assert {*WITH_A_QUESTION} <= {*ids(card)}


def test_the_longest_question_fits_a_phone_in_both_languages(language: Catalog) -> None:
    long = "word " * 80

    for role in language.roles:
        for first in planning.begin(language, role, {}).upcoming:
            card = stuck_cards.question(language, long, first, shown=True)
            assert len(card.body) <= BODY_WITH_A_QUESTION


def test_whoever_is_stuck_is_asked_for_one_question(catalog: Catalog) -> None:
    card = stuck_cards.stuck(catalog)

    assert card.writes
    assert "400 characters" in card.body


def test_whoever_is_stuck_gets_what_the_step_itself_has_to_help(catalog: Catalog) -> None:
    found = catalog.roles[ANALYST].ladder[0]

    swap = Choice(CheckIn.SWAP, "Swap")
    card = stuck_cards.question(catalog, "How?", step(1), swap=(swap,))
    shown = stuck_cards.question(catalog, "How?", step(1), shown=True)

    assert "“How?”" in card.body
    assert all(help_ in card.body for help_ in (found.light, found.url, found.check))
    assert card.links == shown.links == (found.url,)
    assert stuck_cards.question(catalog, found.url, None).links == ()
    assert found.answer not in card.body
    assert ids(card) == [WeeklyButton.SHOW_ANSWER, CheckIn.SWAP, *WITH_A_QUESTION]
    assert found.answer in shown.body


def test_a_question_is_promised_to_nobody_who_is_not_there(language: Catalog) -> None:
    for about in (step(1), None):
        for card in (
            stuck_cards.stuck(language),
            stuck_cards.question(language, "How?", about),
        ):
            told = " ".join([card.body, *(choice.label for choice in card.choices)])
            assert not any(name in told for name in ("mentor", "Mentor", "Begleitung"))


@pytest.mark.parametrize("about", [None, step(99)], ids=["no step", "a step that is gone"])
def test_without_a_step_the_question_is_kept_all_the_same(
    catalog: Catalog, about: Step | None
) -> None:
    card = stuck_cards.question(catalog, "How?", about)

    assert card.body == catalog.say("stuck.kept", words="“How?”")
    assert ids(card) == WITH_A_QUESTION
