"""What platforms take, as data, and a platform that takes no more.

Discord writes that an application may ask fifty times a second, and was seen to tell, in its
headers, that a channel takes five messages, and five edits, in five seconds. Slack writes that
a channel takes one message a second and a workspace several hundred a minute; we count on six
hundred. Its ``chat.update`` is of Tier 3: fifty a minute and more.
"""

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from bot.errors import DeliveryError, Refusal
from bot.ports.clock import Clock

THERE, BACK = (0.03, 0.07), (0.05, 0.15)
"""Seconds that a request is on its way, and an answer, at least and at most."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in any such span, of all channels together or of each.

    Attributes:
        most: how many.
        seconds: the span.
        each: whether every channel is counted by itself.
    """

    most: int
    seconds: float
    each: bool = False

    def allows(self, many: int) -> float:
        """Seconds for so many requests that go on and on, whatever is taken at first."""
        return many / self.most * self.seconds


EVERYTHING = Limit(50, 1.0)
DISCORD: Mapping[str, Sequence[Limit]] = {
    "message": (EVERYTHING, Limit(5, 5.0, each=True)),
    "edit": (EVERYTHING, Limit(5, 5.0, each=True)),
}
POSTS = Limit(600, 60.0)
SLACK: Mapping[str, Sequence[Limit]] = {
    "message": (POSTS, Limit(1, 1.0, each=True)),
    "edit": (Limit(50, 60.0),),
}
"""By what is asked for. One limit that stands at two of them counts both together."""


class Platform:
    """Takes requests as they arrive, and refuses those that are too many.

    Args:
        clock: says when to come again.
        limits: what it takes.
        random: how long requests are on their way.

    Attributes:
        taken: when each message was taken, by the loop's time.
        refused: how many requests were too many, by what they asked for and the limit.
    """

    def __init__(
        self, clock: Clock, limits: Mapping[str, Sequence[Limit]], random: Random
    ) -> None:
        self.taken: list[float] = []
        self.refused: Counter[tuple[str, Limit]] = Counter()
        self._clock = clock
        self._limits = limits
        self._random = random
        self._before: defaultdict[tuple[object, ...], deque[float]] = defaultdict(deque)

    async def ask(self, what: str, channel: str) -> None:
        """One request.

        Raises:
            DeliveryError: ``LIMITED``, with the moment from which on it would be taken.
        """
        await asyncio.sleep(self._random.uniform(*THERE))
        now = asyncio.get_running_loop().time()
        windows = list(self._windows(what, channel, now))
        full = [(limit, seen) for limit, seen in windows if len(seen) >= limit.most]
        if not full:
            for _, seen in windows:
                seen.append(now)
            if what == "message":
                self.taken.append(now)
        await asyncio.sleep(self._random.uniform(*BACK))
        for limit, seen in full:
            self.refused[what, limit] += 1
            wait = timedelta(seconds=seen[0] + limit.seconds - now)
            raise DeliveryError("too many", Refusal.LIMITED, self._clock.now() + wait)

    def _windows(
        self, what: str, channel: str, now: float
    ) -> Iterator[tuple[Limit, deque[float]]]:
        """What each limit of such a request has seen in its span."""
        for limit in self._limits[what]:
            seen = self._before[(what, limit, channel) if limit.each else (limit,)]
            while seen and seen[0] <= now - limit.seconds:
                seen.popleft()
            yield limit, seen
