"""F31: platforms see a sender of spam in whoever opens many direct messages at once."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.ports.inbound import Address, EventKey
from bot.ports.nudges import Order
from bot.ports.outbox import FIRST_CONTACT_SPACING, Kind
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.weekly import WEEK, ordering, wanting, weekly

PLATFORMS = ["slack", "discord"]
NUDGE = Order(Kind.NUDGE, "2026-W10", NOON + WEEK)


@pytest.fixture
async def strangers(store: SqliteStore, database: Path) -> SqliteStore:
    return await strangers_are_due(store, database)


async def strangers_are_due(store: SqliteStore, database: Path) -> SqliteStore:
    """Twenty people on two platforms are due; a quarter has a direct message with us."""
    people = [Address(PLATFORMS[n % 2], f"{n % 4}", f"{n}") for n in range(20)]
    due = wanting(weekly(due_at=NOON))
    await asyncio.gather(*(store.turn(EventKey(one.user), one, due) for one in people))
    rows(database, "UPDATE account SET living_card = 'D1:5' WHERE workspace = '1'")
    await store.serve_due(20, ordering([NUDGE]))
    return store


async def test_F31_first_direct_messages_go_one_by_one_and_nobody_else_waits(
    strangers: SqliteStore, clock: FakeClock
) -> None:
    at_once = (await strangers.claim_due(PLATFORMS, 50, {})).messages
    again = (await strangers.claim_due(PLATFORMS, 50, {})).messages
    clock.pass_by(FIRST_CONTACT_SPACING - timedelta(microseconds=1))
    too_early = (await strangers.claim_due(PLATFORMS, 50, {})).messages
    clock.pass_by(timedelta(microseconds=1))
    later = (await strangers.claim_due(PLATFORMS, 50, {})).messages

    known = [one.to for one in at_once if one.to.workspace == "1"]
    opened = [one.to.platform for one in at_once if one.to.workspace != "1"]
    assert len(known) == 5
    assert sorted(opened) == sorted(PLATFORMS)
    assert (again, too_early) == ((), ())
    assert sorted(one.to.platform for one in later) == sorted(PLATFORMS)


async def test_F31_whoever_has_a_direct_message_does_not_wait_while_others_do(
    strangers: SqliteStore,
) -> None:
    begun = (await strangers.claim_due(PLATFORMS, 4, {})).messages

    others = (await strangers.claim_due(PLATFORMS, 50, {})).messages

    assert [one.to.user for one in begun] == ["0", "1", "3"]  # of two that open, one
    assert [one.to.user for one in others] == ["5", "9", "13", "17"]


async def test_F31_the_next_look_is_when_the_next_first_message_may_go(
    strangers: SqliteStore, clock: FakeClock
) -> None:
    before = await strangers.next_due(PLATFORMS)
    await strangers.claim_due(PLATFORMS, 50, {})

    after = await strangers.next_due(PLATFORMS)

    assert before == clock.now()
    assert after == clock.now() + FIRST_CONTACT_SPACING


async def test_F31_everybody_gets_theirs_in_the_end(
    strangers: SqliteStore, clock: FakeClock
) -> None:
    claimed = []
    while (due := await strangers.next_due(PLATFORMS)) is not None:
        clock.pass_by(due - clock.now())
        some = (await strangers.claim_due(PLATFORMS, 50, {})).messages
        await strangers.mark_sent(some)
        claimed += [one.to.user for one in some]

    assert sorted(claimed, key=int) == [f"{n}" for n in range(20)]
    assert clock.now() == NOON + 9 * FIRST_CONTACT_SPACING  # ten strangers on Slack
