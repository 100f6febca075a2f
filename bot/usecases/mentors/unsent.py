"""Words that went to nobody yet: the card that shows them asks for whom they are.

They are for a mentor, or a mentor's note about a mentee.

A button has no room for them, so they are held here, in memory, for a while. After a restart
the press says that they are gone, as they are when they were sent.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from bot.ports.clock import Clock
from bot.ports.mentors import Mentor

Key = TypeVar("Key")
"""Says whose words they are, and about what."""

HELD_FOR = timedelta(hours=1)
MOST_HELD = 1_000
"""So many are held (I9), the latest."""


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody wrote.

    Attributes:
        words: as they were typed.
        for_one: the mentors with whose names they may begin.
        at: when.
    """

    words: str
    for_one: Sequence[Mentor]
    at: datetime


class Unsent(Generic[Key]):
    """The last words of each.

    Args:
        clock: what time it is.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: OrderedDict[Key, Held] = OrderedDict()

    def hold(self, key: Key, words: str, for_one: Sequence[Mentor] = ()) -> None:
        """Take the place of those of before; what is too old is forgotten with it."""
        self.let_go(key)
        self._held[key] = Held(words, for_one, self._clock.now())
        oldest = self._clock.now() - HELD_FOR
        while len(self._held) > MOST_HELD or next(iter(self._held.values())).at < oldest:
            self._held.popitem(last=False)

    def held(self, key: Key) -> Held | None:
        """What was written last and has gone to nobody; None if nothing waits."""
        found = self._held.get(key)
        is_there = found is not None and self._clock.now() - found.at <= HELD_FOR
        return found if is_there else None

    def let_go(self, key: Key) -> None:
        """They are sent, or not wanted."""
        self._held.pop(key, None)
