"""The account of a season: every nudge that was due stands in it once, with its end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.ports.inbound import Address
from bot.ports.outbox import Kind, Reason
from bot.rehearsal.seasons.calendar import FOR_GOOD, Wish, name_of, number_of, week_of
from bot.rehearsal.seasons.ledger import Account, Ends, settled
from bot.rehearsal.seasons.reasons import Skipped
from bot.rehearsal.seasons.stays import PutOff, Row, Stay
from bot.rehearsal.seasons.troubles import WAITED, Cause, Trouble, Troubles

SAM = Address("slack", "T1", "sam")
MONDAYS = Wish(0, time(9), "UTC", date(2026, 3, 2))
BEGUN = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
SENT, KEY = ("sent", None), "k1"
PERIOD = "2026-W10"
NUDGE = Row(KEY, Kind.NUDGE, PERIOD, FIRST)
REMINDER = Row("k2", Kind.REMINDER, PERIOD, FIRST + 5 * DAY)
LEFT = Row(KEY, Kind.PAUSED, PERIOD, FIRST)
OFF = Trouble(Cause.OFF, FIRST - HOUR, FIRST + HOUR)
MONTH_OFF = Trouble(Cause.OFF, FIRST - HOUR, FIRST + 4 * WEEK)
HELD_UP = Trouble(Cause.MESSAGE, FIRST, FIRST, ("slack", "T1", "sam"))
MOVED = Trouble(Cause.MOVED, FIRST - 6 * HOUR, FIRST - 6 * HOUR)


def stay(weeks: int = 1, *rows: Row) -> Stay:
    """Somebody with Mondays for so many weeks, and what was written for them."""
    made = Stay(SAM)
    made.want(MONDAYS, BEGUN, BEGUN)
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
    troubles: Sequence[Trouble] = (),
    closed: Sequence[datetime] = (),
) -> Account:
    """The account of one person whose messages ended and arrived so."""
    arrived = arrived or {}
    accepted = dict.fromkeys(arrived, times)
    known = Troubles()
    known.closed[SAM] = [*closed]
    for trouble in troubles:
        known.note(trouble)
    ends = Ends(states or {}, accepted, arrived, known)
    return settled([one], until, ends)


def wants(one: Stay, at: datetime, **changes: Any) -> Stay:
    """The same; they want something else from a moment on."""
    one.want(replace(MONDAYS, **changes), at, at)
    return one


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
    rhythm = Row("k2", Kind.CADENCE, PERIOD, FIRST)

    account = came_to(stay(1, NUDGE, rhythm), arrived={KEY: FIRST, "k2": FIRST})

    assert (account.due, account.sent, account.doubled) == (1, 1, 1)


def test_a_reminder_is_no_nudge_and_comes_once() -> None:
    later = REMINDER.at

    once = came_to(stay(1, NUDGE, REMINDER), arrived={KEY: FIRST, "k2": later})
    alone = came_to(stay(1, REMINDER), arrived={"k2": later})
    twice = came_to(stay(1, NUDGE, REMINDER), arrived={KEY: FIRST, "k2": later}, times=2)

    assert once == Account(due=1, sent=1)
    assert alone.missing == 1
    assert f"sam was reminded twice in {PERIOD}" in twice.wrong


def test_what_nobody_can_know_is_unknown() -> None:
    account = came_to(stay(1, NUDGE), {KEY: ("unknown", "lost")})

    assert account == Account(due=1, unknown=1)


def test_what_counts_as_sent_and_came_nowhere_is_missing() -> None:
    account = came_to(stay(1, NUDGE), {KEY: SENT})

    assert account.missing == 1


BORNE_OUT: Mapping[Skipped, tuple[Reason, Stay, Mapping[str, Any]]] = {
    Skipped.STOPPED: (Reason.STOPPED, wants(stay(1, NUDGE), FIRST + HOUR, stopped=True), {}),
    Skipped.PAUSED: (
        Reason.PAUSED,
        wants(stay(1, NUDGE), FIRST + HOUR, paused_until=FIRST + 2 * WEEK),
        {},
    ),
    Skipped.SNOOZED: (Reason.SNOOZED, stay(1, NUDGE), {}),
    Skipped.OFFLINE: (Reason.OFFLINE, stay(1, NUDGE), {"troubles": [OFF]}),
    Skipped.UNREACHABLE: (Reason.UNREACHABLE, stay(1, NUDGE), {"closed": [FIRST + HOUR]}),
    Skipped.PERIOD_ENDED: (Reason.TOO_LATE, stay(1, NUDGE), {"troubles": [MONTH_OFF]}),
}
"""What the outbox says of somebody, and what bears it out."""
BORNE_OUT[Skipped.SNOOZED][1].put_off.append(PutOff(FIRST + HOUR, FIRST + DAY))


@pytest.mark.parametrize("why", BORNE_OUT)
def test_a_reason_counts_where_something_bears_it_out(why: Skipped) -> None:
    reason, one, known = BORNE_OUT[why]

    account = came_to(one, {KEY: ("dead", reason)}, **known)

    assert account.skipped == Counter({why: 1})
    assert (account.wrong, sums_up(account)) == ([], True)


@pytest.mark.parametrize("why", BORNE_OUT)
def test_a_reason_that_nothing_bears_out_is_none(why: Skipped) -> None:
    reason, *_ = BORNE_OUT[why]

    account = came_to(stay(1, NUDGE), {KEY: ("dead", reason)})

    assert (account.missing, sums_up(account)) == (1, True)


@pytest.mark.parametrize(
    ("reason", "trouble"),
    [
        (Reason.OFFLINE, HELD_UP),
        (Reason.OFFLINE, Trouble(Cause.OFF, FIRST, FIRST + MINUTE)),
        (Reason.OFFLINE, Trouble(Cause.OFF, FIRST - DAY, FIRST - HOUR)),
        (Reason.TOO_LATE, HELD_UP),
        (Reason.TOO_LATE, OFF),
    ],
)
def test_a_trouble_bears_out_no_more_than_it_can_have_caused(
    reason: Reason, trouble: Trouble
) -> None:
    account = came_to(stay(1, NUDGE), {KEY: ("dead", reason)}, troubles=[trouble])

    assert account.missing == 1


def test_who_was_closed_before_they_spoke_again_can_be_written_to() -> None:
    spoke = replace(NUDGE, heard=FIRST - HOUR)
    state = {KEY: ("dead", Reason.UNREACHABLE)}

    before = came_to(stay(1, spoke), state, closed=[FIRST - DAY])
    since = came_to(stay(1, spoke), state, closed=[FIRST - HOUR])

    assert (before.missing, since.skipped) == (1, Counter({Skipped.UNREACHABLE: 1}))


def test_who_is_back_before_they_are_told_of_their_peace_had_a_pause() -> None:
    left, back = stay(1, LEFT), stay(1, LEFT)
    for one in (left, back):
        wants(one, FIRST, paused_until=FOR_GOOD)
    wants(back, FIRST + HOUR)
    state = {KEY: ("dead", Reason.MOOT)}

    assert came_to(back, state).skipped == Counter({Skipped.PAUSED: 1})
    assert came_to(left, state).missing == 1


@pytest.mark.parametrize("reason", [Reason.OURS, Reason.LOST, Reason.BUSY])
def test_any_other_reason_is_none(reason: Reason) -> None:
    account = came_to(stay(1, NUDGE), {KEY: ("dead", reason)})

    assert account.missing == 1


def test_weeks_in_which_somebody_rests_are_due_and_not_wanted() -> None:
    one = stay(1, NUDGE)
    wants(one, BEGUN + WEEK, paused_until=BEGUN + 3 * WEEK)
    one.calendar.pass_until(BEGUN + 3 * WEEK)
    wants(one, BEGUN + 3 * WEEK, stopped=True)
    one.calendar.pass_until(BEGUN + 6 * WEEK)

    account = came_to(one, arrived={KEY: FIRST})

    assert (account.due, account.sent) == (6, 1)
    assert account.skipped == Counter({Skipped.PAUSED: 2, Skipped.STOPPED: 3})


def test_what_comes_to_somebody_who_rests_is_wrong() -> None:
    one = stay(1, NUDGE, Row("k2", Kind.NUDGE, "2026-W11", FIRST + WEEK))
    wants(one, BEGUN + WEEK, stopped=True)
    one.calendar.pass_until(BEGUN + 2 * WEEK)

    account = came_to(one, arrived={KEY: FIRST, "k2": FIRST + WEEK})

    assert account.wrong == ["the nudge of sam in 2026-W11 was sent, and they had stopped"]


def test_who_stops_while_a_nudge_waits_does_not_get_it() -> None:
    one = wants(stay(), FIRST + MINUTE, stopped=True)

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
    early = Row(KEY, Kind.NUDGE, "2026-W20", FIRST)

    account = came_to(stay(0, early), arrived={KEY: FIRST})

    assert account.wrong == ["sam got a nudge in 2026-W20, and none was due"]


@pytest.mark.parametrize("off", [-MINUTE, WAITED + MINUTE])
def test_what_comes_at_another_hour_is_wrong(off: timedelta) -> None:
    account = came_to(stay(1, NUDGE), arrived={KEY: FIRST + off})

    assert "was due 02 Mar 09:00 and came" in account.wrong[0]


@pytest.mark.parametrize(
    ("off", "trouble"),
    [
        (20 * MINUTE, HELD_UP),
        (20 * MINUTE, replace(HELD_UP, cause=Cause.COMMUNITY, whom=("slack", "T1", ""))),
        (3 * HOUR, OFF),
        (-5 * HOUR, MOVED),
        (22 * HOUR, MOVED),
    ],
)
def test_what_a_trouble_delays_may_come_later_and_no_later_than_that(
    off: timedelta, trouble: Trouble
) -> None:
    excused = came_to(stay(1, NUDGE), arrived={KEY: FIRST + off}, troubles=[trouble])
    later = came_to(stay(1, NUDGE), arrived={KEY: FIRST + 2 * DAY}, troubles=[trouble])

    assert (excused.wrong, len(later.wrong)) == ([], 1)


@pytest.mark.parametrize(("troubles", "wrong"), [([MOVED], 0), ([HELD_UP], 1)])
def test_what_a_wrong_clock_kept_comes_on_the_day_that_was_chosen_meanwhile(
    troubles: list[Trouble], wrong: int
) -> None:
    one = wants(stay(1, NUDGE), FIRST + 3 * HOUR, day=6, hour=time(11))

    account = came_to(one, arrived={KEY: FIRST + 6 * DAY + 2 * HOUR}, troubles=troubles)

    assert len(account.wrong) == wrong


@pytest.mark.parametrize(("troubles", "wrong"), [([MOVED], 0), ([], 1)])
def test_what_a_wrong_clock_kept_until_a_rest_comes_on_a_day_that_is_chosen_after_it(
    troubles: list[Trouble], wrong: int
) -> None:
    one = wants(stay(1, NUDGE), FIRST + 3 * DAY, day=6, hour=time(11))

    account = came_to(one, arrived={KEY: FIRST + 6 * DAY + 2 * HOUR}, troubles=troubles)

    assert len(account.wrong) == wrong


@pytest.mark.parametrize(("troubles", "wrong"), [([MOVED], 0), ([], 1)])
def test_what_a_wrong_clock_brought_early_came_on_the_day_that_was_chosen_before(
    troubles: list[Trouble], wrong: int
) -> None:
    one = wants(stay(0, NUDGE), FIRST - 2 * HOUR, day=5, hour=time(11))
    one.calendar.pass_until(BEGUN + WEEK)

    account = came_to(one, arrived={KEY: FIRST - 5 * HOUR}, troubles=troubles)

    assert len(account.wrong) == wrong


def test_what_a_wrong_clock_kept_until_an_outage_is_offline() -> None:
    one = wants(stay(1, NUDGE), FIRST + 3 * HOUR, day=6, hour=time(11))
    off = Trouble(Cause.OFF, FIRST + 5 * DAY, FIRST + 4 * WEEK)

    account = came_to(one, {KEY: ("dead", Reason.OFFLINE)}, troubles=[MOVED, off])

    assert account.skipped == Counter({Skipped.OFFLINE: 1})


def test_the_trouble_of_others_excuses_nothing() -> None:
    others = replace(HELD_UP, whom=("slack", "T1", "kim"))

    account = came_to(stay(1, NUDGE), arrived={KEY: FIRST + HOUR}, troubles=[others])

    assert len(account.wrong) == 1


@pytest.mark.parametrize(("days", "wrong"), [(5, 0), (1, 1), (6, 1)])
def test_a_reminder_comes_five_days_after_its_nudge(days: int, wrong: int) -> None:
    arrived = {KEY: FIRST, "k2": FIRST + days * DAY}

    account = came_to(stay(1, NUDGE, REMINDER), arrived=arrived)

    assert len(account.wrong) == wrong


@pytest.mark.parametrize(("hours", "wrong"), [(20, 0), (48, 1)])
def test_what_kept_a_nudge_keeps_its_reminder(hours: int, wrong: int) -> None:
    arrived = {KEY: FIRST, "k2": FIRST + 5 * DAY + hours * HOUR}

    account = came_to(stay(1, NUDGE, REMINDER), arrived=arrived, troubles=[MOVED])

    assert len(account.wrong) == wrong


def test_a_reminder_comes_when_somebody_put_their_step_off_to() -> None:
    one = stay(1, NUDGE, REMINDER)
    one.put_off.append(PutOff(FIRST + HOUR, FIRST + DAY))

    account = came_to(one, arrived={KEY: FIRST, "k2": FIRST + DAY + MINUTE})

    assert account.wrong == []


@pytest.mark.parametrize(
    ("account", "faults", "told"),
    [
        (Account(due=2, sent=1), 1, "their ends are not as many"),
        (Account(due=1, unknown=1), 1, "1 are unknown, and 0 looks were refused"),
        (Account(due=1, missing=1), 0, "nothing went wrong, and 1 nudges did not come"),
        (
            Account(due=1, skipped=Counter({Skipped.OFFLINE: 1})),
            0,
            "nothing went wrong, and 1 nudges did not come",
        ),
    ],
)
def test_sums_that_cannot_be_are_wrong(account: Account, faults: int, told: str) -> None:
    account.check(faults, 0)

    assert told in account.wrong[0]


def test_right_sums_are_not_wrong() -> None:
    skipped = Counter({Skipped.STOPPED: 1, Skipped.FORGOTTEN: 1})
    account = Account(due=3, sent=1, skipped=skipped)

    account.check(0, 0)

    assert account.wrong == []


def test_what_is_due_after_the_end_does_not_count() -> None:
    account = came_to(stay(4, NUDGE), arrived={KEY: FIRST}, until=FIRST + HOUR)

    assert account == Account(due=1, sent=1)


def test_a_stop_before_the_beginning_is_none() -> None:
    one = Stay(SAM)

    wants(one, BEGUN, stopped=True)
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
    assert name_of(week_of(day)) == name
    assert number_of(name) == week_of(day)
