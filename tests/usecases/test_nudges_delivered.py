"""What a round wrote, on its way to people who are served by platforms that fail."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.cards import Card
from bot.catalog import Catalog
from bot.errors import DeliveryError, Refusal
from bot.ports.inbound import Address
from bot.ports.outbox import FIRST_CONTACT_SPACING, Kind, Message
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.nudging import Nudging
from bot.usecases.routes import Route
from bot.usecases.verdicts import LOOK_AFTER
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier, FakeSeeker
from tests.fakes.file import rows
from tests.fakes.stepper import (
    DAY,
    FIRST,
    HOUR,
    MONDAYS,
    WEEK,
    begins_steps,
    changes,
    checks_in,
    looks_at_week,
    steps_of,
)
from tests.fakes.waiting import PATIENCE
from tests.sparing import first

SAM, KIM = Address("slack", "T1", "sam"), Address("slack", "T1", "kim")
LEE = Address("slack", "T2", "lee")
ENDS = "SELECT kind, state, reason FROM outbox ORDER BY id"
LEASE = timedelta(seconds=31)


class World:
    """Everybody with steps on one platform, the rounds, and the delivery of one process."""

    def __init__(
        self,
        store: SqliteStore,
        catalog: Catalog,
        clock: FakeClock,
        courier: FakeCourier,
        seeker: FakeSeeker | None = None,
    ) -> None:
        self._clock = clock
        self._nudging = Nudging(store, clock)
        route = Route(courier, seeker)
        self.delivery = Delivery(store, Composer(store, catalog), clock, {"slack": route})

    async def sends(self) -> None:
        """Whatever is due now goes as far as it comes."""
        await self._nudging.catch_up()
        while await self.delivery.round():
            await self.delivery.settled()

    async def passes(self, span: timedelta, step: timedelta) -> None:
        """Time passes, and whatever comes due goes on its way."""
        end = self._clock.now() + span
        while self._clock.now() < end:
            await self.sends()
            self._clock.pass_by(step)


Make = Callable[..., World]


@pytest.fixture
async def at_first(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Make:
    return await everybody_is_due(store, catalog, clock)


async def everybody_is_due(store: SqliteStore, catalog: Catalog, clock: FakeClock) -> Make:
    """Sam, Kim and Lee have steps, and the first one is due."""
    for one in (SAM, KIM, LEE):
        await begins_steps(store, catalog, one)
    clock.pass_by(FIRST - NOON)

    def make(courier: FakeCourier, seeker: FakeSeeker | None = None) -> World:
        return World(store, catalog, clock, courier, seeker)

    return make


def refusing(
    *addresses: Address, refusal: Refusal, **more: object
) -> Callable[[Message, Card], DeliveryError | None]:
    """Refuses what goes to these."""

    def refuse(message: Message, _card: Card) -> DeliveryError | None:
        if message.to not in addresses:
            return None
        return DeliveryError("refused on purpose", refusal, **more)  # type: ignore[arg-type]

    return refuse


def to(courier: FakeCourier, one: Address) -> list[Kind]:
    return [message.kind for message in courier.received if message.to == one]


async def test_everybody_gets_this_weeks_step_under_their_own_key(at_first: Make) -> None:
    courier = FakeCourier()

    await at_first(courier).passes(timedelta(minutes=1), timedelta(seconds=3))

    assert {message.to for message in courier.received} == {SAM, KIM, LEE}
    assert len({message.key for message in courier.received}) == 3
    assert all("**Week 1: " in body for body in courier.bodies)
    assert {card.place.question for card in courier.cards if card.place} == {"week-1"}


async def test_F17_a_nudge_whose_sender_died_is_looked_up_and_not_sent_if_it_is_there(
    store: SqliteStore, at_first: Make, clock: FakeClock, database: Path
) -> None:
    await Nudging(store, clock).catch_up()
    (held,) = (await store.claim_due(["slack"], 1, {})).messages
    clock.pass_by(LEASE)
    courier, seeker = FakeCourier(), FakeSeeker(held.key)

    await at_first(courier, seeker).passes(timedelta(minutes=2), timedelta(seconds=3))

    assert seeker.asked == [held.key]
    assert held.key not in courier.tried
    assert rows(database, ENDS) == [("nudge", "sent", None)] * 3


async def test_F18_a_nudge_in_doubt_is_looked_up_and_if_it_is_there_not_sent_again(
    at_first: Make, clock: FakeClock, database: Path
) -> None:
    seeker = FakeSeeker()
    courier = FakeCourier(refusing(SAM, refusal=Refusal.LOST))
    world = at_first(courier, seeker)
    await world.passes(timedelta(seconds=30), timedelta(seconds=3))
    (lost,) = rows(database, "SELECT key FROM outbox WHERE state = 'sending'")
    seeker.there.add(lost)

    await world.passes(HOUR, timedelta(seconds=10))

    assert courier.tried.count(lost) == 1
    assert seeker.asked == [lost]
    assert rows(database, ENDS) == [("nudge", "sent", None)] * 3


async def test_F19_a_nudge_has_one_short_key_at_once_and_an_hour_later(
    at_first: Make, database: Path
) -> None:
    seeker = FakeSeeker()
    courier = FakeCourier(refusing(SAM, refusal=Refusal.BUSY))
    world = at_first(courier, seeker)
    await world.passes(HOUR, timedelta(seconds=10))
    courier.obstacle = refusing(SAM, refusal=Refusal.LOST)
    await world.passes(timedelta(minutes=16), timedelta(seconds=10))
    courier.obstacle = lambda *_: None

    await world.passes(HOUR, timedelta(seconds=10))

    (key,) = rows(database, "SELECT key FROM outbox WHERE account_id = 1")
    tried = [one for one in courier.tried if courier.tried.count(one) > 1]
    assert len(tried) > 4
    assert {*tried} == {key}
    assert len(key) <= 25
    assert to(courier, SAM) == [Kind.NUDGE]


@pytest.mark.parametrize(
    ("refusal", "end"),
    [
        (Refusal.BUSY, ("dead", "too-late")),
        (Refusal.LIMITED, ("dead", "too-late")),
        (Refusal.LOST, ("unknown", "lost")),
        (Refusal.UNREACHABLE, ("dead", "unreachable")),
        (Refusal.REVOKED, ("dead", "revoked")),
        (Refusal.OURS, ("dead", "ours")),
    ],
)
async def test_F23_every_refusal_of_a_nudge_comes_to_an_end_within_its_period(
    at_first: Make, database: Path, refusal: Refusal, end: tuple[str, str]
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=refusal))

    await at_first(courier).passes(WEEK - HOUR, HOUR)
    await at_first(courier).passes(2 * HOUR, timedelta(minutes=10))

    told = "SELECT state, reason FROM outbox WHERE account_id = 1 AND period = '2026-W11'"
    assert rows(database, f"{told} AND kind = 'nudge'") == [end]
    assert to(courier, SAM) == []


async def test_F20_a_nudge_that_is_not_there_is_sent_again_only_after_two_looks(
    at_first: Make, clock: FakeClock, database: Path
) -> None:
    seeker = FakeSeeker()
    courier = FakeCourier(refusing(SAM, refusal=Refusal.LOST))
    world = at_first(courier, seeker)
    await world.passes(timedelta(seconds=30), timedelta(seconds=3))
    courier.obstacle = lambda *_: None

    await world.passes(LOOK_AFTER * 3, timedelta(seconds=10))

    assert len(seeker.asked) == 2
    assert to(courier, SAM) == [Kind.NUDGE]


async def test_F21_a_nudge_that_cannot_be_looked_up_stays_unknown_for_its_period(
    at_first: Make, database: Path
) -> None:
    seeker = FakeSeeker(problem=DeliveryError("no scope", Refusal.OURS))
    courier = FakeCourier(refusing(SAM, refusal=Refusal.LOST))
    world = at_first(courier, seeker)
    await world.passes(HOUR, timedelta(seconds=10))
    courier.obstacle = lambda *_: None

    await world.passes(4 * DAY, HOUR)

    assert to(courier, SAM) == []
    told = "SELECT kind, state, reason FROM outbox JOIN account a ON a.id = account_id"
    assert rows(database, f"{told} WHERE user = 'sam'") == [("nudge", "unknown", "lost")]


async def test_F22_who_is_limited_for_an_hour_waits_and_others_get_theirs_now(
    at_first: Make, clock: FakeClock
) -> None:
    until = clock.now() + HOUR
    courier = FakeCourier(refusing(SAM, KIM, refusal=Refusal.LIMITED, retry_at=until))
    world = at_first(courier)
    await world.passes(timedelta(minutes=1), timedelta(seconds=3))
    tried = len(courier.tried)
    courier.obstacle = lambda *_: None
    others = to(courier, LEE)

    await world.passes(timedelta(minutes=58), timedelta(minutes=1))
    early = len(courier.tried) - tried
    await world.passes(timedelta(minutes=5), timedelta(minutes=1))

    assert (others, early) == ([Kind.NUDGE], 0)
    assert (to(courier, SAM), to(courier, KIM)) == ([Kind.NUDGE], [Kind.NUDGE])


async def test_F24_a_nudge_is_given_up_when_its_period_ends_and_the_next_one_is_sent(
    at_first: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier(refusing(SAM, KIM, LEE, refusal=Refusal.BUSY))
    world = at_first(courier)
    await world.passes(WEEK - HOUR, HOUR)
    courier.obstacle = lambda *_: None
    clock.pass_by(HOUR)

    await world.passes(HOUR, timedelta(minutes=1))

    told = "SELECT period, kind, state, reason FROM outbox WHERE account_id = 1 ORDER BY id"
    assert rows(database, told) == [
        ("2026-W11", "nudge", "dead", "too-late"),
        ("2026-W11", "reminder", "dead", "too-late"),
        ("2026-W12", "nudge", "sent", None),
    ]


async def test_F25_a_nudge_that_cannot_be_formed_ends_and_holds_up_nobody(
    at_first: Make, database: Path
) -> None:
    def poisoned(message: Message, _card: Card) -> Exception | None:
        return ValueError("poison") if message.to == SAM else None

    courier = FakeCourier(poisoned)

    await at_first(courier).passes(HOUR, timedelta(seconds=20))

    assert (to(courier, KIM), to(courier, LEE)) == ([Kind.NUDGE], [Kind.NUDGE])
    told = "SELECT state, reason, attempts FROM outbox WHERE state != 'sent'"
    assert rows(database, told) == [("dead", "ours", 2)]


async def test_F26_a_reminder_never_goes_before_the_nudge_that_it_is_about(
    at_first: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.BUSY))
    world = at_first(courier)
    await world.passes(5 * DAY + HOUR, HOUR)
    courier.obstacle = lambda *_: None

    await world.passes(DAY, timedelta(minutes=20))

    assert to(courier, SAM) == [Kind.NUDGE]


async def test_F27_a_nudge_needs_no_way_that_expires(at_first: Make, clock: FakeClock) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.EXPIRED))
    world = at_first(courier)
    await world.sends()
    clock.pass_by(timedelta(minutes=31))
    courier.obstacle = lambda *_: None

    await world.passes(timedelta(minutes=1), timedelta(seconds=10))

    first = [key for key in courier.tried if courier.tried.count(key) > 1]
    assert to(courier, SAM) == [Kind.NUDGE]
    assert len(set(first)) == 1


async def test_F30_who_cannot_be_reached_is_tried_once_and_not_in_the_next_periods(
    at_first: Make, database: Path
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.UNREACHABLE))
    world = at_first(courier)
    await world.passes(HOUR, timedelta(minutes=5))
    tried = [*courier.tried]
    courier.obstacle = lambda *_: None

    await world.passes(2 * WEEK, HOUR)

    assert len(tried) == 3
    assert to(courier, SAM) == []
    told = "SELECT DISTINCT state, reason FROM outbox WHERE account_id = 1"
    assert rows(database, told) == [("dead", "unreachable")]


async def test_F30_who_writes_again_gets_the_next_one(
    store: SqliteStore, at_first: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.UNREACHABLE))
    world = at_first(courier)
    await world.passes(HOUR, timedelta(minutes=5))
    courier.obstacle = lambda *_: None
    await changes(store, SAM, await steps_of(store, SAM))

    await world.passes(WEEK, HOUR)

    assert Kind.NUDGE in to(courier, SAM)


async def test_a_nudge_that_comes_into_the_night_is_sent_in_the_morning(
    at_first: Make, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.BUSY))
    world = at_first(courier)
    await world.sends()
    clock.pass_by(timedelta(hours=13))  # ten in the evening, in Berlin
    courier.obstacle = lambda *_: None
    await world.passes(8 * HOUR + timedelta(minutes=50), timedelta(minutes=10))
    at_night = to(courier, SAM)

    await world.passes(timedelta(minutes=30), timedelta(minutes=5))

    assert (at_night, to(courier, SAM)) == ([], [Kind.NUDGE])


async def test_who_stopped_before_it_was_sent_gets_nothing_and_it_says_why(
    store: SqliteStore, at_first: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.BUSY))
    world = at_first(courier)
    await world.sends()
    courier.obstacle = lambda *_: None
    steps = await steps_of(store, SAM)
    agenda = replace(steps.agenda, schedule=replace(MONDAYS, stopped=True), due=None)
    await changes(store, SAM, replace(steps, agenda=agenda))

    await world.passes(HOUR, timedelta(minutes=1))

    assert to(courier, SAM) == []
    told = "SELECT kind, state, reason FROM outbox WHERE account_id = 1"
    assert rows(database, told) == [("nudge", "dead", "stopped")]


async def test_a_reminder_does_not_ask_who_checked_in_while_it_waited(
    store: SqliteStore, catalog: Catalog, at_first: Make, clock: FakeClock, database: Path
) -> None:
    courier = FakeCourier()
    world = at_first(courier)
    await world.passes(5 * DAY, HOUR)
    courier.obstacle = refusing(SAM, refusal=Refusal.BUSY)
    await world.sends()
    courier.obstacle = lambda *_: None
    await checks_in(store, catalog, SAM, clock.now())

    await world.passes(HOUR, timedelta(minutes=1))

    assert to(courier, SAM) == [Kind.NUDGE]
    told = "SELECT kind, state, reason FROM outbox WHERE account_id = 1 AND state = 'dead'"
    assert rows(database, told) == [("reminder", "dead", "moot")]


async def test_nudges_go_out_while_rounds_and_delivery_run_beside_each_other(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, at_first: Make
) -> None:
    courier = FakeCourier()
    delivery = at_first(courier).delivery

    async with delivery.serving(), Nudging(store, clock, delivery.wake).serving():
        await asyncio.wait_for(courier.begun(1), PATIENCE)

    assert courier.received[0].kind is Kind.NUDGE


async def test_who_is_up_at_night_is_answered_while_their_nudge_waits_for_the_morning(
    store: SqliteStore, at_first: Make, catalog: Catalog, clock: FakeClock
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.BUSY))
    world = at_first(courier)
    await world.sends()
    clock.pass_by(timedelta(hours=13))
    courier.obstacle = lambda *_: None
    await world.sends()
    await looks_at_week(store, catalog, SAM)

    await world.passes(timedelta(minutes=1), timedelta(seconds=5))

    assert to(courier, SAM) == [Kind.REPLY]


@pytest.mark.parametrize("strangers", first(1, (100, 5_000)))
async def test_F31_first_messages_to_thousands_go_at_their_pace_and_others_at_once(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, database: Path, strangers: int
) -> None:
    town = [Address("slack", f"T{number % 3}", f"{number}") for number in range(strangers)]
    known = [Address("slack", "T1", f"known-{number}") for number in range(50)]
    for some in batched([*town, *known], 500):
        await asyncio.gather(*(begins_steps(store, catalog, one) for one in some))
    rows(database, "UPDATE account SET living_card = 'D1:5' WHERE user LIKE 'known%'")
    clock.pass_by(FIRST - NOON)
    sent: list[tuple[Address, datetime]] = []
    courier = FakeCourier(lambda message, _: sent.append((message.to, clock.now())))
    world = World(store, catalog, clock, courier)

    await world.sends()
    for _ in range(strangers):
        clock.pass_by(FIRST_CONTACT_SPACING)
        await world.delivery.round()
        await world.delivery.settled()

    opened = [at for one, at in sent if not one.user.startswith("known")]
    assert sorted(one.user for one, _ in sent) == sorted(one.user for one in (*town, *known))
    assert all(at - before >= FIRST_CONTACT_SPACING for before, at in pairwise(opened))
    assert {at for one, at in sent if one.user.startswith("known")} == {FIRST}


def batched(people: Sequence[Address], size: int) -> list[Sequence[Address]]:
    """So many at a time: the store takes no more at once."""
    return [people[start : start + size] for start in range(0, len(people), size)]


@pytest.mark.parametrize("late", [DAY, 3 * DAY, 6 * DAY])
async def test_F22_a_nudge_and_its_reminder_do_not_come_together_after_a_platform_was_down(
    at_first: Make, clock: FakeClock, database: Path, late: timedelta
) -> None:
    is_down = True
    came: list[tuple[Kind, datetime]] = []

    def refuse(message: Message, _card: Card) -> DeliveryError | None:
        if is_down:
            return DeliveryError("down on purpose", Refusal.BUSY)
        came.append((message.kind, clock.now()))
        return None

    world = at_first(FakeCourier(refuse))
    await world.passes(late, HOUR)
    is_down = False

    await world.passes(FIRST + WEEK - HOUR - clock.now(), HOUR)

    nudges = [at for kind, at in came if kind is Kind.NUDGE]
    reminders = [at for kind, at in came if kind is Kind.REMINDER]
    assert len(nudges) == 3
    assert all(late <= at - FIRST < late + DAY for at in nudges)
    assert len(reminders) == (3 if late == DAY else 0)
    assert all(at - nudges[0] >= 5 * DAY - HOUR for at in reminders)


@pytest.mark.parametrize("refusal", [Refusal.OURS, Refusal.UNREACHABLE, Refusal.REVOKED])
async def test_I4_a_nudge_that_was_refused_for_good_is_no_week_in_which_somebody_was_silent(
    store: SqliteStore, at_first: Make, database: Path, refusal: Refusal
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=refusal))

    await at_first(courier).passes(HOUR, timedelta(minutes=5))

    ended = rows(database, "SELECT state FROM outbox WHERE account_id = 1")
    of_sam, of_lee = [(await steps_of(store, one)).agenda for one in (SAM, LEE)]
    assert ended == ["dead"]
    assert (of_sam.nudged, of_sam.silent) == (0, 0)
    assert (of_lee.nudged, of_lee.silent) == (1, 1)


async def test_I4_whom_nothing_reached_for_weeks_gets_a_step_and_no_question_about_silence(
    store: SqliteStore, at_first: Make
) -> None:
    courier = FakeCourier(refusing(SAM, refusal=Refusal.BUSY))
    world = at_first(courier)
    await world.passes(5 * WEEK, timedelta(hours=6))
    courier.obstacle = lambda *_: None

    await world.passes(DAY, timedelta(minutes=10))

    agenda = (await steps_of(store, SAM)).agenda
    assert to(courier, SAM) == [Kind.NUDGE]
    assert (agenda.nudged, agenda.silent) == (1, 1)
    assert Kind.CADENCE in to(courier, LEE)
