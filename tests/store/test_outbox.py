import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore
from tests.conftest import opened
from tests.fakes.clock import FakeClock
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.message import bodies
from tests.fakes.step import saying

SAM = Address("terminal", "", "sam")
KIM = Address("terminal", "", "kim")
STATES = "SELECT state, fence FROM outbox ORDER BY id"


async def test_what_a_turn_says_is_committed_as_sending_with_a_fence_and_a_lease(
    store: SqliteStore, database: Path
) -> None:
    claimed = await store.turn(EventKey("1"), SAM, saying("one", "two", "three"))

    assert bodies(claimed) == ["one", "two", "three"]
    assert rows(database, "SELECT id, state, fence, due_at FROM outbox ORDER BY id") == [
        (message.id, "sending", message.fence, "2026-03-02 12:00:04.000000")
        for message in claimed.messages
    ]
    assert {message.fence for message in claimed.messages} == {1}


async def test_I2_a_repeat_claims_nothing_and_writes_nothing(
    store: SqliteStore, database: Path
) -> None:
    await store.turn(EventKey("1"), SAM, saying("one"))

    repeated = await store.turn(EventKey("1"), SAM, saying("two"))

    assert repeated == Claimed()
    assert rows(database, STATES) == [("sending", 1)]


async def test_marking_sent_counts_what_was_held_and_closes_it(
    store: SqliteStore, database: Path
) -> None:
    claimed = await store.turn(EventKey("1"), SAM, saying("one", "two", "three"))

    marked = await store.mark_sent(claimed.messages[:2])

    assert marked == 2
    assert rows(database, STATES) == [("sent", 1), ("sent", 1), ("sending", 1)]
    ended = "SELECT closed_at FROM outbox WHERE state = 'sent'"
    assert rows(database, ended) == ["2026-03-02 12:00:00.000000"] * 2


async def test_marking_sent_twice_counts_once(store: SqliteStore, clock: FakeClock) -> None:
    claimed = await store.turn(EventKey("1"), SAM, saying("one", "two"))
    first = await store.mark_sent(claimed.messages)
    clock.pass_by(timedelta(minutes=1))

    again = await store.mark_sent(claimed.messages)

    assert (first, again) == (2, 0)


async def test_marking_nothing_sent_counts_nothing(store: SqliteStore) -> None:
    marked = await store.mark_sent([])

    assert marked == 0


async def test_F16_what_was_left_is_taken_over_in_order_under_a_higher_fence(
    store: SqliteStore, database: Path
) -> None:
    first = await store.turn(EventKey("1"), SAM, saying("one", "two"))
    await store.turn(EventKey("2"), SAM, saying("three", "four"))
    await store.mark_sent(first.messages[1:])

    left = await store.claim_left(SAM)

    assert bodies(left) == ["one", "three", "four"]
    assert [message.fence for message in left.messages] == [2, 2, 2]
    assert {message.to for message in left.messages} == {SAM}
    assert rows(database, STATES) == [
        ("sending", 2),
        ("sent", 1),
        ("sending", 2),
        ("sending", 2),
    ]


async def test_a_card_that_was_left_comes_back_as_it_was_written(
    store: SqliteStore, catalog: Catalog
) -> None:
    sam = Member(store, catalog)
    said = await sam.begins()

    left = await store.claim_left(sam.address)

    assert left.messages[-1].card == said


async def test_a_takeover_renews_the_lease(
    store: SqliteStore, database: Path, clock: FakeClock
) -> None:
    await store.turn(EventKey("1"), SAM, saying("one"))
    clock.pass_by(timedelta(hours=1))

    await store.claim_left(SAM)

    assert rows(database, "SELECT due_at FROM outbox") == ["2026-03-02 13:00:30.000000"]


