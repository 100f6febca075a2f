"""How late a message may come: as late as what went wrong explains, and no later."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.ports.inbound import Address
from bot.rehearsal.seasons.calendar import Wish
from bot.rehearsal.seasons.troubles import (
    A_DAY_OFF,
    AFTER_A_REFUSAL,
    AFTER_AN_OUTAGE,
    WAITED,
    Cause,
    Trouble,
    Troubles,
)

SAM = Address("slack", "T1", "sam")
MINE = ("slack", "T1", "sam")
WISH = Wish(0, time(9), "UTC", date(2026, 3, 2), quiet=(time(22), time(7)))
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def after(*troubles: Trouble) -> Troubles:
    known = Troubles()
    for trouble in troubles:
        known.note(trouble)
    return known


def refused(at: datetime, whom: tuple[str, str, str] = MINE) -> Trouble:
    return Trouble(Cause.MESSAGE, at, at, whom)


@pytest.mark.parametrize(
    ("troubles", "until"),
    [
        ([], NINE + WAITED),
        ([refused(NINE)], NINE + AFTER_A_REFUSAL + WAITED),
        ([refused(NINE - HOUR)], NINE + WAITED),
        ([refused(NINE + HOUR)], NINE + WAITED),
        ([refused(NINE, ("slack", "T1", "kim"))], NINE + WAITED),
        (
            [refused(NINE), refused(NINE + 20 * MINUTE)],
            NINE + 2 * AFTER_A_REFUSAL + WAITED,
        ),
        ([Trouble(Cause.OFF, NINE, NINE + MINUTE)], NINE + MINUTE + 2 * WAITED),
        (
            [Trouble(Cause.OFF, NINE - DAY, NINE + HOUR)],
            NINE + HOUR + AFTER_AN_OUTAGE + WAITED,
        ),
        (
            [Trouble(Cause.OFF, NINE - DAY, NINE + 11 * HOUR)],
            NINE + 22 * HOUR + AFTER_AN_OUTAGE + WAITED,
        ),
    ],
)
def test_a_message_may_be_as_late_as_what_went_wrong_explains(
    troubles: Sequence[Trouble], until: datetime
) -> None:
    assert after(*troubles).latest(SAM, NINE, [WISH]) == until


def test_only_a_clock_that_was_moved_brings_anything_early() -> None:
    moved = Trouble(Cause.MOVED, NINE - HOUR, NINE - HOUR)

    assert after(refused(NINE - HOUR)).earliest(NINE) == NINE
    assert after(moved).earliest(NINE) == NINE - A_DAY_OFF


@pytest.mark.parametrize(
    ("trouble", "is_off"),
    [
        (Trouble(Cause.OFF, NINE - HOUR, NINE + HOUR), True),
        (Trouble(Cause.OFF, NINE, NINE + MINUTE), False),
        (Trouble(Cause.OFF, NINE - 2 * HOUR, NINE - HOUR), False),
        (Trouble(Cause.MOVED, NINE, NINE), True),
        (refused(NINE), False),
    ],
)
def test_who_was_off_for_long_or_had_a_wrong_clock_may_be_too_late(
    trouble: Trouble, *, is_off: bool
) -> None:
    assert after(trouble).was_off(NINE, NINE + HOUR) is is_off
