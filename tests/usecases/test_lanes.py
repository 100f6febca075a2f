import asyncio

import pytest

from bot.ports.inbound import Address
from bot.usecases.lanes import Detours, Lanes, Place
from tests.fakes.message import message
from tests.fakes.waiting import PATIENCE

SAM, KIM = Address("terminal", "", "sam"), Address("terminal", "", "kim")


async def test_F26_one_at_a_time_is_with_an_account_in_the_order_of_asking() -> None:
    lanes, seen = Lanes(), []

    async def visit(number: int) -> None:
        async with lanes.of(SAM):
            seen.append((number, "in"))
            await asyncio.sleep(0)
            seen.append((number, "out"))

    await asyncio.gather(*(visit(number) for number in range(5)))

    assert seen == [(number, way) for number in range(5) for way in ("in", "out")]


async def test_accounts_do_not_wait_for_each_other() -> None:
    lanes = Lanes()

    async with lanes.of(SAM), asyncio.timeout(PATIENCE), lanes.of(KIM):
        pass


async def test_I9_a_lane_is_gone_when_nobody_is_in_it_whatever_happened() -> None:
    lanes = Lanes()

    async with lanes.of(SAM):
        waiting = asyncio.create_task(lanes.of(SAM).__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.wait([waiting])
    with pytest.raises(ZeroDivisionError):
        async with lanes.of(KIM):
            raise ZeroDivisionError

    assert len(lanes) == 0


async def test_F26_a_place_is_taken_when_it_is_asked_for_and_not_when_one_comes() -> None:
    lanes, seen = Lanes(), []
    first = lanes.of(SAM)

    async def come(name: str, place: Place) -> None:
        async with place:
            seen.append(name)

    await asyncio.gather(come("second", lanes.of(SAM)), come("first", first))

    assert seen == ["first", "second"]


async def test_F26_whoever_gives_up_waiting_lets_nobody_past_those_before() -> None:
    lanes = Lanes()

    async with lanes.of(SAM):
        impatient = asyncio.create_task(lanes.of(SAM).__aenter__())
        patient = asyncio.create_task(lanes.of(SAM).__aenter__())
        await asyncio.sleep(0)
        impatient.cancel()
        await asyncio.wait([impatient, patient], timeout=0.01)
        assert not patient.done()
    await patient

    assert len(lanes) == 1


def test_F26_a_detour_ends_with_the_last_message_that_went_on_it() -> None:
    detours = Detours()
    detours.begin_with(message(id=1))
    detours.begin_with(message(id=2))

    detours.end_with(message(id=1))
    between = SAM in detours
    detours.end_with(message(id=2))

    assert between
    assert SAM not in detours
    assert KIM not in detours


def test_I9_only_so_many_detours_are_remembered_the_youngest_ones() -> None:
    detours = Detours(most=2)

    for number, account in enumerate((SAM, KIM, Address("slack", "T1", "lee"))):
        detours.begin_with(message(id=number, to=account))

    assert len(detours) == 2
    assert SAM not in detours
