"""What the machine under the program goes through: locks, full and slow disks, moved clocks.

Each comes for a while, and is put right again.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from bot.rehearsal.faults import Fault
from bot.rehearsal.world import World
from bot.store.rehearsed.onlooker import Locker

TICK = 0.5
"""Seconds between two opportunities for each of them."""

JUMPS = (
    timedelta(hours=1),
    timedelta(hours=-1),
    timedelta(days=1),
    timedelta(days=-1),
)


class Weather:
    """The machine.

    Attributes:
        is_full: the file cannot grow.
    """

    def __init__(self, world: World, locker: Locker, shaken: Callable[[], None]) -> None:
        self._world = world
        self._locker = locker
        self._shaken = shaken
        self._random = Random(f"{world.seed}/{world.episode}/machine")
        self._is_locked = False
        self._is_moved = False
        self._stuck = 0.0
        self.is_full = False
        self.is_next_day = False

    def writing(self) -> float:
        """Seconds until the writer takes its next steps."""
        stuck, self._stuck = self._stuck, 0.0
        return stuck + self._random.choice((0.0, 0.001, 0.005, 0.02, 0.08))

    def reading(self) -> float:
        """Seconds until a read begins."""
        return self._random.choice((0.0, 0.001, 0.01))

    def taken(self, waiting: int) -> int:
        """How many waiting steps share a commit."""
        return self._random.randint(1, waiting)

    def tick(self, times: float = 1) -> None:
        """Some time passes.

        Args:
            times: how much likelier than usual it brings anything.
        """
        fates = self._world.fates
        if not self._is_locked and (struck := fates.strikes(Fault.LOCK, times)) is not None:
            self._lock(struck.uniform(0.05, 1.2))
        if not self.is_full and (struck := fates.strikes(Fault.FULL, times)) is not None:
            self._fill(struck.uniform(0.2, 1.5))
        if (struck := fates.strikes(Fault.SLOW, times)) is not None:
            self._stuck = struck.choice((0.4, 0.8, 1.2, 2, 5))
            self._world.trace.fault(f"the database will be slow once: {self._stuck:.1f} s")
        if not self._is_moved and (struck := fates.strikes(Fault.JUMP, times)) is not None:
            self._jump(struck)

    def clear(self) -> None:
        """Put everything right."""
        self._unlock()
        self._empty()
        self._right()

    def let_a_day_pass(self) -> None:
        """Nothing happens for a day."""
        self._world.trace.fault("a day passes")
        self.is_next_day = True
        self._world.clock.move(timedelta(hours=26))
        self._shaken()

    def _lock(self, seconds: float) -> None:
        self._world.trace.fault(f"somebody locks the database for {seconds:.1f} s")
        self._locker.hold()
        self._is_locked = True
        self._world.later(seconds, self._unlock)

    def _unlock(self) -> None:
        if self._is_locked:
            self._locker.release()
            self._is_locked = False
            self._world.trace.fault("the database is free again")

    def _fill(self, seconds: float) -> None:
        self._world.trace.fault(f"the disk is full for {seconds:.1f} s")
        self.is_full = True
        self._world.later(seconds, self._empty)

    def _empty(self) -> None:
        if self.is_full:
            self.is_full = False
            self._world.trace.fault("the disk has room again")

    def _jump(self, struck: Random) -> None:
        span, seconds = struck.choice(JUMPS), struck.uniform(0.5, 8)
        self._world.trace.fault(f"the clock is moved by {span} for {seconds:.1f} s")
        self._is_moved = True
        self._world.clock.move(span)
        self._shaken()
        self._world.later(seconds, self._right)

    def _right(self) -> None:
        if self._is_moved:
            self._is_moved = False
            self._world.clock.move(timedelta())
            self._shaken()
            self._world.trace.fault("the clock is right again")
