"""What a plan begins with, and what each check-in and each wish makes of it."""

from dataclasses import replace

from bot.catalog import Catalog
from bot.engine.plans import planning
from bot.engine.plans.nudging import nudge
from bot.engine.plans.plan import CheckIn, Plan, Size, Week
from bot.engine.plans.planning import begin, change_role, checked_in, looked_back, next_week
from bot.engine.plans.rhythm import Mark, cells, rhythm
from bot.engine.plans.skipping import cut_short
from tests.engine.plans.weeks import (
    ANALYST,
    AT_WORK,
    ENGINEER,
    analyst,
    said,
    step,
    weeks_of,
    with_ladder,
    without_role,
)
from tests.fakes.clock import NOON

DONE, PARTLY, NOT_YET = CheckIn.DONE, CheckIn.PARTLY, CheckIn.NOT_YET
KNOWN, LIGHTER, SWAP = CheckIn.KNOWN, CheckIn.LIGHTER, CheckIn.SWAP


def running(plan: Plan) -> Week:
    assert plan.week is not None
    return plan.week


def test_a_newcomer_gets_the_twelve_weeks_of_the_ladder(catalog: Catalog) -> None:
    plan = begin(catalog, ANALYST, {}, cue="after lunch")

    assert weeks_of(plan) == [*range(1, 13)]
    assert (plan.week, plan.size, plan.cue, plan.ended) == (
        None,
        Size.TASK,
        "after lunch",
        False,
    )


def test_evidence_moves_the_start_and_what_is_before_it_can_be_brought_back(
    catalog: Catalog,
) -> None:
    plan = begin(catalog, ENGINEER, AT_WORK)

    assert weeks_of(plan) == [*range(3, 13)]
    assert plan.hidden == {step(1, ENGINEER), step(2, ENGINEER)}
    assert plan.known == frozenset()
    assert weeks_of(planning.bring_back(catalog, plan, step(2, ENGINEER)))[:2] == [2, 3]


def test_a_role_that_nobody_offers_is_no_plan(catalog: Catalog) -> None:
    plan = begin(catalog, "poet", {})

    assert plan.ended
    assert next_week(catalog, plan, NOON) == plan


def test_done_and_partly_go_on_to_the_next_step(catalog: Catalog) -> None:
    for word in (DONE, PARTLY):
        plan = said(catalog, analyst(catalog), word)

        assert plan.upcoming[0] == step(2)
        assert plan.past[-1] == Week(1, step(1), Size.TASK, word, NOON)
        assert running(next_week(catalog, plan, NOON)).size is Size.TASK


def test_pressing_done_twice_finishes_one_step_only(catalog: Catalog) -> None:
    once = said(catalog, analyst(catalog), DONE)

    assert said(catalog, once, DONE) == once


def test_a_week_without_an_answer_brings_its_step_again_and_light(catalog: Catalog) -> None:
    plan = next_week(catalog, analyst(catalog), NOON)

    assert running(plan) == Week(2, step(1), Size.LIGHT, None, NOON)
    assert plan.past == (Week(1, step(1), Size.TASK, None, NOON),)


def test_not_yet_leaves_the_week_open_and_brings_its_step_again_and_light(
    catalog: Catalog,
) -> None:
    plan = said(catalog, analyst(catalog), NOT_YET)

    assert running(plan).check_in is NOT_YET
    assert running(next_week(catalog, plan, NOON)).size is Size.LIGHT
    assert said(catalog, plan, DONE).upcoming[0] == step(2)


def test_a_step_that_was_skipped_twice_goes_to_the_end(catalog: Catalog) -> None:
    again = next_week(catalog, said(catalog, analyst(catalog), NOT_YET), NOON)

    plan = next_week(catalog, again, NOON)

    assert weeks_of(plan) == [*range(2, 13), 1]
    assert running(plan).size is Size.LIGHT


def test_a_pinned_step_stays_however_often_it_is_skipped(catalog: Catalog) -> None:
    plan = planning.pin(catalog, analyst(catalog), step(1))
    for _ in range(3):
        plan = next_week(catalog, plan, NOON)

    assert running(plan).step == step(1)


def test_after_a_light_week_that_was_done_the_whole_task_comes_back(catalog: Catalog) -> None:
    light = next_week(catalog, analyst(catalog), NOON)

    plan = next_week(catalog, said(catalog, light, DONE), NOON)

    assert (running(plan).step, running(plan).size) == (step(2), Size.TASK)


