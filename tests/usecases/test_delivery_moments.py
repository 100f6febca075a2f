import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import NO_ROW, Claimed, Kind
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.routes import Route
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier, FakeSeeker
from tests.fakes.file import rows
from tests.fakes.message import message
from tests.fakes.step import saying
from tests.fakes.waiting import PATIENCE

SAM = Address("slack", "T1", "sam")
PLATFORMS = ("slack",)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def said(store: SqliteStore, words: str) -> Claimed:
    return await store.turn(EventKey(words), SAM, saying(words))


async def test_F26_what_is_held_behind_a_refused_message_does_not_overtake_it(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    fast = FakeCourier(lambda message, card: DeliveryError("closed", Refusal.EXPIRED))
    long = FakeCourier()
    routes = {"slack": Route(long)}
    delivery = Delivery(store, Composer(store, catalog), clock, routes)
    first, second = await said(store, "one"), await said(store, "two")
    with pytest.raises(DeliveryError):
        await delivery.hand_over(first, fast)

    await delivery.hand_over(second, long)

    for _ in range(2):
        await delivery.round()
        await delivery.settled()
    assert long.bodies == ["one", "two"]


async def test_nothing_is_due_before_its_community_may_be_written_to(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    until = NOON + timedelta(minutes=10)
    limited = FakeCourier(lambda *_: DeliveryError("limited", Refusal.LIMITED, until))
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    held = await said(store, "one")
    with pytest.raises(DeliveryError):
        await delivery.hand_over(held, limited)
    clock.pass_by(timedelta(minutes=1))
    await said(store, "two")  # it hurries the first one

    due = await store.next_due(PLATFORMS)

    assert due == until


async def test_nothing_is_due_while_an_earlier_message_to_the_account_waits(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    busy = FakeCourier(lambda *_: DeliveryError("busy", Refusal.BUSY))
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(busy)})
    first, second = await said(store, "one"), await said(store, "two")
    with pytest.raises(DeliveryError):
        await delivery.hand_over(first, busy)
    await delivery.hand_over(second, busy)

    due = await store.next_due(PLATFORMS)

    assert due is not None
    assert due > clock.now()


async def test_F17_a_message_without_a_current_card_takes_no_lost_replys_place(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier()
    routes = {"slack": Route(courier)}
    delivery = Delivery(store, Composer(store, catalog), clock, routes)
    await said(store, "lost")
    warning = await said(store, "your answers will go")
    rows(database, "UPDATE outbox SET kind = 'warning' WHERE id = ?", warning.messages[0].id)
    await delivery.hand_over(warning, courier)
    clock.pass_by(timedelta(minutes=1))

    for _ in range(2):
        await delivery.round()
        await delivery.settled()

    assert [message.kind for message in courier.received][-1] is Kind.STANDING


async def test_F42_what_was_put_off_by_a_clock_that_was_ahead_is_due_once_it_is_right(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    clock.pass_by(DAY)
    limited = FakeCourier(lambda *_: DeliveryError("limited", Refusal.LIMITED))
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, "one"), limited)
    clock.jump(-DAY)

    assert await store.come_back(was_set_back=False)

    due = await store.next_due(PLATFORMS)
    assert due is not None
    assert due <= clock.now() + timedelta(seconds=30)


async def test_F42_what_was_refused_by_a_clock_that_was_ahead_is_due_once_it_is_right(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    limited = FakeCourier(lambda *_: DeliveryError("limited", Refusal.LIMITED))
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    one = await said(store, "one")
    clock.pass_by(HOUR)
    with pytest.raises(DeliveryError):
        await delivery.hand_over(one, limited)
    clock.jump(-HOUR)

    assert await store.come_back(was_set_back=False)

    due = await store.next_due(PLATFORMS)
    assert due is not None
    assert due <= clock.now() + timedelta(seconds=30)


async def test_F42_what_was_held_by_a_clock_that_was_ahead_is_due_once_it_is_right(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    busy = FakeCourier(lambda *_: DeliveryError("busy", Refusal.BUSY))
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, "one"), busy)
    clock.pass_by(HOUR)
    held = await store.claim_due(PLATFORMS, 10, {})
    clock.jump(-HOUR)

    assert await store.come_back(was_set_back=False)

    due = await store.next_due(PLATFORMS)
    assert held.messages
    assert due is not None
    assert due <= clock.now() + timedelta(seconds=30)


async def test_F42_a_pace_that_was_held_by_a_clock_that_was_ahead_holds_nobody_once_it_is_right(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    busy = FakeCourier(lambda *_: DeliveryError("busy", Refusal.BUSY))
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, "one"), busy)
    clock.pass_by(HOUR)
    held = await store.claim_due(PLATFORMS, 10, {"slack": HOUR})
    await store.mark_sent(held.messages)
    clock.jump(-HOUR)
    await said(store, "two")

    assert await store.come_back(was_set_back=False)

    due = await store.next_due(PLATFORMS)
    assert held.messages
    assert due is not None
    assert due <= clock.now() + timedelta(seconds=30)


