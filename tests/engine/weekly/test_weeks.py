"""What a word on a week makes of somebody's weekly steps, whatever rounds did meanwhile."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import Place
from bot.catalog import Catalog
from bot.engine.plans import planning
from bot.engine.plans.plan import CheckIn, Size
from bot.engine.plans.rhythm import Rhythm, rhythm
from bot.engine.schedule import OPEN_END, Occasion
from bot.engine.state import Stage
from bot.engine.weekly import times, weeks
from bot.engine.weekly.values import Weekly
from tests.engine.plans.weeks import ENGINEER, step, with_ladder
from tests.engine.weekly.steps import (
    FIRST_NUDGE,
    WEEK,
    after_weeks,
    nudged,
    reminded,
    somebody,
    wanted,
)

DONE, NOT_YET, SWAP = CheckIn.DONE, CheckIn.NOT_YET, CheckIn.SWAP


def test_today_holds_the_weeks_that_rounds_began_and_the_stored_plan_does_not(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog), 2)

    plan = weeks.today(catalog, weekly)

    assert weekly.plan.week is None
    assert plan.week is not None
    assert (plan.week.number, plan.week.size) == (2, Size.LIGHT)
    assert [week.number for week in plan.past] == [1]


def test_a_week_begins_at_its_nudge(catalog: Catalog) -> None:
    plan = weeks.today(catalog, nudged(wanted(catalog)))

    assert plan.week is not None
    assert plan.week.at == FIRST_NUDGE


def test_without_a_nudge_that_is_remembered_no_week_has_begun(catalog: Catalog) -> None:
    weekly = wanted(catalog)
    odd = replace(weekly, agenda=replace(weekly.agenda, nudged=3))

    assert weeks.today(catalog, odd) == weekly.plan


def test_A29_today_has_only_steps_that_todays_content_has(catalog: Catalog) -> None:
    weekly = nudged(wanted(catalog))
    shorter = with_ladder(catalog, catalog.roles[weekly.plan.role], 2)

    assert weeks.today(shorter, weekly).upcoming == (step(1), step(2))


def test_a_word_on_the_running_week_takes_in_the_nudge_and_settles_it(
    catalog: Catalog,
) -> None:
    before = nudged(wanted(catalog))

    weekly = weeks.checked_in(catalog, before, DONE, FIRST_NUDGE + timedelta(days=1))

    assert [(week.step, week.check_in) for week in weekly.plan.past] == [(step(1), DONE)]
    assert weekly.version == before.week + 1
    agenda = weekly.agenda
    assert (agenda.nudged, agenda.silent, agenda.asked) == (0, 0, False)
    assert agenda.latest is not None
    assert agenda.latest.settled
    assert agenda.due is not None
    assert (agenda.due.kind, agenda.due.at) == (Occasion.NUDGE, FIRST_NUDGE + WEEK)


def test_a_word_where_the_card_asks_back_is_one_on_the_week_before(catalog: Catalog) -> None:
    before = nudged(wanted(catalog), 2)

    weekly = weeks.checked_in(catalog, before, DONE, FIRST_NUDGE + WEEK, back=True)

    assert weeks.asks_back(catalog, before)
    assert [(week.number, week.check_in) for week in weekly.plan.past] == [(1, DONE)]
    assert weekly.plan.week is not None
    assert (weekly.plan.week.number, weekly.plan.week.step) == (2, step(2))
    assert not weeks.asks_back(catalog, weekly)


@pytest.mark.parametrize("word", [DONE, NOT_YET, CheckIn.KNOWN])
def test_a_word_on_the_week_before_keeps_the_reminder_of_this_weeks_step(
    catalog: Catalog, word: CheckIn
) -> None:
    before = nudged(wanted(catalog), 2)

    weekly = weeks.checked_in(catalog, before, word, FIRST_NUDGE + WEEK, back=True)

    agenda = weekly.agenda
    assert agenda.due is not None
    assert agenda.latest == before.agenda.latest
    assert (agenda.due.kind, agenda.due.at) == (
        Occasion.REMINDER,
        FIRST_NUDGE + WEEK + timedelta(days=5),
    )


@pytest.mark.parametrize("word", [SWAP, CheckIn.LIGHTER])
def test_a_wish_for_this_week_is_a_word_on_it_though_the_card_asked_back(
    catalog: Catalog, word: CheckIn
) -> None:
    before = nudged(wanted(catalog), 2)

    weekly = weeks.checked_in(catalog, before, word, FIRST_NUDGE + WEEK, back=True)

    assert weekly.agenda.due is not None
    assert weekly.agenda.due.kind is Occasion.NUDGE


def test_a_step_that_was_put_off_comes_though_they_say_how_the_week_before_went(
    catalog: Catalog,
) -> None:
    at = FIRST_NUDGE + WEEK
    later = at + timedelta(hours=3)
    put_off = times.snoozed(nudged(wanted(catalog), 2), later, at)
    assert put_off is not None

    weekly = weeks.checked_in(catalog, put_off, DONE, at, back=True)

    assert weekly.agenda.due is not None
    assert (weekly.agenda.due.kind, weekly.agenda.due.at) == (Occasion.REMINDER, later)


def test_a_step_that_another_role_brought_in_the_middle_of_a_week_is_not_asked_about(
    catalog: Catalog,
) -> None:
    before = nudged(wanted(catalog))

    weekly = weeks.towards(catalog, before, ENGINEER, {}, FIRST_NUDGE)
    after = nudged(weekly)

    assert not weeks.asks_back(catalog, after)
    assert weeks.today(catalog, after).size is Size.TASK


@pytest.mark.parametrize("word", [None, SWAP, CheckIn.LIGHTER])
def test_a_card_asks_back_where_the_week_before_was_left_open(
    catalog: Catalog, word: CheckIn | None
) -> None:
    weekly = after_weeks(catalog, word) if word else nudged(wanted(catalog))

    assert not weeks.asks_back(catalog, weekly)
    assert weeks.asks_back(catalog, nudged(weekly))


@pytest.mark.parametrize("word", [DONE, CheckIn.PARTLY, NOT_YET])
def test_a_card_does_not_ask_back_where_the_week_before_has_its_word(
    catalog: Catalog, word: CheckIn
) -> None:
    assert not weeks.asks_back(catalog, nudged(after_weeks(catalog, word)))


def test_a_week_that_was_left_out_is_not_asked_about_in_the_next(catalog: Catalog) -> None:
    weekly = after_weeks(catalog, NOT_YET)
    plan = weekly.plan
    for one in plan.upcoming:
        plan = planning.hide(catalog, plan, one)
    plan = planning.bring_back(catalog, plan, step(4))

    assert not weeks.asks_back(catalog, nudged(weeks.edited(catalog, weekly, plan)))


def test_done_after_not_yet_is_the_word_on_that_week_and_counts_once(
    catalog: Catalog,
) -> None:
    before = after_weeks(catalog, NOT_YET)

    weekly = weeks.checked_in(catalog, before, DONE, FIRST_NUDGE + timedelta(days=4))

    assert [(week.step, week.check_in) for week in weekly.plan.past] == [(step(1), DONE)]
    assert rhythm(weekly.plan) == Rhythm(1, 1)


def test_after_not_yet_done_in_the_next_week_is_said_of_that_week(catalog: Catalog) -> None:
    before = nudged(after_weeks(catalog, NOT_YET))

    weekly = weeks.checked_in(catalog, before, DONE, FIRST_NUDGE + WEEK)

    said = [(week.number, week.check_in) for week in weekly.plan.past]
    assert said == [(1, NOT_YET), (2, DONE)]


def test_after_three_unanswered_nudges_the_word_is_on_the_last_week_but_one(
    catalog: Catalog,
) -> None:
    silent = nudged(wanted(catalog), 3)

    weekly = weeks.checked_in(catalog, silent, DONE, FIRST_NUDGE, back=True)

    assert [(week.number, week.check_in) for week in weekly.plan.past] == [(1, None), (2, DONE)]


@pytest.mark.parametrize(("days", "finishes"), [(0, 1), (3, 1), (4, 0)])
def test_done_within_three_days_of_the_nudge_is_early(
    catalog: Catalog, days: int, finishes: int
) -> None:
    at = FIRST_NUDGE + timedelta(days=days)

    weekly = weeks.checked_in(catalog, nudged(wanted(catalog)), DONE, at)

    assert weekly.plan.early == finishes


@pytest.mark.parametrize(("days", "finishes"), [(6, 0), (2, 1)])
def test_done_just_after_the_reminder_is_early_only_by_the_day_of_its_step(
    catalog: Catalog, days: int, finishes: int
) -> None:
    """A reminder leaves its own moment where that of the nudge stood."""
    weekly = nudged(wanted(catalog))
    latest = weekly.agenda.latest
    assert latest is not None
    served = replace(latest, nudged_at=FIRST_NUDGE + timedelta(days=5), settled=True)
    before = replace(weekly, agenda=replace(weekly.agenda, latest=served))

    said = weeks.checked_in(catalog, before, DONE, FIRST_NUDGE + timedelta(days=days))

    assert said.plan.early == finishes


def told_of_before(catalog: Catalog, weekly: Weekly, question: str) -> set[CheckIn]:
    """The words that tell of the week before on the card of a place."""
    place = Place(7, 20, question)
    return {one for one in CheckIn if weeks.tells_of_before(catalog, weekly, one, place)}


def test_what_is_known_too_much_or_swapped_is_the_step_that_the_card_shows(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog), 2)

    assert told_of_before(catalog, weekly, "week-2") == {DONE, CheckIn.PARTLY, NOT_YET}
    assert told_of_before(catalog, weekly, "week-1") == {*CheckIn}
    assert not told_of_before(catalog, nudged(after_weeks(catalog, DONE)), "week-2")


def test_a_reminder_speaks_of_this_weeks_step_alone_and_the_card_before_as_it_did(
    catalog: Catalog,
) -> None:
    weekly = reminded(nudged(wanted(catalog), 2))

    assert not weeks.asks_back(catalog, weekly)
    assert weeks.place(somebody(weekly)).question == "week-2-again"
    assert not told_of_before(catalog, weekly, "week-2-again")
    assert told_of_before(catalog, weekly, "week-2") == {DONE, CheckIn.PARTLY, NOT_YET}
    assert all(
        weeks.holds(catalog, somebody(weekly), Place(7, 20, one))
        for one in ("week-2", "week-2-again", "week-1", "week-1-again")
    )


def test_a_word_without_any_nudge_changes_no_plan(catalog: Catalog) -> None:
    weekly = weeks.checked_in(catalog, wanted(catalog), DONE, FIRST_NUDGE)

    assert weekly.plan == wanted(catalog).plan


def test_after_the_last_step_nothing_comes_any_more(catalog: Catalog) -> None:
    weekly = after_weeks(catalog, *[DONE] * 12)

    assert weekly.plan.ended
    assert weekly.agenda.due is None


def test_an_edit_takes_in_the_weeks_and_leaves_this_weeks_cards_as_they_are(
    catalog: Catalog,
) -> None:
    before = nudged(wanted(catalog))
    plan = planning.hide(catalog, weeks.today(catalog, before), step(3))

    weekly = weeks.edited(catalog, before, plan)

    assert weekly.plan == weeks.today(catalog, weekly) == plan
    assert weekly.agenda == replace(before.agenda, nudged=0)
    assert weekly.week == before.week


def test_an_edit_of_this_weeks_step_makes_its_card_an_old_one(catalog: Catalog) -> None:
    before = nudged(wanted(catalog))
    plan = planning.hide(catalog, weeks.today(catalog, before), step(1))

    assert weeks.edited(catalog, before, plan).week == before.week + 1


def test_an_edit_makes_a_card_old_that_asked_how_last_week_went(catalog: Catalog) -> None:
    before = nudged(wanted(catalog), 2)
    plan = planning.hide(catalog, weeks.today(catalog, before), step(5))

    weekly = weeks.edited(catalog, before, plan)

    assert weekly.week == before.week + 1
    assert not weeks.asks_back(catalog, weekly)


def test_an_edit_that_leaves_no_step_ends_the_nudges_and_one_brought_back_plans_the_next(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog))
    plan = weeks.today(catalog, weekly)
    for one in plan.upcoming:
        plan = planning.hide(catalog, plan, one)
    ended = weeks.edited(catalog, weekly, plan)
    again = weeks.edited(catalog, ended, planning.bring_back(catalog, plan, step(4)))

    assert ended.agenda.due is None
    assert weeks.planned_on(ended, FIRST_NUDGE).agenda.due is None
    assert weeks.planned_on(again, FIRST_NUDGE + timedelta(days=6)).agenda.due is not None


def test_another_role_keeps_what_is_known_and_plans_the_next_nudge(catalog: Catalog) -> None:
    before = after_weeks(catalog, CheckIn.KNOWN)

    weekly = weeks.towards(catalog, before, ENGINEER, {}, FIRST_NUDGE)

    assert weekly.plan.role == ENGINEER
    assert step(1) in weekly.plan.known
    assert weekly.agenda.due is not None


def test_a_word_of_somebody_who_was_left_in_peace_brings_them_back(catalog: Catalog) -> None:
    before = nudged(wanted(catalog))
    schedule = replace(before.agenda.schedule, paused_until=OPEN_END)
    in_peace = replace(before, agenda=replace(before.agenda, schedule=schedule, due=None))

    weekly = weeks.checked_in(catalog, in_peace, DONE, FIRST_NUDGE + WEEK * 1.5)

    assert weekly.agenda.schedule.paused_until is None
    assert weekly.agenda.due is not None
    assert weekly.agenda.due.at == FIRST_NUDGE + 2 * WEEK


def test_whoever_says_anything_is_not_silent_any_more(catalog: Catalog) -> None:
    silent = nudged(wanted(catalog), 3)
    asked = replace(silent, agenda=replace(silent.agenda, silent=0, asked=True))

    for weekly in (silent, asked):
        heard = weeks.heard(weekly).agenda
        assert heard == replace(weekly.agenda, silent=0, asked=False)


def test_who_was_not_silent_stays_the_same_value(catalog: Catalog) -> None:
    weekly = wanted(catalog)

    assert weeks.heard(weekly) is weekly


def test_this_weeks_card_holds_and_that_of_the_week_before_while_it_is_asked_about(
    catalog: Catalog,
) -> None:
    here = somebody(nudged(wanted(catalog), 2))
    old, before, now, later = (Place(7, 0, f"week-{number}") for number in range(4))

    assert [weeks.holds(catalog, here, one) for one in (old, before, now, later)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_card_of_the_week_before_holds_no_longer_once_there_was_a_word(
    catalog: Catalog,
) -> None:
    here = somebody(nudged(after_weeks(catalog, DONE)))
    before = Place(7, 0, f"week-{weeks.of(here).week - 1}")

    assert not weeks.holds(catalog, here, before)


def test_the_card_of_somebody_else_or_without_steps_holds_never(catalog: Catalog) -> None:
    here = somebody(nudged(wanted(catalog)))

    assert not weeks.holds(catalog, here, replace(weeks.place(here), conversation=8))
    assert not weeks.holds(catalog, here, Place(7, 20))
    assert not weeks.holds(catalog, somebody(None), Place(7, 20, "week-0"))


@pytest.mark.parametrize(
    ("question", "is_one"),
    [
        ("week-0", True),
        ("week-12", True),
        ("week-12-again", True),
        ("week--again", False),
        ("week-", False),
        ("week-x", False),
        ("week-²", False),
        ("afternoon", False),
        (None, False),
    ],
)
def test_the_place_of_a_week_is_told_from_that_of_a_question(
    question: str | None, is_one: bool
) -> None:
    assert weeks.is_of_a_week(Place(7, 3, question)) is is_one


def test_no_place_is_of_no_week() -> None:
    assert not weeks.is_of_a_week(None)


def test_every_word_and_every_round_gives_the_cards_another_place(catalog: Catalog) -> None:
    weekly = wanted(catalog)
    numbers = [weekly.week]
    for word in (NOT_YET, SWAP, DONE):
        weekly = nudged(weekly)
        numbers.append(weekly.week)
        weekly = weeks.checked_in(catalog, weekly, word, FIRST_NUDGE)
        numbers.append(weekly.week)

    assert numbers == [*range(7)]


def test_somebody_without_steps_has_no_week_of_their_own() -> None:
    here = somebody(None, Stage.WELCOME)

    assert weeks.place(here) == Place(7, 20, "week-0")
    with pytest.raises(LookupError):
        weeks.of(here)
