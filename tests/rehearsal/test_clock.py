import asyncio
from contextlib import closing
from datetime import timedelta

from bot.rehearsal.clock import START, SimulatedClock
from bot.rehearsal.loop import SimulatedLoop

HOUR = timedelta(hours=1)


def test_the_clock_goes_with_the_loop_and_a_moved_one_leaves_the_true_time_alone() -> None:
    with closing(SimulatedLoop()) as loop:
        clock = SimulatedClock(loop)
        loop.run_until_complete(asyncio.sleep(60))

        clock.move(-HOUR)

        assert clock.true_time() == START + timedelta(minutes=1)
        assert clock.now() == clock.true_time() - HOUR
        clock.move(timedelta())
        assert clock.now() == clock.true_time()
        assert clock.moves == 2