async def test_F22_a_long_wait_stays_where_the_clock_was_right(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    until = clock.now() + timedelta(hours=1)
    limited = FakeCourier(lambda *_: DeliveryError("limited", Refusal.LIMITED, until))
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, "one"), limited)

    assert not await store.come_back(was_set_back=False)

    assert await store.next_due(PLATFORMS) == until


async def test_a_round_that_falls_is_told_and_the_next_one_sends(
    store: SqliteStore,
    catalog: Catalog,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.usecases.delivery.LOOK_EVERY", timedelta())
    courier = FakeCourier()
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(courier)})
    await said(store, "one")
    clock.pass_by(timedelta(minutes=1))
    whole, fallen = delivery.round, [ZeroDivisionError]

    async def falls_once() -> int:
        if fallen:
            raise fallen.pop()
        return await whole()

    monkeypatch.setattr(delivery, "round", falls_once)

    async with delivery.serving(), asyncio.timeout(PATIENCE):
        await courier.begun(1)

    assert "a round of delivery fell" in caplog.text


async def test_F42_a_clock_that_is_set_back_while_the_program_runs_is_noticed(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited = FakeCourier(lambda *_: DeliveryError("limited", Refusal.LIMITED))
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(limited)})
    whole, came_back = store.come_back, asyncio.Event()

    async def come_back(*, was_set_back: bool) -> bool:
        was_ahead = await whole(was_set_back=was_set_back)
        if was_set_back:
            came_back.set()
        return was_ahead

    monkeypatch.setattr(store, "come_back", come_back)
    clock.pass_by(DAY)
    async with delivery.serving(), asyncio.timeout(PATIENCE):
        with pytest.raises(DeliveryError):
            await delivery.hand_over(await said(store, "one"), limited)
        clock.jump(-DAY)

        delivery.wake()

        await came_back.wait()
    due = await store.next_due(PLATFORMS)
    assert due is not None
    assert due <= NOON + timedelta(seconds=30)


async def test_what_nobody_wants_any_more_is_not_sent_when_the_program_comes_back(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    closed = FakeCourier(lambda *_: DeliveryError("closed", Refusal.EXPIRED))
    courier = FakeCourier()
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(courier)})
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, "one"), closed)
    clock.pass_by(3 * DAY)

    await delivery.round()
    await delivery.settled()

    assert courier.tried == []
    assert rows(database, "SELECT state, reason FROM outbox") == [("dead", "too-late")]


async def test_a_reply_whose_lease_ran_out_while_it_waited_its_turn_is_not_sent_as_well(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    slow = FakeCourier()
    slow.gate.clear()
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(slow)})
    first = asyncio.create_task(delivery.hand_over(await said(store, "one"), slow))
    await slow.begun(1)
    second = asyncio.create_task(delivery.hand_over(await said(store, "two"), slow))
    await asyncio.sleep(0)
    clock.pass_by(timedelta(seconds=5))

    slow.gate.set()
    await asyncio.gather(first, second)

    assert slow.bodies == ["one"]


async def test_a_message_without_a_row_is_never_sent_the_long_way(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    courier = FakeCourier(lambda *_: DeliveryError("closed", Refusal.EXPIRED))
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(courier)})
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, "one"), courier)
    courier.obstacle = lambda *_: None
    farewell = message(Card("Take care."), id=NO_ROW, to=SAM)

    await delivery.hand_over(Claimed((farewell,)), courier)

    assert courier.bodies == ["Take care."]


async def test_what_is_lost_again_and_again_is_sent_a_few_times_and_then_stays_unknown(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    lossy = FakeCourier(lambda *_: DeliveryError("lost", Refusal.LOST))
    route = Route(lossy, FakeSeeker())
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": route})
    await said(store, "once in a period")
    rows(database, "UPDATE outbox SET kind = 'warning', person_id = 1, period = 'p'")

    for _ in range(200):
        clock.pass_by(timedelta(seconds=20))
        await delivery.round()
        await delivery.settled()

    assert 2 <= len(lossy.tried) <= 3
    assert rows(database, "SELECT state FROM outbox") == ["unknown"]
