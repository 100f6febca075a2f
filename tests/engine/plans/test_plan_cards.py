"""The cards round a plan: the list, a step, the end and the progress."""

from dataclasses import replace

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.plans import plan_cards, planning
from bot.engine.plans.plan import CheckIn, Plan, Size, Week
from bot.engine.plans.plan_cards import PlanButton, choice_of, step_of
from tests.engine.plans.weeks import (
    ANALYST,
    AT_WORK,
    ENGINEER,
    analyst,
    said,
    step,
    with_ladder,
    without_role,
)
from tests.fakes.clock import NOON

BODY = 900


def ids(card: Card) -> list[str]:
    return [choice.id for choice in card.choices]


def at_the_end(catalog: Catalog, role: str = ANALYST) -> Plan:
    plan = planning.begin(catalog, role, {})
    while not plan.ended:
        plan = said(catalog, planning.next_week(catalog, plan, NOON), CheckIn.DONE)
    return plan


def test_the_plan_lists_what_is_to_come_and_what_is_special_about_it(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), CheckIn.KNOWN)
    plan = planning.pin(catalog, planning.hide(catalog, plan, step(4)), step(10))

    card = plan_cards.whole(catalog, plan)

    lines = card.body.splitlines()
    assert lines[0] == "**Your steps on the way to data analyst**"
    assert lines[1] == "1. SQL joins and aggregation (this week)"
    assert lines[2] == "2. Reading an A/B test (pinned)"
    assert "You know already: From question to metric." in lines
    assert "Left out: Spreadsheets done properly." in lines


def test_every_step_of_the_plan_can_be_picked(catalog: Catalog) -> None:
    plan = planning.hide(catalog, analyst(catalog), step(4))

    picked = [step_of(choice) for choice in ids(plan_cards.whole(catalog, plan))]

    assert picked == [*plan.upcoming, step(4)]


def test_the_plan_fits_a_phone_for_every_role_in_both_languages(language: Catalog) -> None:
    for role in language.roles:
        plan = planning.begin(language, role, {})
        for week in (1, 2, 3):
            plan = planning.hide(language, plan, step(week, role))
        ended = at_the_end(language, role)
        dropped = replace(ended, hidden=frozenset(step(week, role) for week in range(1, 13)))

        for shown in (planning.begin(language, role, {}), plan, ended, dropped):
            assert len(plan_cards.whole(language, shown).body) <= BODY


def test_a_step_can_be_pinned_moved_and_left_out(catalog: Catalog) -> None:
    plan = planning.pin(catalog, analyst(catalog), step(3))

    offered = {
        week: ids(plan_cards.one_step(catalog, plan, step(week)))[:-1] for week in (1, 3, 2, 12)
    }

    assert offered == {
        1: [PlanButton.PIN, PlanButton.HIDE],
        3: [PlanButton.UNPIN, PlanButton.LATER, PlanButton.HIDE],
        2: [PlanButton.PIN, PlanButton.EARLIER, PlanButton.LATER, PlanButton.HIDE],
        12: [PlanButton.PIN, PlanButton.EARLIER, PlanButton.HIDE],
    }


def test_a_step_that_was_left_out_can_only_be_brought_back(catalog: Catalog) -> None:
    plan = planning.hide(catalog, analyst(catalog), step(3))

    card = plan_cards.one_step(catalog, plan, step(3))

    assert ids(card)[0] == PlanButton.BRING_BACK
    assert catalog.roles[ANALYST].ladder[2].task in card.body


def test_of_a_step_that_is_done_or_gone_the_plan_is_shown(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=2)

    for other in (step(1), step(99), step(1, "poet")):
        assert plan_cards.one_step(catalog, plan, other) == plan_cards.whole(catalog, plan)


def test_the_end_is_told_warmly_with_a_project_and_the_next_role(catalog: Catalog) -> None:
    plan = at_the_end(catalog)
    role = catalog.roles[ANALYST]

    card = plan_cards.whole(catalog, plan)

    assert card.body.startswith("That was the last step on your way to data analyst.")
    assert "You worked through 12 of them" in card.body
    assert role.portfolio[0].title in card.body
    assert role.neighbours[ENGINEER].difference in card.body
    assert {*ids(card)} == {*catalog.roles} - {ANALYST}


def test_the_end_counts_the_steps_of_its_role_that_were_worked_through(
    catalog: Catalog,
) -> None:
    one = said(catalog, analyst(catalog), CheckIn.DONE)
    for left in one.upcoming:
        one = planning.hide(catalog, one, left)
    elsewhere = planning.change_role(catalog, at_the_end(catalog, ENGINEER), ANALYST, {})
    for left in elsewhere.upcoming:
        elsewhere = planning.hide(catalog, elsewhere, left)

    assert "One of them you worked through yourself" in plan_cards.whole(catalog, one).body
    assert "no step left" in plan_cards.whole(catalog, elsewhere).body


