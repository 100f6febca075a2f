import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.rehearsal.loop import SimulatedLoop, Stalled


@pytest.fixture
def loop() -> Iterator[SimulatedLoop]:
    with closing(SimulatedLoop()) as loop:
        yield loop


def test_a_day_of_waiting_takes_no_time_and_is_a_day_on_the_loops_clock(
    loop: SimulatedLoop,
) -> None:
    loop.run_until_complete(asyncio.sleep(86_400))

    assert loop.time() == pytest.approx(86_400)


def test_who_waits_less_wakes_first(loop: SimulatedLoop) -> None:
    woken: list[str] = []

    async def wait(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        woken.append(name)

    async def both() -> None:
        await asyncio.gather(wait("long", 3), wait("short", 1), wait("middle", 2))

    loop.run_until_complete(both())

    assert woken == ["short", "middle", "long"]


def test_a_timeout_follows_the_loops_clock(loop: SimulatedLoop) -> None:
    async def impatient() -> float:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(7):
                await asyncio.sleep(100)
        return loop.time()

    assert loop.run_until_complete(impatient()) == pytest.approx(7)


def test_when_nobody_will_wake_anybody_the_loop_says_so(loop: SimulatedLoop) -> None:
    with pytest.raises(Stalled, match="nobody will wake"):
        loop.run_until_complete(loop.create_future())


def test_who_turns_in_a_circle_is_told(
    loop: SimulatedLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.rehearsal.loop.MOST_AT_ONE_MOMENT", 100)

    def circle() -> None:
        loop.call_soon(circle)

    loop.call_soon(circle)

    with pytest.raises(Stalled, match="no time passes"):
        loop.run_forever()
