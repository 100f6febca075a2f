"""What happened, line by line, as somebody reads it who looks for a bug.

Facts are what people, the store and the platforms did; faults are what was done to them.
Only facts are compared and hashed: whether a fault changes anything is to be found out.
"""

import asyncio
from collections.abc import Sequence
from hashlib import blake2b

from bot.rehearsal.clock import SimulatedClock


class Trace:
    """The lines of one episode.

    Args:
        loop: stops as soon as something else happens than was expected.
        clock: whose true time stands before each line.
        expected: facts of another run.

    Attributes:
        facts: so far, in order.
        differs: something else happened than was expected.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: SimulatedClock,
        expected: Sequence[str] | None = None,
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._expected = expected
        self._lines: list[str] = []
        self._closed = False
        self.facts: list[str] = []
        self.differs = False

    def fact(self, told: str) -> None:
        """Note what was done."""
        if self._closed:
            return
        line = self._line(told)
        if self._expected is not None and not self.differs:
            here = len(self.facts)
            self.differs = here >= len(self._expected) or self._expected[here] != line
            if self.differs:
                self._loop.stop()
        self.facts.append(line)
        self._lines.append(line)

    def fault(self, told: str) -> None:
        """Note what was done to somebody."""
        if not self._closed:
            self._lines.append(self._line(f"! {told}"))

    def close(self) -> None:
        """What comes now is no part of it."""
        self._closed = True
        if self._expected is not None and len(self.facts) < len(self._expected):
            self.differs = True

    def last(self, number: int) -> tuple[str, ...]:
        """The last lines."""
        return tuple(self._lines[-number:])

    def digest(self) -> str:
        """One word for all that was done."""
        return blake2b("\n".join(self.facts).encode(), digest_size=16).hexdigest()

    def _line(self, told: str) -> str:
        return f"{self._clock.true_time():%a %d %b %H:%M:%S.%f} {told}"