def test_the_first_week_is_told_as_one_and_not_as_many(catalog: Catalog) -> None:
    first = said(catalog, analyst(catalog), CheckIn.DONE)
    second = planning.next_week(catalog, first, NOON)

    for plan in (first, second):
        assert "You made a start in your first week." in plan_cards.progress(catalog, plan).body
    both = plan_cards.progress(catalog, said(catalog, second, CheckIn.DONE)).body
    assert "You kept at it in 2 of your last 2 weeks." in both


def test_a_role_that_was_walked_already_is_offered_last(catalog: Catalog) -> None:
    first = said(catalog, analyst(catalog), CheckIn.DONE)
    plan = planning.change_role(catalog, first, ENGINEER, {})
    while not plan.ended:
        plan = said(catalog, planning.next_week(catalog, plan, NOON), CheckIn.KNOWN)

    assert ids(plan_cards.finished(catalog, plan))[3] == ANALYST


def test_an_end_without_any_work_claims_none(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), *[CheckIn.KNOWN] * 12)

    body = plan_cards.whole(catalog, plan).body

    assert body.startswith("There is no step left in your plan for data analyst.")
    assert "worked through" not in body


def test_what_was_left_out_can_be_brought_back_at_the_end(catalog: Catalog) -> None:
    plan = planning.begin(catalog, ENGINEER, AT_WORK)
    while not plan.ended:
        plan = said(catalog, planning.next_week(catalog, plan, NOON), CheckIn.PARTLY)

    card = plan_cards.whole(catalog, plan)

    assert ids(card)[-2:] == [choice_of(step(1, ENGINEER)), choice_of(step(2, ENGINEER))]
    assert "Left out: Window functions in SQL and Reading a query plan." in card.body


def test_A29_of_a_role_that_is_gone_the_others_are_offered(catalog: Catalog) -> None:
    fewer = without_role(catalog, ANALYST)

    card = plan_cards.whole(fewer, planning.at_home(fewer, analyst(catalog)))

    assert card.body == catalog.say("plan.role-gone")
    assert ids(card) == [*fewer.roles]


def test_progress_tells_each_week_in_words(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog, weeks=2), CheckIn.PARTLY)
    plan = planning.next_week(catalog, planning.next_week(catalog, plan, NOON), NOON)

    body = plan_cards.progress(catalog, plan).body

    assert body.splitlines()[1:5] == [
        "- Week 1: From question to metric, done",
        "- Week 2: SQL joins and aggregation, partly done",
        "- Week 3: Cohorts and retention with window functions, no answer",
        "- Week 4: Cohorts and retention with window functions, this week",
    ]
    assert "You kept at it in 2 of your last 3 weeks. Steps still to come: 10." in body


def test_progress_before_the_first_week_and_without_any_word_shames_nobody(
    catalog: Catalog,
) -> None:
    before = planning.begin(catalog, ANALYST, {})
    silent = planning.next_week(catalog, analyst(catalog), NOON)

    assert plan_cards.progress(catalog, before).body == catalog.say("weeks.nothing")
    assert "You kept at it" not in plan_cards.progress(catalog, silent).body


def test_progress_of_few_weeks_tells_that_they_last(catalog: Catalog) -> None:
    first = analyst(catalog)
    second = planning.next_week(catalog, first, NOON)
    third = planning.next_week(catalog, second, NOON)
    half, less = (said(catalog, plan, CheckIn.DONE) for plan in (second, third))

    steady = plan_cards.progress(catalog, half).body
    slow = plan_cards.progress(catalog, less).body

    assert "You kept at it in 1 of your last 2 weeks. Steps still to come" in steady
    assert (
        "You kept at it in 1 of your last 3 weeks. "
        "Nothing of that is lost, and a quiet week costs nothing. Steps still to come"
    ) in slow


def test_progress_fits_a_phone_with_the_longest_weeks(language: Catalog) -> None:
    for role in language.roles:
        past = tuple(
            Week(100 + week, step(week, role), Size.TASK, CheckIn.KNOWN, NOON)
            for week in range(1, 13)
        )
        plan = Plan(role, past=past)

        assert len(plan_cards.progress(language, plan).body) <= BODY


def test_A29_progress_names_a_step_that_is_gone_as_that(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog, weeks=2), CheckIn.DONE)
    shorter = with_ladder(catalog, catalog.roles[ANALYST], 1)

    body = plan_cards.progress(shorter, planning.at_home(shorter, plan)).body

    assert "- Week 2: a step that is no longer offered, done" in body


def test_the_choice_of_a_step_leads_back_to_it() -> None:
    assert step_of(choice_of(step(7))) == step(7)
    assert [step_of(text) for text in ("done", "step.x", "step.x.", "step..3", "x.3")] == [
        None
    ] * 5
