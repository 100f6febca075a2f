from pathlib import Path

import pytest

from bot.errors import DeliveryError
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed
from bot.store.sqlite import SqliteStore
from bot.usecases.delivery import deliver
from tests.fakes.courier import FakeCourier
from tests.fakes.file import rows
from tests.fakes.step import saying

SAM = Address("terminal", "", "sam")
STATES = "SELECT state FROM outbox ORDER BY id"


async def test_what_a_turn_claimed_is_delivered_in_order_and_marked_sent(
    store: SqliteStore, database: Path
) -> None:
    three = await claimed(store)
    courier = FakeCourier()

    await deliver(store, courier, three)

    assert courier.received == list(three.messages)
    assert rows(database, STATES) == ["sent", "sent", "sent"]


async def test_what_went_out_before_a_refusal_is_marked_and_the_rest_stays(
    store: SqliteStore, database: Path
) -> None:
    three = await claimed(store)
    courier = FakeCourier(refuses_from=1)

    with pytest.raises(DeliveryError, match="refused on purpose"):
        await deliver(store, courier, three)

    assert courier.received == list(three.messages[:1])
    assert rows(database, STATES) == ["sent", "sending", "sending"]


async def test_what_a_refusal_left_is_delivered_at_the_next_start(
    store: SqliteStore, database: Path
) -> None:
    three = await claimed(store)
    with pytest.raises(DeliveryError):
        await deliver(store, FakeCourier(refuses_from=1), three)
    courier = FakeCourier()

    await deliver(store, courier, await store.claim_left(SAM))

    assert [message.card.body for message in courier.received] == ["two", "three"]
    assert rows(database, STATES) == ["sent", "sent", "sent"]


async def test_a_repeat_claimed_nothing_so_nothing_is_delivered(store: SqliteStore) -> None:
    courier = FakeCourier()

    await deliver(store, courier, Claimed())

    assert courier.received == []


async def test_F28_what_somebody_took_over_meanwhile_stays_theirs_to_mark(
    store: SqliteStore, database: Path
) -> None:
    three = await claimed(store)
    taken = await store.claim_left(SAM)

    await deliver(store, FakeCourier(), three)

    assert rows(database, STATES) == ["sending", "sending", "sending"]
    assert await store.mark_sent(taken.messages) == 3


async def claimed(store: SqliteStore) -> Claimed:
    """One turn's three messages, held for sending."""
    return await store.turn(EventKey("1"), SAM, saying("one", "two", "three"))
