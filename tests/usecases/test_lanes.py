import asyncio

import pytest

from bot.ports.inbound import Address
from bot.usecases.lanes import Lanes

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
