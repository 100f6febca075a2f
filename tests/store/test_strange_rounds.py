"""What we never wrote, or a newer program did, holds up nobody but its own person (F25)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.news import Revoked
from bot.ports.outbox import Dead, Reason
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.file import rows
from tests.fakes.weekly import WEEK, nudging, wanting, weekly

DAY = timedelta(days=1)
MANY = 30
ODD = 7
SECRET = "hunter2"  # noqa: S105 - what must not be repeated
NOT_UTF_8 = f"CAST(x'{SECRET.encode().hex()}ff' AS TEXT)"

AGENDAS = [
    f"schedule = '{SECRET}'",
    "schedule = replace(schedule, ']', ',\"newer\"]')",
    f"schedule = {NOT_UTF_8}",
    f"next = replace(next, 'nudge', '{SECRET}')",
    "next = NULL",
    f"latest = '[\"{SECRET}\"]'",
    f"silent = '{SECRET}'",
    "due_at = 2026",
    "due_at = '2026-02-31 09:00:00.000000'",
    "due_at = ''",
]
MESSAGES = [
    f"card = '{SECRET}'",
    f'card = \'{{"body": ["{SECRET}"]}}\'',
    f"card = {NOT_UTF_8}",
    f"kind = '{SECRET}'",
    f"useful_until = '{SECRET}'",
]


@pytest.fixture
async def store(database: Path, clock: FakeClock) -> AsyncIterator[SqliteStore]:
    """A store with many people, all of whom are due."""
    async with opened(database, clock) as store:
        await store.arrive("slack", "T1")
        for number in range(1, MANY + 1):
            key = EventKey(f"{number}")
            await store.turn(key, of(number), wanting(weekly(due_at=NOON)))
        yield store


def of(number: int) -> Address:
    return Address("slack", "T1", f"{number}")


@pytest.mark.parametrize("odd", AGENDAS)
async def test_F25_an_agenda_that_we_never_wrote_waits_a_day_and_all_others_are_served(
    store: SqliteStore, database: Path, odd: str, caplog: pytest.LogCaptureFixture
) -> None:
    rows(database, f"UPDATE due SET {odd} WHERE person_id = {ODD}")
    due = await store.next_served()

    served = [await store.serve_due(MANY, nudging) for _ in range(2)]

    assert due == NOON
    assert served == [MANY, 0]
    nudged = rows(database, "SELECT person_id FROM outbox ORDER BY person_id")
    assert nudged == [number for number in range(1, MANY + 1) if number != ODD]
    assert await store.next_served() == NOON + DAY
    assert f"person {ODD} " in caplog.text
    assert SECRET not in caplog.text


async def test_F25_whoever_was_put_off_is_served_when_their_agenda_can_be_read_again(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    rows(database, f"UPDATE due SET silent = 'many' WHERE person_id = {ODD}")
    await store.serve_due(MANY, nudging)
    rows(database, f"UPDATE due SET silent = 0 WHERE person_id = {ODD}")
    clock.pass_by(DAY)

    served = await store.serve_due(MANY, nudging)

    assert served == 1
    here = await store.conversation(of(ODD))
    assert here is not None
    assert here.weekly is not None
    assert here.weekly.agenda.nudged == 1


async def test_F25_a_moment_that_no_round_would_find_holds_up_no_round(
    store: SqliteStore, database: Path
) -> None:
    await store.serve_due(MANY, nudging)
    rows(database, "DELETE FROM due WHERE person_id > 1")
    rows(database, "UPDATE due SET due_at = '2026-99-99'")

    due = await store.next_served()

    assert due is None


async def test_F25_where_somebodys_card_stands_may_be_anything(
    store: SqliteStore, database: Path
) -> None:
    rows(database, f"UPDATE account SET living_card = {NOT_UTF_8} WHERE person_id = 1")
    rows(database, "UPDATE account SET living_card = x'00' WHERE person_id = 2")

    served = await store.serve_due(MANY, nudging)

    assert served == MANY
    assert rows(database, "SELECT opens FROM outbox WHERE person_id < 3") == [0, 0]


@pytest.mark.parametrize("odd", MESSAGES)
async def test_F25_a_message_that_we_never_wrote_ends_and_all_others_are_claimed(
    store: SqliteStore, database: Path, odd: str, caplog: pytest.LogCaptureFixture
) -> None:
    rows(database, "UPDATE account SET living_card = 'D1:5'")
    await store.serve_due(MANY, nudging)
    rows(database, f"UPDATE outbox SET {odd} WHERE id = {ODD}")

    claimed = await store.claim_due(["slack"], MANY, {})

    assert len(claimed.messages) == MANY - 1
    ended = rows(database, "SELECT id, state, reason FROM outbox WHERE closed_at NOT NULL")
    assert ended == [(ODD, "dead", "ours")]
    assert SECRET not in caplog.text


async def test_F25_a_message_that_we_never_wrote_and_that_is_in_doubt_ends(
    store: SqliteStore, clock: FakeClock, database: Path
) -> None:
    rows(database, "UPDATE account SET living_card = 'D1:5'")
    await store.serve_due(MANY, nudging)
    await store.claim_due(["slack"], MANY, {})
    rows(database, f"UPDATE outbox SET card = '[' WHERE id = {ODD}")
    clock.pass_by(WEEK)

    doubtful = await store.claim_doubtful(["slack"], MANY)

    assert len(doubtful.messages) == MANY - 1
    assert rows(database, "SELECT id FROM outbox WHERE reason = 'ours'") == [ODD]


async def test_F25_a_nudge_that_cannot_be_read_gives_its_week_back(
    store: SqliteStore, database: Path
) -> None:
    await store.serve_due(MANY, nudging)
    rows(database, "UPDATE outbox SET card = '[' WHERE id = 1")

    await store.claim_due(["slack"], MANY, {})

    assert rows(database, "SELECT nudged, silent FROM due WHERE person_id = 1") == [(0, 0)]


async def test_F32_a_community_leaves_although_an_agenda_there_cannot_be_read(
    store: SqliteStore, database: Path
) -> None:
    await store.serve_due(MANY, nudging)
    rows(database, f"UPDATE due SET schedule = '[]' WHERE person_id = {ODD}")

    await store.settle([], [Revoked("slack", "T1")])

    assert await store.present("slack") == frozenset()
    assert rows(database, "SELECT DISTINCT state FROM outbox") == ["dead"]
    assert rows(database, "SELECT person_id FROM due WHERE silent = 1") == [ODD]


async def test_F25_a_message_ends_although_the_agenda_of_its_person_cannot_be_read(
    store: SqliteStore, database: Path
) -> None:
    await store.serve_due(MANY, nudging)
    (message,) = (await store.claim_due(["slack"], MANY, {})).messages
    rows(database, "UPDATE due SET schedule = '[]'")

    ended = await store.settle([Dead(message, Reason.TOO_LATE)])

    assert ended == 1
    with pytest.raises(StoreError):
        await store.conversation(message.to)


async def test_F25_what_waits_for_another_day_is_not_even_read_to_find_what_is_due_next(
    store: SqliteStore, database: Path
) -> None:
    await store.serve_due(MANY, nudging)
    rows(database, "UPDATE outbox SET due_at = '2026-99-99' WHERE id > 2")

    due = await store.next_due(["slack"])

    assert due == NOON
