import asyncio
from datetime import datetime

import pytest

from bot.catalog import Catalog
from bot.engine.events import Opened
from bot.errors import StoreError
from bot.ports.inbound import Address, EventKey, Inbound
from bot.ports.mentoring import Community
from bot.ports.outbox import Claimed
from bot.ports.store import Step
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.own_words import OwnWords
from bot.usecases.taking import Taken, Taker
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier
from tests.fakes.pairs import acting

SAM, KIM = Address("slack", "T1", "U1"), Address("slack", "T1", "U2")


class SlowStore:
    """A store that waits until it may go on, for all or for only one account, or fails."""

    def __init__(
        self,
        store: SqliteStore,
        problem: Exception | None = None,
        only: Address | None = None,
    ) -> None:
        self.may_go_on = asyncio.Event()
        self._store = store
        self._problem = problem
        self._only = only

    async def turn(
        self, key: EventKey, sender: Address, step: Step, acted_at: datetime | None = None
    ) -> Claimed:
        if self._problem is not None:
            raise self._problem
        if self._only in (None, sender):
            await self.may_go_on.wait()
        return await self._store.turn(key, sender, step, acted_at)

    async def conversation(self, account: Address) -> None:
        return None


class Heard(list[tuple[str, int]]):
    """Turns that were stored: whose, and how many messages they claimed."""

    def __call__(self, taken: Inbound, claimed: Claimed) -> None:
        self.append((taken.sender.user, len(claimed.messages)))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def delivery(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Delivery:
    return Delivery(store, Composer(store, catalog), clock, {})


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.usecases.taking.PATIENCE", 0.02)


def opening(key: str = "1", sender: Address = SAM) -> Inbound:
    return Inbound(EventKey(key), sender, Opened(NOON))


async def test_a_turn_is_stored_and_what_it_says_is_sent(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    courier = FakeCourier()
    taker = Taker(store, catalog, delivery, clock, heard)

    became = await taker.take(opening(), courier)
    await delivery.settled()

    assert became is Taken.STORED
    assert len(courier.cards) == 1
    assert heard == [("U1", 1)]


async def test_F01_a_repeat_is_acknowledged_and_says_nothing(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    courier = FakeCourier()
    taker = Taker(store, catalog, delivery, clock, heard)
    await taker.take(opening(), courier)

    became = await taker.take(opening(), courier)
    await delivery.settled()

    assert became is Taken.STORED
    assert len(courier.cards) == 1


@pytest.mark.usefixtures("short_patience")
async def test_F14_a_slow_turn_is_not_acknowledged_and_still_answered_when_it_commits(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    slow, courier = SlowStore(store), FakeCourier()
    taker = Taker(slow, catalog, delivery, clock, heard)

    became = await taker.take(opening(), courier)
    before = list(heard)
    slow.may_go_on.set()
    await taker.settled()
    await delivery.settled()

    assert (became, before) == (Taken.LATE, [])
    assert len(courier.cards) == 1
    assert await store.conversation(SAM) is not None


async def test_F04_what_cannot_be_stored_is_not_acknowledged_and_its_repeat_counts(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    broken = SlowStore(store, StoreError("the disk is full"))
    first = await Taker(broken, catalog, delivery, clock, heard).take(opening(), FakeCourier())

    again = await Taker(store, catalog, delivery, clock, heard).take(opening(), FakeCourier())
    await delivery.settled()

    assert (first, again) == (Taken.LATE, Taken.STORED)
    assert heard == [("U1", 1)]


async def test_F77_whoever_floods_is_told_once_and_takes_nothing_from_others(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    courier = FakeCourier()
    taker = Taker(store, catalog, delivery, clock, heard)

    became = [await taker.take(opening(f"{number}"), courier) for number in range(30)]
    other = await taker.take(opening("other", Address("slack", "T1", "U2")), courier)
    await delivery.settled()

    assert became == [*[Taken.STORED] * 20, Taken.TOO_FAST, *[Taken.IGNORED] * 9]
    assert other is Taken.STORED


async def test_F26_answers_go_in_the_order_of_the_commits(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    courier = FakeCourier()
    taker = Taker(store, catalog, delivery, clock, heard)

    await asyncio.gather(*(taker.take(opening(f"{one}"), courier) for one in range(10)))
    await delivery.settled()

    ids = [message.id for message in courier.received]
    assert ids == sorted(ids)
    assert len(ids) == 10


async def test_I6_what_is_said_waits_until_everybody_who_came_is_acknowledged(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    slow, courier = SlowStore(store, only=KIM), FakeCourier()
    taker = Taker(slow, catalog, delivery, clock, heard)
    waiting = asyncio.create_task(taker.take(opening("1", KIM), courier))
    await asyncio.sleep(0)

    became = await taker.take(opening("2"), courier)
    before = list(courier.tried)
    slow.may_go_on.set()
    await waiting
    await delivery.settled()

    assert (became, before) == (Taken.STORED, [])
    assert len(courier.cards) == 2


async def test_people_of_a_community_are_answered_in_its_own_words(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, delivery: Delivery, heard: Heard
) -> None:
    club = Community(SAM.platform, SAM.workspace)
    await store.mentoring.change_wording(
        club, acting("boss"), "welcome.hello", "Our own words."
    )
    own_words = OwnWords(store.mentoring, catalog, clock)
    courier = FakeCourier()
    taker = Taker(store, catalog, delivery, clock, heard, own_words)

    await taker.take(opening(), courier)
    await taker.take(opening("2", Address("slack", "T9", "eve")), courier)
    await delivery.settled()

    ours, others = courier.cards
    assert "Our own words." in ours.body
    assert "Our own words." not in others.body
