"""What happened, line by line, as somebody reads it who looks for a bug.

Facts are what people, the store and the platforms did; faults are what was done to them.
Only facts are compared and hashed: whether a fault changes anything is to be found out.
"""

import asyncio
from collections.abc import Sequence
from hashlib import blake2b

from bot.rehearsal.clock import START


class Trace:
    """The lines of one episode.

    Args:
        loop: whose time stands before each line.
        expected: facts of another run; the loop stops as soon as something else happens.

    Attributes:
        facts: so far, in order.
        differs: something else happened than was expected.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, expected: Sequence[str] | None = None
    ) -> None:
        self._loop = loop
        self._expected = expected
        self._lines: list[str] = []
        self._closed = False
        self.facts: list[str] = []
        self.differs = False

    def fact(self, told: str) -> None:
        """Note what was done."""
        if self._closed:
            return
        line = f"{self._loop.time():.3f} {told}"
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
            self._lines.append(f"{self._loop.time():.3f} ! {told}")

    def close(self) -> None:
        """What comes now is no part of it."""
        self._closed = True
        if self._expected is not None and len(self.facts) < len(self._expected):
            self.differs = True

    def last(self, number: int) -> tuple[str, ...]:
        """The last lines, with the time of day."""
        return tuple(_readable(line) for line in self._lines[-number:])

    def digest(self) -> str:
        """One word for all that was done."""
        return blake2b("\n".join(self.facts).encode(), digest_size=16).hexdigest()


def _readable(line: str) -> str:
    at, _, told = line.partition(" ")
    whole = START.hour * 3600 + float(at)
    hours, minutes, seconds = int(whole // 3600), int(whole // 60 % 60), whole % 60
    return f"{hours:02}:{minutes:02}:{seconds:06.3f} {told}"