def test_two_early_finishes_in_a_row_lead_to_the_stretch(catalog: Catalog) -> None:
    once = said(catalog, analyst(catalog), DONE, early=True)
    twice = said(catalog, next_week(catalog, once, NOON), DONE, early=True)

    assert once.size is Size.TASK
    assert running(next_week(catalog, twice, NOON)).size is Size.STRETCH


def test_a_finish_in_time_between_two_early_ones_leads_to_no_stretch(catalog: Catalog) -> None:
    plan = analyst(catalog)
    for early in (True, False, True):
        plan = next_week(catalog, said(catalog, plan, DONE, early=early), NOON)

    assert running(plan).size is Size.TASK


def test_neither_a_light_week_nor_partly_is_an_early_finish(catalog: Catalog) -> None:
    begun = said(catalog, analyst(catalog), DONE, early=True)
    second = next_week(catalog, begun, NOON)

    light = said(catalog, second, LIGHTER, DONE, early=True)
    partly = said(catalog, second, PARTLY, early=True)

    assert (light.early, partly.early) == (0, 0)


def test_what_is_known_is_taken_out_and_the_week_takes_the_next_step(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), KNOWN)

    assert plan.known == {step(1)}
    assert running(plan) == Week(1, step(2), Size.TASK, None, NOON)
    assert plan.past == (Week(1, step(1), Size.TASK, KNOWN, NOON),)


def test_whoever_knows_the_last_step_too_is_at_the_end(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), *[KNOWN] * 12)

    assert plan.ended
    assert plan.week is None
    assert next_week(catalog, plan, NOON) == plan


def test_too_busy_makes_this_week_and_the_next_one_light(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), LIGHTER)
    second = next_week(catalog, said(catalog, plan, DONE), NOON)
    third = next_week(catalog, said(catalog, second, DONE), NOON)

    sizes = [running(one).size for one in (plan, second, third)]
    assert sizes == [Size.LIGHT, Size.LIGHT, Size.TASK]


def test_swap_exchanges_this_weeks_step_with_the_next_one(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), SWAP)

    assert weeks_of(plan)[:3] == [2, 1, 3]
    assert running(plan) == Week(1, step(2), Size.TASK, SWAP, NOON)
    assert weeks_of(said(catalog, plan, SWAP))[:3] == [1, 2, 3]


def test_a_last_step_has_none_to_swap_with(catalog: Catalog) -> None:
    last = analyst(catalog, weeks=12)

    assert said(catalog, last, SWAP) == last


def test_a_word_on_last_week_ends_that_and_begins_this_one(catalog: Catalog) -> None:
    for word, comes in ((DONE, 2), (PARTLY, 2), (NOT_YET, 1), (KNOWN, 2)):
        plan = looked_back(catalog, analyst(catalog), word, NOON)

        assert [week.check_in for week in plan.past] == [word]
        assert (running(plan).number, running(plan).step) == (2, step(comes))


def test_who_wants_less_or_something_else_speaks_of_the_week_to_come(catalog: Catalog) -> None:
    for word, comes in ((LIGHTER, 1), (SWAP, 2)):
        plan = looked_back(catalog, analyst(catalog), word, NOON)

        assert plan.past[-1].check_in is None
        assert (running(plan).number, running(plan).step) == (2, step(comes))
        assert running(plan).check_in is word


def test_a_hidden_step_is_left_out_and_the_week_takes_the_next_one(catalog: Catalog) -> None:
    plan = planning.hide(catalog, said(catalog, analyst(catalog), NOT_YET), step(1))

    assert plan.hidden == {step(1)}
    assert running(plan) == Week(1, step(2), Size.TASK, None, NOON)


def test_hiding_all_steps_ends_the_plan_and_one_can_be_brought_back(catalog: Catalog) -> None:
    plan = analyst(catalog)
    for week in range(1, 13):
        plan = planning.hide(catalog, plan, step(week))

    assert plan.ended
    assert plan.week is None
    assert weeks_of(planning.bring_back(catalog, plan, step(5))) == [5]


def test_a_step_comes_back_to_its_place_on_the_ladder(catalog: Catalog) -> None:
    known = said(catalog, analyst(catalog), KNOWN)

    plan = planning.bring_back(catalog, known, step(1))

    assert weeks_of(plan)[:3] == [2, 1, 3]
    assert plan.known == frozenset()


