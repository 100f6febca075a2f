"""Somebody else changes what is to come, and nothing else."""

from dataclasses import replace
from random import Random

import pytest

from bot.catalog import Catalog
from bot.engine.events import Chose
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn, Plan, Step
from bot.engine.plans.plan_cards import PlanButton
from bot.engine.state import Conversation, Stage
from bot.engine.transitions import advance
from bot.engine.weekly import times, weeks
from bot.engine.weekly.plan_choices import EDITS
from bot.engine.weekly.rearranging import open_to_others, rearranged
from bot.engine.weekly.values import Weekly
from tests.engine.plans.weeks import step, weeks_of
from tests.engine.weekly.steps import (
    FIRST_NUDGE,
    after_weeks,
    nudged,
    somebody,
    steps_of,
    wanted,
    with_plan,
)

LIVES, ACTS = 60, 40


def today(catalog: Catalog, here: Conversation) -> Plan:
    return weeks.today(catalog, weeks.of(here))


def plan_after(catalog: Catalog, weekly: Weekly, one: Step, button: PlanButton) -> Plan | None:
    after = rearranged(catalog, somebody(weekly), one, button)
    return None if after is None else today(catalog, after)


@pytest.mark.parametrize(
    ("button", "then"),
    [
        (PlanButton.PIN, [1, 4, 2, 3, 5]),
        (PlanButton.EARLIER, [1, 2, 4, 3, 5]),
        (PlanButton.LATER, [1, 2, 3, 5, 4]),
        (PlanButton.HIDE, [1, 2, 3, 5, 6]),
    ],
)
def test_what_is_to_come_is_pinned_moved_and_left_out(
    catalog: Catalog, button: PlanButton, then: list[int]
) -> None:
    weekly = nudged(wanted(catalog))

    plan = plan_after(catalog, weekly, step(4), button)

    assert plan is not None
    assert weeks_of(plan)[:5] == then
    assert (step(4) in plan.pins) is (button is PlanButton.PIN)


def test_a_pin_is_taken_away_and_a_step_comes_back(catalog: Catalog) -> None:
    fresh = wanted(catalog)
    pinned = planning.pin(catalog, fresh.plan, step(4))
    hidden = planning.hide(catalog, pinned, step(5))
    weekly = with_plan(fresh, hidden)

    unpinned = plan_after(catalog, weekly, step(4), PlanButton.UNPIN)
    back = plan_after(catalog, weekly, step(5), PlanButton.BRING_BACK)

    assert unpinned == replace(hidden, pins=frozenset())
    assert back is not None
    assert step(5) in back.upcoming


@pytest.mark.parametrize("button", sorted(EDITS))
@pytest.mark.parametrize("rounds", [1, 2])
def test_A27_this_week_s_step_and_a_week_without_a_word_stay_as_they_are(
    catalog: Catalog, button: str, rounds: int
) -> None:
    here = somebody(nudged(wanted(catalog), rounds))

    first = [rearranged(catalog, here, one, PlanButton(button)) for one in (step(1), step(14))]
    other = rearranged(catalog, here, step(3), PlanButton.PIN)

    assert first == [None, None]
    assert other is not None
    before, after = weeks.of(here), weeks.of(other)
    assert (after.agenda, after.version) == (before.agenda, before.version)
    assert today(catalog, other).week == today(catalog, here).week
    assert weeks.asks_back(catalog, after) == weeks.asks_back(catalog, before)


def test_A27_the_word_on_the_week_before_still_counts_after_it(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog), 2))
    card = weeks.place(here)
    after = rearranged(catalog, here, step(4), PlanButton.PIN)
    assert after is not None

    turn = advance(catalog, after, Chose(FIRST_NUDGE, card, frozenset({"done"})))

    plan = steps_of(turn).plan
    assert [week.check_in for week in plan.past] == [CheckIn.DONE]
    assert weeks_of(plan)[:3] == [4, 2, 3]


