import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed, Kind
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.routes import Route
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier
from tests.fakes.file import rows
from tests.fakes.step import saying

SAM = Address("slack", "T1", "sam")
PLATFORMS = ("slack",)
DAY = timedelta(days=1)


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
    clock.pass_by(-DAY)

    assert await store.come_back(was_set_back=False)

    due = await store.next_due(PLATFORMS)
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
    monkeypatch.setattr("bot.usecases.delivery.LONGEST_PAUSE", timedelta())
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

    async with delivery.serving(), asyncio.timeout(5):
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
    async with delivery.serving(), asyncio.timeout(5):
        with pytest.raises(DeliveryError):
            await delivery.hand_over(await said(store, "one"), limited)
        clock.pass_by(-DAY)

        delivery.wake()

        await came_back.wait()
    due = await store.next_due(PLATFORMS)
    assert due is not None
    assert due <= NOON + timedelta(seconds=30)