def test_only_what_was_taken_out_comes_back_and_never_a_thirteenth(catalog: Catalog) -> None:
    plan = analyst(catalog)
    full = replace(plan, hidden=frozenset({step(1, ENGINEER)}))
    gone = replace(full, hidden=frozenset({step(99)}), upcoming=plan.upcoming[:3])

    assert planning.bring_back(catalog, plan, step(3)) == plan
    assert planning.bring_back(catalog, full, step(1, ENGINEER)) == full
    assert planning.bring_back(catalog, gone, step(99)) == gone


def test_a_pinned_step_comes_next_and_stays_when_the_role_changes(catalog: Catalog) -> None:
    plan = planning.pin(catalog, analyst(catalog), step(10))

    there = change_role(catalog, plan, ENGINEER, {})

    assert weeks_of(plan)[:3] == [1, 10, 2]
    assert there.upcoming[:2] == (step(10), step(1, ENGINEER))
    assert len(there.upcoming) == 12
    assert there.hidden == {step(12, ENGINEER)}


def test_without_its_pin_a_step_keeps_its_place(catalog: Catalog) -> None:
    pinned = planning.pin(catalog, analyst(catalog), step(10))

    plan = planning.unpin(catalog, pinned, step(10))

    assert plan.pins == frozenset()
    assert plan.upcoming == pinned.upcoming


def test_a_step_that_is_not_to_come_cannot_be_pinned_hidden_or_moved(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=2)

    assert planning.pin(catalog, plan, step(1)) == plan
    assert planning.hide(catalog, plan, step(1)) == plan
    assert planning.reorder(catalog, plan, step(1), 4) == plan


def test_a_step_moves_as_far_as_there_are_places(catalog: Catalog) -> None:
    plan = analyst(catalog)

    assert weeks_of(planning.reorder(catalog, plan, step(4), 2))[:4] == [1, 2, 4, 3]
    assert weeks_of(planning.reorder(catalog, plan, step(4), -3))[:4] == [1, 4, 2, 3]
    assert weeks_of(planning.reorder(catalog, plan, step(4), 99))[-2:] == [12, 4]
    assert planning.reorder(catalog, plan, step(1), 3) == plan


def test_between_two_weeks_any_step_may_come_first(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog), DONE)

    assert weeks_of(planning.reorder(catalog, plan, step(4), 0))[:2] == [4, 2]


def test_another_role_keeps_what_was_done_and_known_and_the_way_back(catalog: Catalog) -> None:
    plan = said(catalog, analyst(catalog, weeks=3), KNOWN)

    there = change_role(catalog, plan, ENGINEER, {})
    back = change_role(catalog, there, ANALYST, {})

    assert there.role == ENGINEER
    assert running(there).step.role == ENGINEER
    assert weeks_of(back) == [*range(4, 13)]


def test_the_step_that_was_sent_stays_told_when_the_role_changes_in_its_week(
    catalog: Catalog,
) -> None:
    there = change_role(catalog, analyst(catalog), ENGINEER, {})
    back = change_role(catalog, there, ANALYST, {})

    assert [(week.number, week.step) for week in there.past] == [(1, step(1))]
    assert (running(there).number, running(there).step) == (1, step(1, ENGINEER))
    assert (back.past, back.week) == ((), analyst(catalog).week)


def test_whoever_changes_back_in_the_same_week_goes_on_with_it_as_if_they_had_not(
    catalog: Catalog,
) -> None:
    there = change_role(catalog, analyst(catalog), ENGINEER, {})
    back = change_role(catalog, there, ANALYST, {})

    later = next_week(catalog, said(catalog, back, NOT_YET), NOON)

    assert "break" not in nudge(catalog, back).body
    assert running(later).size is Size.LIGHT
    assert [cell.mark for cell in cells(later)] == [Mark.NOT_YET, Mark.NOW]


def test_a_change_of_role_and_back_leaves_a_break_of_that_week_one(catalog: Catalog) -> None:
    rested = cut_short(analyst(catalog), begun=0)

    back = change_role(catalog, change_role(catalog, rested, ENGINEER, {}), ANALYST, {})

    assert "as before your break" in nudge(catalog, next_week(catalog, back, NOON)).body


