"""When something comes, in words."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.catalog import Catalog
from bot.engine.weekly import times, weeks
from bot.engine.weekly.telling import told_moment, told_when, told_zone
from bot.engine.weekly.telling_times import told_next
from bot.engine.weekly.values import Question
from tests.engine.weekly.steps import SCHEDULE, nudged, wanted
from tests.fakes.clock import NOON


def test_the_moment_is_told_by_the_wall_of_whoever_reads_it(catalog: Catalog) -> None:
    agenda = wanted(catalog).agenda

    assert told_when(catalog, agenda) == "Monday, 9 March, 9:00 (Europe/Berlin)"


def test_the_moment_is_told_in_german(german: Catalog) -> None:
    assert (
        told_when(german, wanted(german).agenda) == "Montag, 9. März, 9:00 Uhr (Europe/Berlin)"
    )


def test_a_moment_in_another_year_than_the_latest_step_is_told_with_its_year(
    catalog: Catalog,
) -> None:
    agenda = nudged(wanted(catalog)).agenda
    assert agenda.due is not None
    assert agenda.latest is not None
    far = agenda.due.at + timedelta(weeks=52)

    told = told_when(catalog, replace(agenda, due=replace(agenda.due, at=far)))

    assert " 2027, " in told


@pytest.mark.parametrize(("days", "told"), [(91, " June, "), (98, " June 2026, ")])
def test_a_moment_more_than_three_months_off_is_told_with_its_year(
    catalog: Catalog, days: int, told: str
) -> None:
    agenda = nudged(wanted(catalog)).agenda
    assert agenda.due is not None
    assert agenda.latest is not None
    later = agenda.latest.nudged_at + timedelta(days=days)

    assert told in told_when(catalog, replace(agenda, due=replace(agenda.due, at=later)))


def test_a_reminder_of_a_step_that_was_asked_about_is_not_promised(catalog: Catalog) -> None:
    nudge = nudged(wanted(catalog))
    assert nudge.agenda.latest is not None
    weekly = weeks.planned_on(nudge, nudge.agenda.latest.nudged_at)
    asked_at = nudge.agenda.latest.nudged_at + timedelta(hours=1)
    asking = replace(weekly, question=Question("What is a window?", asked_at))
    put_off = times.snoozed(asking, asked_at + timedelta(days=3), asked_at)
    assert put_off is not None

    assert "reminder" in told_next(catalog, weekly)
    assert "Monday, 16 March, 9:00" in told_next(catalog, asking)
    assert "comes again on Thursday, 12 March" in told_next(catalog, put_off)


def test_nothing_is_told_when_nothing_comes(catalog: Catalog) -> None:
    assert told_when(catalog, replace(wanted(catalog).agenda, due=None)) == ""


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America/New_York", "Monday, 2 March, 7:05 (America/New York)"),
        ("Pacific/Auckland", "Tuesday, 3 March, 1:05 (Pacific/Auckland)"),
        ("Mars/Olympus", "Monday, 2 March, 12:05 (UTC)"),
    ],
)
def test_F44_an_unknown_zone_is_told_as_the_one_that_is_taken_instead(
    catalog: Catalog, zone: str, told: str
) -> None:
    at: datetime = NOON.replace(minute=5)

    assert told_moment(catalog, replace(SCHEDULE, zone=zone), at) == told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
        ("America/New_York", "America/New York"),
    ],
)
def test_the_zone_of_a_plain_machine_is_told_as_utc(name: str, told: str) -> None:
    assert told_zone(name) == told
