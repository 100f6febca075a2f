import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.inbound import Address, EventKey
from bot.ports.outbox import Claimed, Message
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.routes import Route
from bot.usecases.verdicts import LOOK_AFTER
from tests.conftest import opened
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier, FakeSeeker
from tests.fakes.file import rows
from tests.fakes.member import Member
from tests.fakes.step import saying
from tests.fakes.waiting import PATIENCE

SAM = Address("slack", "T1", "sam")
KIM = Address("slack", "T1", "kim")
LEE = Address("slack", "T2", "lee")
STATES = "SELECT state FROM outbox ORDER BY id"
REASONS = "SELECT state, reason FROM outbox ORDER BY id"
LEASE = timedelta(seconds=31)
A_MOMENT = timedelta(seconds=1)
QUARTER, HOUR, DAY = timedelta(minutes=20), timedelta(hours=1), timedelta(hours=25)

Make = Callable[..., Delivery]


@pytest.fixture
def delivering(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Make:
    return deliveries(store, catalog, clock)


def deliveries(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Make:
    """Builds the delivery of one process over the store."""

    def make(
        courier: FakeCourier, seeker: FakeSeeker | None = None, **more: timedelta
    ) -> Delivery:
        route = Route(courier, seeker, more.get("spacing"))
        return Delivery(store, Composer(store, catalog), clock, {"slack": route})

    return make


def refusing(refusal: Refusal, **more: object) -> Callable[[Message, Card], DeliveryError]:
    return lambda *_: DeliveryError("refused on purpose", refusal, **more)  # type: ignore[arg-type]


def only(
    *addresses: Address, refusal: Refusal, **more: object
) -> Callable[..., DeliveryError | None]:
    """Refuses what goes to these."""
    refuse = refusing(refusal, **more)
    return lambda message, card: refuse(message, card) if message.to in addresses else None


async def said(store: SqliteStore, to: Address, *words: str) -> Claimed:
    """A turn of this account, whose messages its process holds."""
    return await store.turn(EventKey(f"{to.user} {words}"), to, saying(*words))


async def left(store: SqliteStore, clock: FakeClock, to: Address, *words: str) -> None:
    """A turn whose process refused to be there when its messages were to be sent."""
    claimed = await said(store, to, *words)
    delivery = Delivery(store, Composer(store, None), clock, {})  # type: ignore[arg-type]
    with pytest.raises(DeliveryError):
        await delivery.hand_over(claimed, FakeCourier(refusing(Refusal.EXPIRED)))


async def one_round(delivery: Delivery) -> int:
    """A round, and all that it began."""
    number = await delivery.round()
    await delivery.settled()
    return number


async def rounds(
    delivery: Delivery, clock: FakeClock, span: timedelta, step: timedelta
) -> None:
    """Rounds while so much time passes."""
    end = clock.now() + span
    while clock.now() < end:
        while await one_round(delivery):
            pass
        clock.pass_by(step)


async def test_what_a_turn_claimed_is_handed_over_in_order_and_closed(
    store: SqliteStore, delivering: Make, database: Path
) -> None:
    courier = FakeCourier()

    await delivering(courier).hand_over(await said(store, SAM, "one", "two", "three"), courier)

    assert courier.bodies == ["one", "two", "three"]
    assert rows(database, STATES) == ["sent", "sent", "sent"]


async def test_a_repeat_claimed_nothing_so_nothing_is_handed_over(delivering: Make) -> None:
    courier = FakeCourier()

    await delivering(courier).hand_over(Claimed(), courier)

    assert courier.tried == []


async def test_F16_what_nobody_sent_before_the_process_died_ends_in_one_current_card(
    store: SqliteStore, delivering: Make, catalog: Catalog, clock: FakeClock, database: Path
) -> None:
    sam = Member(store, catalog, platform="slack")
    await sam.opens()
    clock.pass_by(LEASE)
    courier = FakeCourier()

    await rounds(delivering(courier), clock, HOUR, QUARTER)

    assert [card.place for card in courier.cards] == [(await sam.looks()).place]
    assert rows(database, REASONS) == [("unknown", "lost"), ("sent", None)]


async def test_F17_a_reply_that_was_sent_before_the_process_died_is_not_sent_again(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    (reply,) = (await said(store, SAM, "sent, but not noted")).messages
    clock.pass_by(LEASE)
    courier = FakeCourier()

    await rounds(delivering(courier), clock, DAY, HOUR)

    assert reply.key not in courier.tried
    assert len(courier.received) == 1


async def test_F17_when_something_was_said_since_a_lost_reply_needs_no_other_card(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    await said(store, SAM, "lost")
    courier = FakeCourier()
    delivery = delivering(courier)
    await delivery.hand_over(await said(store, SAM, "newer"), courier)
    clock.pass_by(LEASE)

    await rounds(delivery, clock, HOUR, QUARTER)

    assert courier.bodies == ["newer"]
    assert rows(database, STATES) == ["unknown", "sent"]


async def test_F18_F21_a_reply_whose_answer_was_lost_is_followed_by_the_current_card_once(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    lossy, courier = FakeCourier(refusing(Refusal.LOST)), FakeCourier()
    delivery = delivering(courier)
    with pytest.raises(DeliveryError):
        await delivery.hand_over(await said(store, SAM, "perhaps there"), lossy)

    await rounds(delivery, clock, DAY, HOUR)

    assert len(lossy.tried) == 1
    assert [one.kind for one in courier.received] == ["standing"]
    assert rows(database, STATES) == ["unknown", "sent"]


async def test_F19_every_attempt_has_the_same_short_key_and_no_other_message_has_it(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(Refusal.BUSY))
    await left(store, clock, SAM, "one")
    await left(store, clock, KIM, "one")

    await rounds(delivering(courier), clock, HOUR, QUARTER)

    keys = set(courier.tried)
    assert len(keys) == 2
    assert len(courier.tried) > 4
    assert max(map(len, keys)) <= 25


async def test_F22_a_community_that_must_wait_holds_up_nobody_else_and_its_own_come_later(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    until = NOON + HOUR
    courier = FakeCourier(only(SAM, refusal=Refusal.LIMITED, retry_at=until))
    delivery = delivering(courier)
    await left(store, clock, SAM, "limited")
    await one_round(delivery)
    courier.obstacle = lambda *_: None
    await left(store, clock, KIM, "same community")
    await left(store, clock, LEE, "another community")

    await rounds(delivery, clock, timedelta(minutes=59), QUARTER)
    meanwhile = courier.bodies[:]
    await rounds(delivery, clock, QUARTER, QUARTER)

    assert meanwhile == ["another community"]
    assert sorted(courier.bodies[1:]) == ["limited", "same community"]


async def test_F22_a_limit_of_the_whole_platform_holds_every_community(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    limit = refusing(Refusal.LIMITED, retry_at=NOON + HOUR, everywhere=True)
    courier = FakeCourier(limit)
    delivery = delivering(courier)
    await left(store, clock, SAM, "one")
    await one_round(delivery)
    await left(store, clock, LEE, "two")

    await rounds(delivery, clock, timedelta(minutes=50), QUARTER)

    assert len(courier.tried) == 1


async def test_F22_a_limit_costs_a_message_none_of_its_attempts(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier(refusing(Refusal.LIMITED))
    await left(store, clock, SAM, "one")
    before = rows(database, "SELECT attempts FROM outbox")

    await rounds(delivering(courier), clock, HOUR, QUARTER)

    assert rows(database, "SELECT attempts FROM outbox") == before


async def test_communities_whose_messages_keep_their_distance_are_claimed_one_at_a_time(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    courier = FakeCourier()
    delivery = delivering(courier, spacing=timedelta(seconds=1))
    for address in (SAM, KIM, LEE):
        await left(store, clock, address, address.user)

    first = await one_round(delivery)
    at_once = await one_round(delivery)
    clock.pass_by(timedelta(seconds=1))
    later = await one_round(delivery)

    assert (first, at_once, later) == (2, 0, 1)
    assert sorted(courier.bodies) == ["kim", "lee", "sam"]


async def test_F31_hundreds_that_are_due_at_once_leave_one_community_at_its_pace(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    spacing, people = timedelta(milliseconds=100), 300
    town = [Address("slack", "T1", f"U{number}") for number in range(people)]
    sent_at: list[datetime] = []
    courier = FakeCourier(lambda *_: sent_at.append(clock.now()))
    delivery = delivering(courier, spacing=spacing)
    for one in town:
        await left(store, clock, one, one.user)

    began = clock.now()
    await rounds(delivery, clock, people * spacing * 2, spacing)

    assert len(sent_at) == people
    assert all(later - earlier >= spacing for earlier, later in pairwise(sent_at))
    assert sent_at[-1] - began <= people * spacing * 1.5


@pytest.mark.parametrize(
    ("refusal", "ends"),
    [
        (Refusal.BUSY, ("dead", "too-late")),
        (Refusal.EXPIRED, ("dead", "too-late")),
        (Refusal.UNREACHABLE, ("dead", "unreachable")),
        (Refusal.REVOKED, ("dead", "revoked")),
        (Refusal.OURS, ("dead", "ours")),
    ],
)
async def test_F23_F24_every_refusal_comes_to_an_end_that_is_written_down(
    store: SqliteStore,
    delivering: Make,
    clock: FakeClock,
    database: Path,
    refusal: Refusal,
    ends: tuple[str, str],
) -> None:
    await left(store, clock, SAM, "one")

    await rounds(delivering(FakeCourier(refusing(refusal))), clock, DAY, QUARTER)

    assert rows(database, REASONS) == [ends]


async def test_F24_after_an_outage_what_waited_is_sent(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(Refusal.BUSY))
    delivery = delivering(courier)
    await left(store, clock, SAM, "one")
    await rounds(delivery, clock, timedelta(hours=3), QUARTER)
    courier.obstacle = lambda *_: None

    await rounds(delivery, clock, HOUR, QUARTER)

    assert courier.bodies == ["one"]


async def test_F24_an_outage_is_not_asked_all_the_time(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(Refusal.BUSY))
    await left(store, clock, SAM, "one")

    await rounds(delivering(courier), clock, timedelta(hours=4), timedelta(seconds=30))

    assert 15 <= len(courier.tried) <= 30


async def test_F25_one_poisoned_message_among_a_thousand_ends_and_the_others_arrive(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    def poison(_message: Message, card: Card) -> Exception | None:
        return ZeroDivisionError() if card.body == "poison" else None

    words = ["poison" if number == 500 else "sound" for number in range(1_000)]
    crowd = [Address("slack", "T1", f"{number}") for number in range(1_000)]
    await asyncio.gather(*map(partial(left, store, clock), crowd, words))
    courier = FakeCourier(poison)

    await rounds(delivering(courier), clock, QUARTER, timedelta(seconds=10))

    assert len(courier.received) == 999
    assert rows(database, "SELECT reason FROM outbox WHERE state = 'dead'") == ["ours"]
    assert rows(database, "SELECT id FROM outbox WHERE closed_at IS NULL") == []


async def test_F25_a_fault_of_ours_is_told_to_the_operator(
    store: SqliteStore,
    delivering: Make,
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await left(store, clock, SAM, "one")

    await one_round(delivering(FakeCourier(refusing(Refusal.OURS))))

    assert [one.levelno for one in caplog.records if "ours" in one.getMessage()] == [
        logging.ERROR
    ]


async def test_F26_messages_of_one_account_arrive_in_order_whatever_delays_them(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    random = Random(26)
    courier = FakeCourier(lambda *_: _sometimes_busy(random))
    delivery = delivering(courier)
    for number in range(30):
        claimed = await said(store, SAM, f"{number:02}")
        try:
            await delivery.hand_over(claimed, courier)
        except DeliveryError:
            clock.pass_by(timedelta(seconds=random.randint(0, 3)))
        if random.random() < 0.3:
            await one_round(delivery)

    await rounds(delivery, clock, HOUR, timedelta(minutes=1))

    assert courier.bodies == [f"{number:02}" for number in range(30)]


def _sometimes_busy(random: Random) -> DeliveryError | None:
    return DeliveryError("busy", Refusal.BUSY) if random.random() < 0.5 else None


async def test_F26_what_is_handed_over_while_an_earlier_message_is_on_its_way_waits_for_it(
    store: SqliteStore, delivering: Make
) -> None:
    courier = FakeCourier()
    delivery = delivering(courier)
    courier.gate.clear()
    first = asyncio.create_task(delivery.hand_over(await said(store, SAM, "one"), courier))
    await asyncio.sleep(0)
    second = asyncio.create_task(delivery.hand_over(await said(store, SAM, "two"), courier))
    await asyncio.sleep(0)

    courier.gate.set()
    await asyncio.gather(first, second)

    assert courier.bodies == ["one", "two"]


async def test_F26_what_was_claimed_while_an_earlier_message_was_refused_stays_behind_it(
    store: SqliteStore, database: Path, delivering: Make
) -> None:
    one, two = await said(store, SAM, "one"), await said(store, SAM, "two")
    refused = FakeCourier(refusing(Refusal.EXPIRED))
    courier = FakeCourier()
    delivery = delivering(courier)

    ended = await asyncio.gather(
        delivery.hand_over(one, refused),
        delivery.hand_over(two, courier),
        return_exceptions=True,
    )

    assert [type(one) for one in ended] == [DeliveryError, type(None)]
    assert rows(database, STATES) == ["retry", "new"]
    while await one_round(delivery):
        pass
    assert courier.bodies == ["one", "two"]


async def test_whoever_writes_again_does_not_wait_for_what_was_refused_before(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(Refusal.BUSY))
    delivery = delivering(courier)
    await left(store, clock, SAM, "one")
    await rounds(delivery, clock, timedelta(hours=2), QUARTER)
    await one_round(delivery)
    courier.obstacle = lambda *_: None

    claimed = await said(store, SAM, "two")
    while await one_round(delivery):
        pass

    assert claimed == Claimed()
    assert courier.bodies == ["one", "two"]


async def test_F27_what_a_closed_way_refuses_goes_the_long_way_under_the_same_key(
    store: SqliteStore, delivering: Make, database: Path
) -> None:
    claimed = await said(store, SAM, "one", "two")
    expired, courier = FakeCourier(refusing(Refusal.EXPIRED)), FakeCourier()
    delivery = delivering(courier)

    with pytest.raises(DeliveryError):
        await delivery.hand_over(claimed, expired)
    while await one_round(delivery):
        pass

    assert [one.key for one in courier.received] == [one.key for one in claimed.messages]
    assert courier.bodies == ["one", "two"]
    assert rows(database, STATES) == ["sent", "sent"]


@pytest.mark.thorough
async def test_F28_two_processes_on_one_file_send_each_message_once(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path, catalog: Catalog
) -> None:
    for number in range(200):
        await left(store, clock, Address("slack", "T1", f"{number}"), f"{number}")
    async with opened(database, clock) as other:
        ours, theirs = FakeCourier(), FakeCourier()
        both = (
            delivering(ours),
            Delivery(other, Composer(other, catalog), clock, {"slack": Route(theirs)}),
        )

        while sum(await asyncio.gather(*(one_round(one) for one in both))):
            pass

    keys = [one.key for one in (*ours.received, *theirs.received)]
    assert len(keys) == len(set(keys)) == 200
    assert ours.received
    assert theirs.received


async def test_F28_a_late_report_of_a_process_that_lost_its_lease_changes_nothing(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier()
    delivery = delivering(courier)
    courier.gate.clear()
    slow = asyncio.create_task(delivery.hand_over(await said(store, SAM, "one"), courier))
    await asyncio.sleep(0)
    clock.pass_by(LEASE)
    await store.claim_doubtful(["slack"], 100)
    before = rows(database, REASONS)[0]

    courier.gate.set()
    await slow

    assert before == ("unknown", "lost")
    assert rows(database, REASONS)[0] == before


async def test_F29_when_the_program_stops_what_is_on_its_way_arrives_and_nothing_is_left_held(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier()
    for address in (SAM, KIM):
        await left(store, clock, address, "one", "two")
    courier.gate.clear()

    async with delivering(courier).serving():
        await courier.begun(2)
        asyncio.get_running_loop().call_later(0.05, courier.gate.set)

    assert len(courier.received) == 2
    assert rows(database, "SELECT id FROM outbox WHERE state = 'sending'") == []


async def test_F29_what_does_not_arrive_in_time_is_in_doubt_and_what_is_behind_it_given_back(
    store: SqliteStore,
    delivering: Make,
    database: Path,
) -> None:
    courier = FakeCourier()
    courier.gate.clear()
    claimed = await said(store, SAM, "one", "two")
    stuck = asyncio.create_task(delivering(courier).hand_over(claimed, courier))
    async with asyncio.timeout(PATIENCE):
        await courier.begun(1)

    stuck.cancel()
    await asyncio.wait([stuck])

    assert rows(database, STATES)[:2] == ["unknown", "new"]


async def test_F30_somebody_who_cannot_be_reached_is_left_alone_until_they_write(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier(refusing(Refusal.UNREACHABLE))
    delivery = delivering(courier)
    await left(store, clock, SAM, "one", "two")

    await rounds(delivery, clock, HOUR, QUARTER)
    since = rows(database, "SELECT unreachable_since IS NOT NULL FROM account")
    await said(store, SAM, "back again")

    assert len(courier.tried) == 1
    assert rows(database, REASONS)[:2] == [("dead", "unreachable")] * 2
    assert since == [1]
    assert rows(database, "SELECT unreachable_since FROM account") == [None]


async def test_a_community_that_let_us_go_gets_nothing_more(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier(only(SAM, refusal=Refusal.REVOKED))
    delivery = delivering(courier)
    await left(store, clock, SAM, "one")
    await left(store, clock, LEE, "another community")
    await left(store, clock, KIM, "one", "two")
    courier.gate.clear()
    await delivery.round()
    courier.gate.set()
    await delivery.settled()

    await rounds(delivery, clock, HOUR, QUARTER)

    assert "two" not in courier.bodies
    assert "another community" in courier.bodies
    assert rows(database, "SELECT id FROM outbox WHERE closed_at IS NULL") == []


async def test_F20_a_lost_message_of_a_period_is_looked_for_twice_and_then_sent_once_more(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    key = await of_a_period(store, database, clock)
    seeker, courier = FakeSeeker(), FakeCourier()
    delivery = delivering(courier, seeker)

    await rounds(delivery, clock, LOOK_AFTER * 0.8, LOOK_AFTER / 5)
    sent_too_early = courier.tried[:]
    await rounds(delivery, clock, LOOK_AFTER * 2, LOOK_AFTER / 5)

    assert seeker.asked == [key, key]
    assert sent_too_early == []
    assert courier.tried == [key]
    assert rows(database, STATES)[-1:] == ["sent"]


async def test_F42_looks_that_came_before_their_time_by_a_clock_that_jumped_count_for_nothing(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    key = await of_a_period(store, database, clock)
    seeker, courier = FakeSeeker(), FakeCourier()
    delivery = delivering(courier, seeker)

    for _ in range(2):
        clock.jump(LOOK_AFTER)
        await rounds(delivery, clock, A_MOMENT, A_MOMENT)
    sent_too_early = courier.tried[:]
    await rounds(delivery, clock, LOOK_AFTER * 3, LOOK_AFTER / 5)

    assert sent_too_early == []
    assert seeker.asked == [key] * 4
    assert courier.tried == [key]
    assert rows(database, STATES)[-1:] == ["sent"]


async def test_F17_a_lost_message_of_a_period_that_is_found_is_not_sent_again(
    store: SqliteStore, delivering: Make, clock: FakeClock, database: Path
) -> None:
    key = await of_a_period(store, database, clock)
    courier = FakeCourier()

    await rounds(delivering(courier, FakeSeeker(key)), clock, HOUR, QUARTER)

    assert courier.tried == []
    assert rows(database, STATES)[-1:] == ["sent"]


@pytest.mark.parametrize(
    "seeker", [None, FakeSeeker(problem=DeliveryError("forbidden", Refusal.REVOKED))]
)
async def test_F21_where_nobody_can_look_a_lost_message_of_a_period_ends_as_unknown(
    store: SqliteStore,
    delivering: Make,
    clock: FakeClock,
    database: Path,
    seeker: FakeSeeker | None,
) -> None:
    await of_a_period(store, database, clock)
    courier = FakeCourier()

    await rounds(delivering(courier, seeker), clock, DAY, HOUR)

    assert courier.tried == []
    assert rows(database, REASONS)[-1:] == [("unknown", "lost")]


async def of_a_period(store: SqliteStore, database: Path, clock: FakeClock) -> str:
    """A message of which there is one in a period, in doubt; its key."""
    (one,) = (await said(store, SAM, "one in a period")).messages
    as_one = "kind = 'warning', person_id = 1, period = '2026-03-02'"
    rows(database, f"UPDATE outbox SET {as_one} WHERE id = ?", one.id)
    clock.pass_by(LEASE)
    return one.key


async def test_while_the_database_cannot_serve_nothing_is_sent_and_afterwards_all_is(
    store: SqliteStore, delivering: Make, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await left(store, clock, SAM, "one")
    courier = FakeCourier()
    whole = store.next_due
    asked: list[object] = []

    async def broken(platforms: list[str]) -> object:
        asked.append(platforms)
        if len(asked) == 1:
            raise StoreError("The database is locked.")
        return await whole(platforms)

    monkeypatch.setattr(store, "next_due", broken)
    delivery = delivering(courier)
    async with delivery.serving(), asyncio.timeout(PATIENCE):
        await courier.begun(1)

    assert courier.bodies == ["one"]
    assert len(asked) > 1


async def test_I9_after_all_is_sent_nothing_is_kept_in_memory(
    store: SqliteStore, delivering: Make, clock: FakeClock
) -> None:
    delivery = delivering(FakeCourier())
    for number in range(50):
        await left(store, clock, Address("slack", "T1", f"{number}"), "one")

    while await one_round(delivery):
        pass

    assert len(delivery._lanes) == 0
    assert delivery.at_rest


async def test_what_waits_can_be_told(store: SqliteStore, clock: FakeClock) -> None:
    await left(store, clock, SAM, "one", "two")

    backlog = await store.backlog()

    assert (backlog.waiting, backlog.oldest, backlog.ended) == (2, NOON, {})
