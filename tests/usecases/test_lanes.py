import asyncio

import pytest

from bot.ports.inbound import Address
from bot.usecases.lanes import Lanes, Place

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

    async with lanes.of(SAM), asyncio.timeout(1), lanes.of(KIM):
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


async def test_what_one_notes_in_a_lane_is_known_to_those_behind_and_to_nobody_later() -> None:
    lanes = Lanes()
    behind = lanes.of(SAM)

    async with behind as lane:
        lane.stopped = True
        waiting = lanes.of(SAM)
    async with waiting as lane:
        assert lane.stopped
    async with lanes.of(SAM) as lane:
        assert not lane.stopped
