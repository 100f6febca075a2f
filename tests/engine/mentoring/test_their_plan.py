"""The cards of a mentee's plan."""

from dataclasses import replace

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.mentoring import their_plan
from bot.engine.mentoring.brief import DeskButton, brief
from bot.engine.mentoring.desk import Spot, View, place_of
from bot.engine.mentoring.seen import Seen
from bot.engine.mentoring.values import Item
from bot.engine.plans import planning
from bot.engine.plans.plan import Plan
from bot.engine.plans.plan_cards import PlanButton, choice_of
from tests.engine.mentoring.mentees import person, sam, shown
from tests.engine.plans.weeks import step
from tests.engine.weekly.steps import FIRST_NUDGE, nudged, wanted

TO_BRIEF = "brief"


@pytest.fixture
def plan(catalog: Catalog) -> Plan:
    """In their first week; the fourth step is pinned, and the fifth was left out."""
    begun = planning.next_week(catalog, wanted(catalog).plan, FIRST_NUDGE)
    return planning.hide(catalog, planning.pin(catalog, begun, step(4)), step(5))


def ids(card: Card) -> list[str]:
    return [one.id for one in card.choices]


def test_the_plan_tells_what_comes_and_offers_all_but_this_week_s(
    catalog: Catalog, plan: Plan
) -> None:
    card = their_plan.whole(catalog, sam(Seen()), plan, "A note.")

    assert card.body.split("\n\n")[0] == "A note."
    assert card.body.split("\n\n")[1].splitlines()[:4] == [
        "**The next steps of Sam**",
        "1. From question to metric (this week)",
        "2. Spreadsheets done properly (pinned)",
        "3. SQL joins and aggregation",
    ]
    assert "Left out: Cleaning data you did not collect." in card.body
    assert card.place == place_of(Spot(View.PLAN, 4))
    assert ids(card)[0] == choice_of(step(4))
    assert ids(card)[-2:] == [choice_of(step(5)), TO_BRIEF]
    assert choice_of(step(1)) not in ids(card)


def test_a_plan_without_anything_left_out_says_nothing_of_that(catalog: Catalog) -> None:
    card = their_plan.whole(catalog, sam(Seen()), wanted(catalog).plan)

    assert "Left out" not in card.body
    assert len(card.choices) == 13


def test_a_step_tells_what_can_be_done_with_it(catalog: Catalog, plan: Plan) -> None:
    pinned, moved, out = (
        their_plan.one_step(catalog, sam(Seen()), plan, step(rung)) for rung in (4, 3, 5)
    )

    assert ids(pinned) == ["unpin", "later", "hide", "plan"]
    assert ids(moved) == ["pin", "earlier", "later", "hide", "plan"]
    assert ids(out) == ["bring-back", "plan"]
    assert moved.place == place_of(Spot(View.PLAN, 4, choice_of(step(3))))
    assert moved.body.startswith("**Cohorts and retention with window functions**")


@pytest.mark.parametrize("rung", [1, 99])
def test_of_a_step_that_is_nobody_s_to_change_there_is_the_plan(
    catalog: Catalog, plan: Plan, rung: int
) -> None:
    card = their_plan.one_step(catalog, sam(Seen()), plan, step(rung), "A note.")

    assert card == their_plan.whole(catalog, sam(Seen()), plan, "A note.")


@pytest.mark.parametrize(
    ("button", "told"),
    [
        (PlanButton.PIN, "it stays in their plan."),
        (PlanButton.LATER, "“Spreadsheets done properly” is number 2 now."),
    ],
)
def test_a_mentor_reads_what_became_of_it(
    catalog: Catalog, plan: Plan, button: PlanButton, told: str
) -> None:
    assert their_plan.became(catalog, plan, step(4), button).endswith(told)


def test_a_mentor_reads_why_nothing_became_of_it(catalog: Catalog, plan: Plan) -> None:
    elsewhere = replace(plan, upcoming=(*plan.upcoming, step(1, "data_engineer")))

    told = [
        their_plan.unchanged(catalog, sam(Seen()), which, one, button)
        for which, one, button in (
            (plan, step(1), PlanButton.PIN),
            (elsewhere, step(5), PlanButton.BRING_BACK),
            (plan, step(5), PlanButton.BRING_BACK),
            (plan, step(3), PlanButton.PIN),
        )
    ]

    assert told[0] == ""
    assert told[1].startswith("The plan of Sam is full just now.")
    assert [one.startswith("That stays as it is for now") for one in told[2:]] == [True] * 2


@pytest.mark.parametrize(
    ("items", "stopped", "is_there"),
    [
        ({Item.STEPS}, False, True),
        (set(Item), False, True),
        (set(Item) - {Item.STEPS}, False, False),
        (set(Item), True, False),
    ],
    ids=["steps", "everything", "all but steps", "stopped"],
)
def test_A27_the_brief_leads_there_if_steps_are_shared_and_some_come(
    catalog: Catalog, items: set[Item], stopped: bool, is_there: bool
) -> None:
    weekly = nudged(wanted(catalog))
    schedule = replace(weekly.agenda.schedule, stopped=stopped)
    here = person(replace(weekly, agenda=replace(weekly.agenda, schedule=schedule)))
    ended = replace(weekly, plan=replace(weekly.plan, upcoming=()))

    cards = [
        brief(catalog, sam(shown(catalog, one, *sorted(items))))
        for one in (here, person(ended))
    ]

    assert (DeskButton.PLAN in ids(cards[0])) is is_there
    assert DeskButton.PLAN not in ids(cards[1])