def test_where_a_step_was_skipped_twice_the_order_behind_it_can_still_change(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog), 3)
    before = weeks.today(catalog, weekly)

    moved = plan_after(catalog, weekly, step(4), PlanButton.EARLIER)
    skipped = plan_after(catalog, weekly, step(1), PlanButton.EARLIER)

    assert weeks_of(before)[:3] == [2, 3, 4]
    assert weeks_of(before)[-1] == 1
    assert moved is not None
    assert weeks_of(moved)[:3] == [2, 4, 3]
    assert weeks_of(moved)[-1] == 1
    assert skipped is None  # they have still to say how that went


@pytest.mark.parametrize("stage", [Stage.PLAN, Stage.STEP, Stage.WEEK, Stage.SUMMARY])
def test_only_cards_that_show_the_plan_are_old_after_it(catalog: Catalog, stage: Stage) -> None:
    here = somebody(wanted(catalog), stage)

    after = rearranged(catalog, here, step(4), PlanButton.PIN)

    assert after is not None
    shows = stage in (Stage.PLAN, Stage.STEP)
    assert after.version == here.version + shows


def test_a_full_plan_takes_no_step_back(catalog: Catalog) -> None:
    fresh = wanted(catalog)
    weekly = with_plan(fresh, replace(fresh.plan, hidden=frozenset({step(1, "data_engineer")})))

    after = rearranged(
        catalog, somebody(weekly), step(1, "data_engineer"), PlanButton.BRING_BACK
    )

    assert after is None


def test_whoever_has_no_steps_that_run_is_left_alone(catalog: Catalog) -> None:
    fresh = wanted(catalog)
    schedule = replace(fresh.agenda.schedule, stopped=True)
    stopped = replace(fresh, agenda=replace(fresh.agenda, schedule=schedule))
    ended = with_plan(fresh, replace(fresh.plan, upcoming=()))
    draft = times.draft(catalog, somebody(None), fresh.plan.role)

    found = [
        rearranged(catalog, somebody(one), step(2), PlanButton.PIN)
        for one in (None, stopped, ended, draft)
    ]

    assert found == [None] * 4


def test_where_today_s_content_has_no_step_of_theirs_left_nothing_is_changed(
    catalog: Catalog,
) -> None:
    fresh = wanted(catalog)
    gone = replace(fresh.plan, upcoming=(step(99),), hidden=frozenset({step(2)}))

    after = rearranged(
        catalog, somebody(with_plan(fresh, gone)), step(2), PlanButton.BRING_BACK
    )

    assert after is None


def test_what_a_mentee_knows_is_their_own_word_and_a_last_step_stays(catalog: Catalog) -> None:
    plan = wanted(catalog).plan
    knows = planning.begin(catalog, plan.role, {})
    known = replace(knows, upcoming=knows.upcoming[1:], known=frozenset({step(1)}))
    last = replace(plan, upcoming=plan.upcoming[-1:])

    assert open_to_others(known, step(1)) == ()
    assert open_to_others(last, step(12)) == (PlanButton.PIN,)


def test_A27_whatever_a_mentor_presses_their_week_and_what_they_said_stay(
    catalog: Catalog,
) -> None:
    changed = 0
    for seed in range(LIVES):
        random = Random(seed)
        words = random.choices([*CheckIn], k=random.randrange(4))
        here = somebody(nudged(after_weeks(catalog, *words), random.randrange(4)))
        for _ in range(ACTS):
            before = today(catalog, here)
            if before.ended:
                break
            listed = sorted({*before.upcoming, *before.hidden, *before.known})
            one, button = random.choice(listed), PlanButton(random.choice(sorted(EDITS)))
            after = rearranged(catalog, here, one, button)
            if after is None:
                continue
            changed += 1
            now = today(catalog, after)
            assert weeks.of(after).agenda == weeks.of(here).agenda
            assert (now.week, now.past, now.known) == (before.week, before.past, before.known)
            assert not now.ended
            assert now == EDITS[button](catalog, before, one)
            here = after
    assert changed > LIVES
