"""A zone that the zone data have lost: its person goes by the default, and is asked (F44)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.catalog import Catalog
from bot.ports.inbound import Address
from bot.store.sqlite import SqliteStore
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from bot.usecases.nudging import Nudging
from bot.usecases.routes import Route
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.courier import FakeCourier
from tests.fakes.stepper import FIRST, MONDAYS, begins_steps, steps_of

SAM = Address("slack", "T1", "sam")
LOST = replace(MONDAYS, zone="Mars/Base", quiet=None, reminds=False)


async def test_F44_who_goes_by_no_known_zone_goes_by_the_default_from_the_next_round_on(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM, LOST)
    clock.pass_by(FIRST - NOON + timedelta(hours=1))

    await Nudging(store, clock, default_zone="Asia/Tokyo").catch_up()

    agenda = (await steps_of(store, SAM)).agenda
    assert agenda.schedule == replace(LOST, default_zone="Asia/Tokyo")
    assert agenda.due is not None
    assert agenda.due.at.hour == 0


@pytest.mark.parametrize("zone", ["Asia/Tokyo", None])
async def test_F44_who_goes_by_a_known_zone_keeps_what_they_have(
    store: SqliteStore, catalog: Catalog, clock: FakeClock, zone: str | None
) -> None:
    schedule = MONDAYS if zone else LOST
    await begins_steps(store, catalog, SAM, schedule)
    clock.pass_by(FIRST - NOON + timedelta(hours=1))

    await Nudging(store, clock, default_zone=zone).catch_up()

    assert (await steps_of(store, SAM)).agenda.schedule == schedule


async def test_F44_the_next_step_asks_for_the_zone_and_the_one_after_does_not(
    store: SqliteStore, catalog: Catalog, clock: FakeClock
) -> None:
    await begins_steps(store, catalog, SAM, LOST)
    courier = FakeCourier()
    delivery = Delivery(store, Composer(store, catalog), clock, {"slack": Route(courier)})

    for _ in range(2):
        clock.forward_to(await store.next_served() or clock.now())
        await Nudging(store, clock, default_zone="Asia/Tokyo").catch_up()
        await delivery.round()
        await delivery.settled()

    first, second = courier.bodies
    assert first.startswith("I do not know your time zone “Mars/Base” any more")
    assert "**Week 1: " in first
    assert "time zone" not in second
