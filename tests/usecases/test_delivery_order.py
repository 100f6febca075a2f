from datetime import timedelta

import pytest

from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery, Route
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier
from tests.fakes.step import saying

SAM = Address("slack", "T1", "sam")
PLATFORMS = ("slack",)


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
    delivery = Delivery(store, Composer(store, catalog), clock, {})
    first, second = await said(store, "one"), await said(store, "two")
    with pytest.raises(DeliveryError):
        await delivery.hand_over(first, busy)
    await delivery.hand_over(second, busy)

    due = await store.next_due(PLATFORMS)

    assert due is not None
    assert due > clock.now()