async def test_what_nobody_wants_any_more_is_not_taken_over_and_ends(
    store: SqliteStore, database: Path, clock: FakeClock
) -> None:
    await store.turn(EventKey("1"), SAM, saying("yesterday"))
    clock.pass_by(timedelta(hours=25))
    await store.turn(EventKey("2"), SAM, saying("today"))

    left = await store.claim_left(SAM)

    assert bodies(left) == ["today"]
    ended = rows(database, "SELECT state, reason FROM outbox ORDER BY id")
    assert ended == [("dead", "too-late"), ("sending", None)]


async def test_F28_a_late_report_under_an_old_fence_is_void(
    store: SqliteStore, database: Path
) -> None:
    old = await store.turn(EventKey("1"), SAM, saying("one"))
    new = await store.claim_left(SAM)

    late = await store.mark_sent(old.messages)

    assert late == 0
    assert rows(database, STATES) == [("sending", 2)]
    assert await store.mark_sent(new.messages) == 1


async def test_F28_of_two_that_take_over_at_once_only_the_last_holds_the_messages(
    store: SqliteStore, database: Path, clock: FakeClock
) -> None:
    await store.turn(EventKey("1"), SAM, saying("one", "two"))
    async with opened(database, clock) as other:
        stores = [store, other] * 10

        claims = await asyncio.gather(*(one.claim_left(SAM) for one in stores))
        marked = await asyncio.gather(*(store.mark_sent(one.messages) for one in claims))

    fences = sorted({message.fence for claimed in claims for message in claimed.messages})
    assert fences == list(range(2, 22))
    assert sorted(marked) == [0] * 19 + [2]


async def test_a_fence_that_was_never_given_marks_nothing(store: SqliteStore) -> None:
    claimed = await store.turn(EventKey("1"), SAM, saying("one"))
    forged = [replace(message, fence=7) for message in claimed.messages]

    marked = await store.mark_sent(forged)

    assert marked == 0


async def test_after_everything_was_sent_nothing_is_left(store: SqliteStore) -> None:
    claimed = await store.turn(EventKey("1"), SAM, saying("one"))
    await store.mark_sent(claimed.messages)

    left = await store.claim_left(SAM)

    assert left == Claimed()


async def test_nobody_takes_over_what_is_somebody_elses(store: SqliteStore) -> None:
    await store.turn(EventKey("1"), SAM, saying("for sam"))
    await store.turn(EventKey("2"), KIM, saying("for kim"))

    left = await store.claim_left(KIM)

    assert bodies(left) == ["for kim"]


@pytest.mark.parametrize(
    ("state", "is_left"),
    [
        *[("new", True), ("sending", True), ("retry", True)],
        *[("sent", False), ("unknown", False), ("dead", False)],
    ],
)
async def test_only_what_may_still_be_sent_is_taken_over(
    store: SqliteStore, database: Path, state: str, *, is_left: bool
) -> None:
    await store.turn(EventKey("1"), SAM, saying("one"))
    closed = None if is_left else "2026-03-02 12:00:00.000000"
    rows(database, "UPDATE outbox SET state = ?, closed_at = ?", state, closed)

    left = await store.claim_left(SAM)

    assert bodies(left) == (["one"] if is_left else [])


async def test_a_thousand_messages_are_taken_over_and_marked_as_one(
    store: SqliteStore, database: Path
) -> None:
    many = [f"{number}" for number in range(1_000)]
    await store.turn(EventKey("1"), SAM, saying(*many))

    left = await store.claim_left(SAM)
    marked = await store.mark_sent(left.messages)

    assert (bodies(left), marked) == (many, 1_000)
    assert rows(database, "SELECT DISTINCT state, fence FROM outbox") == [("sent", 2)]


async def test_what_was_left_survives_a_restart(database: Path, clock: FakeClock) -> None:
    async with opened(database, clock) as store:
        claimed = await store.turn(EventKey("1"), SAM, saying("one", "two"))
        await store.mark_sent(claimed.messages[:1])
    async with opened(database, clock) as store:
        left = await store.claim_left(SAM)

    assert bodies(left) == ["two"]
