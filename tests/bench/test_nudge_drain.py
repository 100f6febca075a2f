import asyncio
from random import Random
from typing import Any

import pytest

from bot.bench.limits import DISCORD, EVERYTHING, Limit, Platform
from bot.bench.measured import QUICK
from bot.bench.nudge_drain import REFUSED, drained
from bot.errors import DeliveryError, Refusal
from bot.rehearsal.clock import START, SimulatedClock
from bot.rehearsal.loop import SimulatedLoop

pytestmark = pytest.mark.thorough

MANY = 200


def test_a_drain_takes_hardly_longer_than_the_limits_allow_and_nothing_is_refused() -> None:
    found = drained(MANY)

    assert all(1.0 < ratio < 1.12 for ratio in found.ratios.values()), found.ratios
    assert found.refused == 0


def test_refused_requests_are_counted_and_there_may_be_none() -> None:
    measured = REFUSED.measure(QUICK, lambda _done, _of: None)

    assert measured.headline.middle == 0


def test_a_platform_refuses_what_is_one_too_many_and_says_when_to_come_again() -> None:
    async def asks(platform: Platform) -> list[DeliveryError | None]:
        every = (platform.ask("message", f"{number}") for number in range(EVERYTHING.most + 1))
        return await asyncio.gather(*every, return_exceptions=True)  # type: ignore[return-value]

    platform, ended = simulated(asks)

    refused = [one for one in ended if one is not None]
    assert [one.refusal for one in refused] == [Refusal.LIMITED]
    assert 1.0 <= (refused[0].retry_at - START).total_seconds() < 1.3
    assert platform.refused == {("message", EVERYTHING): 1}
    assert len(platform.taken) == EVERYTHING.most


def test_a_channel_is_counted_by_itself_and_is_free_again_when_its_span_is_over() -> None:
    async def asks(platform: Platform) -> None:
        for _ in range(5):
            await platform.ask("message", "one")
        await platform.ask("message", "other")
        await asyncio.sleep(5.0)
        await platform.ask("message", "one")

    platform, _ = simulated(asks)

    assert platform.refused == {}


def test_what_limits_allow_is_their_rate() -> None:
    assert Limit(50, 1.0).allows(2_500) == 50.0


def simulated(asks: Any) -> tuple[Platform, Any]:
    """A Discord, and what came of it, on a clock of its own."""

    async def run() -> tuple[Platform, Any]:
        platform = Platform(SimulatedClock(asyncio.get_running_loop()), DISCORD, Random(1))
        return platform, await asks(platform)

    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(run())
