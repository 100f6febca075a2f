"""The account of a season: every nudge that was due stands in it once, with its end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.ports.inbound import Address
from bot.ports.outbox import Kind, Reason
from bot.rehearsal.seasons.calendar import Wish
from bot.rehearsal.seasons.ledger import (
    REASONS,
    WAITED,
    Account,
    Ends,
    Row,
    Skipped,
    Stay,
    name_of,
    settled,
)

SAM = Address("slack", "T1", "sam")
MONDAYS = Wish(0, time(9), "UTC", date(2026, 3, 2))
BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK, HOUR, MINUTE = timedelta(weeks=1), timedelta(hours=1), timedelta(minutes=1)
SENT, KEY = ("sent", None), "k1"
PERIOD = "2026-W10"
NUDGE = Row(KEY, Kind.NUDGE, PERIOD)


def stay(weeks: int = 1, *rows: Row) -> Stay:
    """Somebody with Mondays for so many weeks, and what was written for them."""
    made = Stay(SAM)
    made.wish(MONDAYS, BEGUN)
    made.calendar.pass_until(BEGUN + weeks * WEEK)
    for row in rows:
        made.rows.setdefault(row.period, []).append(row)
    return made


def came_to(
    one: Stay,
    states: Mapping[str, tuple[str, str | None]] | None = None,
    arrived: Mapping[str, datetime] | None = None,
    *,
    until: datetime = BEGUN + 52 * WEEK,
    times: int = 1,
    was_moved: bool = False,
    were_faults: bool = False,
) -> Account:
    """The account of one person whose messages ended and arrived so."""
    arrived = arrived or {}
    accepted = dict.fromkeys(arrived, times)
    ends = Ends(states or {}, accepted, arrived, was_moved, were_faults)
    return settled([one], until, ends)


def sums_up(account: Account) -> bool:
    told = account.sent + account.unknown + account.missing + account.skipped.total()
    return account.due == told


def test_a_nudge_that_came_when_it_was_due_is_sent() -> None:
    account = came_to(stay(1, NUDGE), {KEY: SENT}, {KEY: FIRST + MINUTE})

    assert account == Account(due=1, sent=1)


def test_a_nudge_of_which_nothing_is_known_is_missing_and_that_is_wrong() -> None:
    account = came_to(stay())

    assert (account.due, account.missing) == (1, 1)
    assert "in 2026-W10 was due 02 Mar 09:00" in account.wrong[0]


def test_what_came_twice_is_sent_once_and_doubled() -> None:
    account = came_to(stay(1, NUDGE), {KEY: SENT}, {KEY: FIRST}, times=2)

    assert (account.sent, account.doubled) == (1, 1)
    assert sums_up(account)


def test_two_messages_of_one_week_that_both_came_are_one_doubled_nudge() -> None:
    rhythm = Row("k2", Kind.CADENCE, PERIOD)

    account = came_to(stay(1, NUDGE, rhythm), arrived={KEY: FIRST, "k2": FIRST})

    assert (account.due, account.sent, account.doubled) == (1, 1, 1)


def test_a_reminder_is_no_nudge_and_comes_once() -> None:
    reminder = Row("k2", Kind.REMINDER, PERIOD)
    later = FIRST + timedelta(days=5)

    once = came_to(stay(1, NUDGE, reminder), arrived={KEY: FIRST, "k2": later})
    alone = came_to(stay(1, reminder), arrived={"k2": later})
    twice = came_to(stay(1, NUDGE, reminder), arrived={KEY: FIRST, "k2": later}, times=2)

    assert once == Account(due=1, sent=1)
    assert alone.missing == 1
    assert f"sam was reminded twice in {PERIOD}" in twice.wrong


def test_what_nobody_can_know_is_unknown() -> None:
    account = came_to(stay(1, NUDGE), {KEY: ("unknown", "lost")}, were_faults=True)

    assert account == Account(due=1, unknown=1)


def test_what_counts_as_sent_and_came_nowhere_is_missing() -> None:
    account = came_to(stay(1, NUDGE), {KEY: SENT}, were_faults=True)

    assert account.missing == 1


@pytest.mark.parametrize(("reason", "why"), REASONS.items())
def test_every_reason_that_stands_in_the_outbox_has_its_place_in_the_list(
    reason: str, why: Skipped
) -> None:
    account = came_to(stay(1, NUDGE), {KEY: ("dead", reason)}, were_faults=True)

    assert account.skipped == Counter({why: 1})
    assert (account.wrong, sums_up(account)) == ([], True)


def test_the_list_of_reasons_is_closed_and_each_can_be_met() -> None:
    own = {Skipped.FORGOTTEN}

    assert {*REASONS.values()} | own == {*Skipped}


@pytest.mark.parametrize("reason", [Reason.OURS, Reason.LOST, Reason.BUSY])
def test_any_other_reason_is_none(reason: Reason) -> None:
    account = came_to(stay(1, NUDGE), {KEY: ("dead", reason)}, were_faults=True)

    assert account.missing == 1


def test_weeks_in_which_somebody_rests_are_due_and_not_wanted() -> None:
    one = stay(1, NUDGE)
    one.wish(replace(MONDAYS, paused_until=BEGUN + 3 * WEEK), BEGUN + WEEK)
    one.calendar.pass_until(BEGUN + 3 * WEEK)
    one.wish(replace(MONDAYS, stopped=True), BEGUN + 3 * WEEK)
    one.calendar.pass_until(BEGUN + 6 * WEEK)

    account = came_to(one, arrived={KEY: FIRST})

    assert (account.due, account.sent) == (6, 1)
    assert account.skipped == Counter({Skipped.PAUSED: 2, Skipped.STOPPED: 3})


def test_what_comes_to_somebody_who_rests_is_wrong() -> None:
    one = stay(1, NUDGE, Row("k2", Kind.NUDGE, "2026-W11"))
    one.wish(replace(MONDAYS, stopped=True), BEGUN + WEEK)
    one.calendar.pass_until(BEGUN + 2 * WEEK)

    account = came_to(one, arrived={KEY: FIRST, "k2": FIRST + WEEK})

    assert account.wrong == ["the nudge of sam in 2026-W11 was sent, and they had stopped"]


def test_who_stops_while_a_nudge_waits_does_not_get_it() -> None:
    one = stay(1, NUDGE)
    one.wish(replace(MONDAYS, stopped=True), FIRST + MINUTE)

    account = came_to(one)

    assert account.skipped == Counter({Skipped.STOPPED: 1})


def test_who_is_forgotten_while_a_nudge_waits_does_not_get_it_and_nothing_is_due_after() -> (
    None
):
    one = stay(1, NUDGE)
    one.forgotten(FIRST + MINUTE)
    one.calendar.pass_until(BEGUN + 9 * WEEK)

    account = came_to(one)

    assert account == Account(due=1, skipped=Counter({Skipped.FORGOTTEN: 1}))


def test_what_came_and_was_not_due_is_wrong() -> None:
    early = Row(KEY, Kind.NUDGE, "2026-W20")

    account = came_to(stay(0, early), arrived={KEY: FIRST})

    assert account.wrong == ["sam got a nudge in 2026-W20, and none was due"]


@pytest.mark.parametrize("off", [-MINUTE, WAITED + MINUTE])
def test_what_comes_at_another_hour_is_wrong_where_nothing_went_wrong(off: timedelta) -> None:
    arrived = {KEY: FIRST + off}

    account = came_to(stay(1, NUDGE), arrived=arrived)
    among_faults = came_to(stay(1, NUDGE), arrived=arrived, were_faults=True)

    assert "was due 02 Mar 09:00 and came" in account.wrong[0]
    assert among_faults.wrong == []


def test_what_is_due_after_the_end_does_not_count() -> None:
    account = came_to(stay(4, NUDGE), arrived={KEY: FIRST}, until=FIRST + HOUR)

    assert account == Account(due=1, sent=1)


def test_a_silence_counts_weeks_and_no_reminders() -> None:
    one = stay()
    one.unheard += [NUDGE, Row("k2", Kind.REMINDER, PERIOD), Row("k3", Kind.CADENCE, PERIOD)]
    weekly = one.silent_weeks
    one.wish(replace(MONDAYS, rhythm=2), FIRST + HOUR)

    assert (weekly, one.silent_weeks) == (2, 4)


def test_a_stop_before_the_beginning_is_none() -> None:
    one = Stay(SAM)

    one.wish(replace(MONDAYS, stopped=True), BEGUN)
    one.calendar.pass_until(BEGUN + 9 * WEEK)

    assert came_to(one) == Account()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 2), "2026-W10"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_a_week_has_the_name_that_ISO_8601_gives_it(day: date, name: str) -> None:
    assert name_of((day.toordinal() - 1) // 7) == name