def test_a_week_that_another_role_came_into_was_cut_short_and_is_no_miss(
    catalog: Catalog,
) -> None:
    there = change_role(catalog, analyst(catalog), ENGINEER, {})

    later = next_week(catalog, next_week(catalog, there, NOON), NOON)

    assert [cell.mark for cell in cells(later)] == [Mark.REST, Mark.QUIET, Mark.NOW]
    assert rhythm(later).weeks == 1


def test_a_step_that_followed_a_known_one_stays_told_when_the_role_changes(
    catalog: Catalog,
) -> None:
    there = change_role(catalog, said(catalog, analyst(catalog), KNOWN), ENGINEER, {})

    assert [week.step for week in there.past] == [step(1), step(2)]


def test_a_word_on_the_week_stays_when_the_role_changes(catalog: Catalog) -> None:
    light = said(catalog, analyst(catalog), LIGHTER)

    there = change_role(catalog, light, ENGINEER, {})

    assert [week.check_in for week in there.past] == [LIGHTER]
    assert running(there).check_in is None


def test_the_first_step_of_another_role_is_not_skipped_in_the_week_it_came_into(
    catalog: Catalog,
) -> None:
    week = change_role(catalog, analyst(catalog), ENGINEER, {})

    later = next_week(catalog, next_week(catalog, week, NOON), NOON)

    assert running(later).step == step(1, ENGINEER)
    assert later.upcoming[0] == step(1, ENGINEER)
    assert running(next_week(catalog, week, NOON)).size is Size.TASK
    assert "break" not in nudge(catalog, next_week(catalog, week, NOON)).body


def test_a_pinned_step_that_runs_is_not_told_twice_when_the_role_changes(
    catalog: Catalog,
) -> None:
    plan = planning.pin(catalog, analyst(catalog), step(1))

    there = change_role(catalog, plan, ENGINEER, {})

    assert there.past == ()
    assert running(there).step == step(1)


def test_a_known_skill_is_known_in_another_role_too(catalog: Catalog) -> None:
    knows_windows = said(catalog, analyst(catalog, weeks=3), KNOWN)

    plan = change_role(catalog, knows_windows, ENGINEER, {})

    assert plan.known == {step(3), step(1, ENGINEER)}
    assert plan.upcoming[0] == step(2, ENGINEER)


def test_another_role_begins_without_a_stretch_and_without_early_finishes(
    catalog: Catalog,
) -> None:
    plan = replace(analyst(catalog), size=Size.STRETCH, early=2)
    light = said(catalog, plan, LIGHTER)

    assert change_role(catalog, plan, ENGINEER, {}).size is Size.TASK
    assert change_role(catalog, plan, ENGINEER, {}).early == 0
    assert change_role(catalog, light, ENGINEER, {}).size is Size.LIGHT


def test_the_same_role_again_or_none_that_exists_changes_nothing(catalog: Catalog) -> None:
    plan = analyst(catalog, weeks=2)

    assert change_role(catalog, plan, ANALYST, AT_WORK) == plan
    assert change_role(catalog, plan, "poet", {}) == plan


def test_A29_a_step_that_authors_took_away_gives_way(catalog: Catalog) -> None:
    shorter = with_ladder(catalog, catalog.roles[ANALYST], 4)
    plan = planning.reorder(catalog, said(catalog, analyst(catalog, weeks=1), DONE), step(9), 0)
    ninth = next_week(catalog, plan, NOON)

    at_home = planning.at_home(shorter, ninth)

    assert weeks_of(at_home) == [2, 3, 4]
    assert running(at_home).step == step(2)
    assert at_home.past == ninth.past


def test_A29_a_longer_ladder_changes_no_plan_that_was_made(catalog: Catalog) -> None:
    longer = with_ladder(catalog, catalog.roles[ANALYST], 14)
    plan = analyst(catalog)

    assert planning.at_home(longer, plan) == plan
    assert len(begin(longer, ANALYST, {}).upcoming) == 12


def test_A29_a_plan_for_a_role_that_is_gone_waits_for_another(catalog: Catalog) -> None:
    fewer = without_role(catalog, ANALYST)

    plan = checked_in(fewer, analyst(catalog, weeks=3), DONE, NOON)
    hidden_elsewhere = replace(plan, hidden=frozenset({step(1, ENGINEER)}))

    assert plan.ended
    assert planning.bring_back(fewer, hidden_elsewhere, step(1, ENGINEER)) == hidden_elsewhere
    assert change_role(fewer, plan, ENGINEER, {}).upcoming[0] == step(1, ENGINEER)
