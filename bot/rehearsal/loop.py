"""An event loop that never waits: when nothing is left to do, its clock moves on.

The clock is what ``time()`` says, so every timeout and pause of the program follows it. No
threads, no network: whatever is ready runs in the order in which it became ready.
"""

import asyncio
import selectors
from collections.abc import Mapping
from typing import Any

MOST_AT_ONE_MOMENT = 100_000
"""Who does so much while no time passes turns in a circle."""


class Stalled(RuntimeError):
    """Everybody waits for something that nobody will do, or somebody never waits."""


class _Leaping(selectors.BaseSelector):
    """Waits by moving the clock.

    Attributes:
        now: seconds since the loop began.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self._keys: dict[Any, selectors.SelectorKey] = {}
        self._at_this_moment = 0

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        """Only the loop's own pipe comes here; nothing ever arrives on it."""
        key = selectors.SelectorKey(fileobj, int(fileobj), events, data)
        self._keys[fileobj] = key
        return key

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        """See ``register``."""
        return self._keys.pop(fileobj)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Pass the time until the next timer."""
        if timeout is None:
            raise Stalled("nobody will wake anybody any more")
        if timeout > 0:
            self.now += timeout
            self._at_this_moment = 0
        self._at_this_moment += 1
        if self._at_this_moment > MOST_AT_ONE_MOMENT:
            raise Stalled("no time passes any more")
        return []

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        """See ``register``."""
        return self._keys


class SimulatedLoop(asyncio.SelectorEventLoop):
    """A loop on a clock of its own, which begins at 0."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        """Simulated seconds since the loop began."""
        return self._leaping.now
