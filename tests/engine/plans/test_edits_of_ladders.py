"""What authors do to a ladder while people are on their way: what those did stays theirs."""

from dataclasses import replace

from bot.catalog import Catalog
from bot.engine.plans import plan_cards, planning, skills
from bot.engine.plans.plan import CheckIn
from tests.engine.plans.weeks import (
    ANALYST,
    analyst,
    said,
    step,
    weeks_of,
    with_rungs,
)

ON_THE_WAY = [*range(3, 13)]


def reordered(catalog: Catalog) -> Catalog:
    """An edition with the ladder turned round."""
    role = catalog.roles[ANALYST]
    return with_rungs(catalog, role, role.ladder[::-1])


def inserted(catalog: Catalog) -> Catalog:
    """An edition with a new first step, and without the last."""
    role = catalog.roles[ANALYST]
    new = replace(role.ladder[0], id="writing", topic="Writing one page")
    return with_rungs(catalog, role, (new, *role.ladder[:-1]))


def removed(catalog: Catalog, gone: int) -> Catalog:
    """An edition without a step."""
    role = catalog.roles[ANALYST]
    return with_rungs(catalog, role, [one for one in role.ladder if one.id != f"{gone}"])


def test_a_ladder_in_another_order_leaves_everybody_what_they_did(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=3)
    before = plan_cards.progress(catalog, plan)

    edited = reordered(catalog)

    assert plan_cards.progress(edited, plan) == before
    assert planning.at_home(edited, plan) == plan
    assert skills.topic(edited, step(3)) == skills.topic(catalog, step(3))


def test_a_step_put_in_front_of_others_leaves_everybody_what_they_did(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=3)
    before = plan_cards.progress(catalog, plan)

    edited = inserted(catalog)

    now = planning.at_home(edited, plan)
    assert (now.past, now.week, weeks_of(now)) == (plan.past, plan.week, ON_THE_WAY[:-1])
    told, told_before = (
        card.body.split("\n\n")[0] for card in (plan_cards.progress(edited, now), before)
    )
    assert told == told_before


def test_a_step_that_is_taken_out_stays_done_by_whoever_did_it(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=3)

    edited = removed(catalog, 2)

    card = plan_cards.progress(edited, plan)
    assert planning.at_home(edited, plan) == plan
    assert "- Week 2: a step that is no longer offered, done" in card.body
    assert f"- Week 1: {skills.topic(catalog, step(1))}, done" in card.body


def test_the_step_of_this_week_that_is_taken_out_gives_way_to_the_next(
    catalog: Catalog,
) -> None:
    plan = analyst(catalog, weeks=3)

    now = said(removed(catalog, 3), plan, CheckIn.DONE)

    assert [week.step for week in now.past] == [step(1), step(2), step(4)]


def test_whoever_comes_to_a_ladder_in_another_order_walks_it_so(catalog: Catalog) -> None:
    plan = planning.begin(reordered(catalog), ANALYST, {})

    assert weeks_of(plan) == [*range(12, 0, -1)]


def test_a_step_that_was_left_out_comes_back_where_the_ladder_has_it_today(
    catalog: Catalog,
) -> None:
    edited = reordered(catalog)
    plan = planning.begin(edited, ANALYST, {})

    now = planning.bring_back(edited, planning.hide(edited, plan, step(10)), step(10))

    assert now == plan


def test_steps_that_are_known_are_told_in_the_order_of_todays_ladder(catalog: Catalog) -> None:
    plan = replace(analyst(catalog), known=frozenset({step(2), step(3), step(10)}))

    body = plan_cards.whole(reordered(catalog), plan).body

    topics = [skills.topic(catalog, step(rung)) for rung in (10, 3, 2)]
    assert f"You know already: {topics[0]}, {topics[1]} and {topics[2]}." in body


def test_a_new_step_is_not_taken_for_one_that_somebody_did(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=3)

    now = planning.change_role(
        inserted(catalog), planning.change_role(catalog, plan, "data_engineer", {}), ANALYST, {}
    )

    assert now.upcoming[0].rung == "writing"
