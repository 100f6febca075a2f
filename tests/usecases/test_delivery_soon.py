"""What is handed over by somebody who must not wait."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.courier import FakeCourier
from tests.fakes.file import rows
from tests.usecases.test_delivery import KIM, SAM, STATES, Make, deliveries, refusing, said


@pytest.fixture
def delivering(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Make:
    return deliveries(store, catalog, clock)


async def test_F26_it_goes_in_the_order_of_asking_whatever_takes_how_long(
    store: SqliteStore, delivering: Make, database: Path
) -> None:
    courier = FakeCourier()
    courier.gate.clear()
    delivery = delivering(courier)
    claims = [await said(store, SAM, "one"), await said(store, SAM, "two")]

    for claimed in claims:
        delivery.soon(claimed, courier)
    await courier.begun(1)
    courier.gate.set()
    await delivery.settled()

    assert courier.bodies == ["one", "two"]
    assert rows(database, STATES) == ["sent", "sent"]


async def test_what_it_refuses_goes_the_long_way(
    store: SqliteStore, delivering: Make, database: Path
) -> None:
    long_way = FakeCourier()
    delivery = delivering(long_way)

    delivery.soon(await said(store, SAM, "one"), FakeCourier(refusing(Refusal.EXPIRED)))
    await delivery.settled()
    await delivery.round()
    await delivery.settled()

    assert long_way.bodies == ["one"]
    assert rows(database, STATES) == ["sent"]


async def test_F25_what_cannot_even_be_formed_is_our_bug_and_is_written_down(
    store: SqliteStore, delivering: Make, database: Path
) -> None:
    courier = FakeCourier(lambda *_: KeyError("no such sentence"))

    delivery = delivering(courier)
    delivery.soon(await said(store, SAM, "one"), courier)
    await delivery.settled()

    assert rows(database, "SELECT state, reason FROM outbox") == [("retry", "ours")]


async def test_answers_do_not_take_the_room_of_rounds(
    store: SqliteStore, delivering: Make
) -> None:
    slow, long_way = FakeCourier(), FakeCourier()
    slow.gate.clear()
    delivery = delivering(long_way)
    refused = FakeCourier(lambda *_: DeliveryError("closed", Refusal.EXPIRED))
    delivery.soon(await said(store, KIM, "waits"), refused)
    await delivery.settled()
    for number in range(150):
        delivery.soon(await said(store, SAM, f"{number}"), slow)
    await slow.begun(1)

    begun = await delivery.round()

    assert begun == 1
    slow.gate.set()
    await delivery.settled()
    assert long_way.bodies == ["waits"]


async def test_a_repeat_wakes_the_rounds_and_begins_nothing(delivering: Make) -> None:
    delivery = delivering(FakeCourier())

    delivery.soon(Claimed(), FakeCourier())
    await asyncio.sleep(0)

    assert delivery.at_rest


async def test_F29_at_the_end_answers_arrive_or_are_in_doubt(
    store: SqliteStore, delivering: Make, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr("bot.usecases.delivery.GRACE", timedelta(milliseconds=20))
    stuck, quick = FakeCourier(), FakeCourier()
    stuck.gate.clear()
    delivery = delivering(quick)

    async with delivery.serving():
        delivery.soon(await said(store, SAM, "stuck"), stuck)
        delivery.soon(await said(store, KIM, "quick"), quick)

    assert quick.bodies == ["quick"]
    assert "sending" not in rows(database, STATES)
    assert delivery.at_rest
