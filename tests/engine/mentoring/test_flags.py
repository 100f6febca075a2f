"""Which facts a mentor is told first."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.catalog import Catalog
from bot.engine.mentoring.flags import flags
from bot.engine.mentoring.values import Flag, FlagKind, Thresholds
from bot.engine.plans.plan import CheckIn, Step
from bot.engine.schedule import OPEN_END
from bot.engine.weekly import weeks
from bot.engine.weekly.values import Question, Weekly
from tests.engine.mentoring.mentees import ASKED, DAY, USUAL
from tests.engine.weekly.steps import FIRST_NUDGE, WEEK, after_weeks, nudged, wanted

THIRD = FIRST_NUDGE + 2 * WEEK


def found(
    catalog: Catalog,
    weekly: Weekly,
    now: datetime = THIRD,
    thresholds: Thresholds = USUAL,
    lost: datetime | None = None,
) -> tuple[Flag, ...]:
    plan = weeks.today(catalog, weekly)
    return flags(weekly, plan, now, thresholds, unreachable_since=lost)


def paused(weekly: Weekly, until: datetime | None, *, stopped: bool = False) -> Weekly:
    schedule = replace(weekly.agenda.schedule, paused_until=until, stopped=stopped)
    return replace(weekly, agenda=replace(weekly.agenda, schedule=schedule))


def first(weekly: Weekly) -> Step:
    return weekly.plan.upcoming[0]


def test_whoever_is_on_the_way_raises_no_flag(catalog: Catalog) -> None:
    assert found(catalog, after_weeks(catalog, CheckIn.DONE, CheckIn.PARTLY)) == ()
    assert found(catalog, wanted(catalog), now=THIRD + 90 * DAY) == ()


def test_not_yet_twice_is_told_since_the_first_of_them(catalog: Catalog) -> None:
    weekly = after_weeks(catalog, CheckIn.DONE, CheckIn.NOT_YET, CheckIn.NOT_YET)

    (flag,) = found(catalog, weekly)

    assert flag == Flag(FlagKind.NOT_YET, FIRST_NUDGE + WEEK, count=2)


@pytest.mark.parametrize(("limit", "is_told"), [(1, True), (2, False)])
def test_how_often_not_yet_is_told_is_the_community_s_to_say(
    catalog: Catalog, limit: int, is_told: bool
) -> None:
    weekly = after_weeks(catalog, CheckIn.NOT_YET, CheckIn.DONE, CheckIn.NOT_YET)

    assert bool(found(catalog, weekly, thresholds=Thresholds(not_yet=limit))) is is_told


def test_silence_is_told_after_three_weeks_and_not_a_moment_before(catalog: Catalog) -> None:
    weekly = nudged(after_weeks(catalog, CheckIn.DONE), 3)
    last = FIRST_NUDGE

    assert found(catalog, weekly, now=last + 21 * DAY) == (Flag(FlagKind.SILENT, last),)
    assert found(catalog, weekly, now=last + 21 * DAY - DAY / 24) == ()
    assert found(catalog, weekly, last + 8 * DAY, Thresholds(silent_days=7)) != ()


def test_silence_counts_from_the_first_step_for_whoever_never_said_a_word(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog), 4)

    (flag,) = found(catalog, weekly, now=FIRST_NUDGE + 30 * DAY)

    assert flag.since is not None
    assert (flag.kind, flag.since.date()) == (FlagKind.SILENT, FIRST_NUDGE.date())


def test_silence_counts_from_the_step_that_is_there_where_no_round_is_remembered(
    catalog: Catalog,
) -> None:
    weekly = nudged(wanted(catalog))
    weekly = replace(weekly, plan=weeks.today(catalog, weekly))
    weekly = replace(weekly, agenda=replace(weekly.agenda, nudged=0, silent=0, latest=None))

    (flag,) = found(catalog, weekly, now=FIRST_NUDGE + 30 * DAY)

    assert flag == Flag(FlagKind.SILENT, FIRST_NUDGE)


@pytest.mark.parametrize(("until", "stopped"), [(90, False), (None, True)])
def test_a_chosen_pause_and_an_end_are_no_silence(
    catalog: Catalog, until: int | None, stopped: bool
) -> None:
    rests = THIRD + until * DAY if until else None
    weekly = paused(nudged(wanted(catalog), 4), rests, stopped=stopped)

    told = found(catalog, weekly, now=THIRD + 30 * DAY)

    assert FlagKind.SILENT not in {flag.kind for flag in told}


@pytest.mark.parametrize("until", [30, None])
def test_who_was_asked_nothing_since_their_last_word_is_not_silent(
    catalog: Catalog, until: int | None
) -> None:
    rests = FIRST_NUDGE + until * DAY if until else None
    weekly = paused(after_weeks(catalog, CheckIn.DONE), rests)

    assert found(catalog, weekly, now=FIRST_NUDGE + 60 * DAY) == ()


def test_behind_a_break_silence_counts_from_the_first_step_that_came(catalog: Catalog) -> None:
    rested = after_weeks(catalog, CheckIn.DONE)
    latest = rested.agenda.latest
    assert latest is not None
    came = latest.nudged_at + 40 * DAY
    agenda = replace(rested.agenda, latest=replace(latest, nudged_at=came), silent=1)
    weekly = replace(rested, agenda=agenda)

    assert found(catalog, weekly, now=came + 21 * DAY - DAY / 24) == ()
    assert found(catalog, weekly, now=came + 21 * DAY) == (Flag(FlagKind.SILENT, came),)


@pytest.mark.parametrize("word", [CheckIn.DONE, CheckIn.PARTLY, CheckIn.KNOWN])
def test_whoever_got_on_after_a_question_is_stuck_no_more(
    catalog: Catalog, word: CheckIn
) -> None:
    weekly = nudged(wanted(catalog))
    asked = replace(weekly, question=replace(ASKED, at=FIRST_NUDGE + DAY))
    about_it = replace(asked, question=replace(ASKED, at=FIRST_NUDGE, about=first(asked)))
    same = weeks.checked_in(catalog, about_it, word, FIRST_NUDGE + 2 * DAY)
    later = weeks.checked_in(catalog, asked, word, FIRST_NUDGE + 2 * DAY)
    again = weeks.checked_in(catalog, asked, CheckIn.NOT_YET, FIRST_NUDGE + 2 * DAY)

    assert FlagKind.STUCK not in {flag.kind for flag in found(catalog, later)}
    assert FlagKind.STUCK in {flag.kind for flag in found(catalog, again)}
    assert FlagKind.STUCK in {flag.kind for flag in found(catalog, same)}


def test_a_pause_after_a_silence_is_told_with_the_silence(catalog: Catalog) -> None:
    weekly = paused(nudged(wanted(catalog), 4), OPEN_END)

    told = found(catalog, weekly, now=THIRD + 30 * DAY)

    assert [flag.kind for flag in told] == [FlagKind.SILENT, FlagKind.PAUSED]
    assert told[1] == Flag(FlagKind.PAUSED, None, until=None)


def test_a_pause_is_told_until_it_ends(catalog: Catalog) -> None:
    weekly = paused(wanted(catalog), THIRD + DAY)

    assert found(catalog, weekly) == (Flag(FlagKind.PAUSED, None, until=THIRD + DAY),)
    assert found(catalog, weekly, now=THIRD + DAY) == ()


def test_the_most_urgent_stands_first(catalog: Catalog) -> None:
    weekly = after_weeks(catalog, CheckIn.NOT_YET, CheckIn.NOT_YET)
    weekly = paused(replace(nudged(weekly, 3), question=ASKED), OPEN_END)

    told = found(catalog, weekly, now=THIRD + 90 * DAY, lost=THIRD)

    assert [flag.kind for flag in told] == [*FlagKind]


def test_a_question_that_was_not_let_go_is_nobody_s_business(catalog: Catalog) -> None:
    weekly = replace(wanted(catalog), question=Question("How?", FIRST_NUDGE))

    assert found(catalog, weekly) == ()
