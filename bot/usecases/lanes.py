"""One at a time for each account, in the order of asking."""

import asyncio
from dataclasses import dataclass
from types import TracebackType

from bot.ports.inbound import Address


@dataclass(slots=True, eq=False)
class Lane:
    """One account's.

    Attributes:
        stopped: the last message that was tried was refused, and none may overtake it.
        asked: how many places there are that nobody has left.
        last: done when whoever asked last has left.
    """

    stopped: bool = False
    asked: int = 0
    last: asyncio.Future[None] | None = None


class Lanes:
    """A lane for each account that somebody sends to; it is gone when nobody does (I9)."""

    def __init__(self) -> None:
        self._lanes: dict[Address, Lane] = {}

    def of(self, account: Address) -> "Place":
        """A place behind those who asked before, at once: the order is that of these calls.

        Whoever asks must also come: ``async with`` waits for the place, and leaves it.
        """
        return Place(self._lanes, account)

    def __len__(self) -> int:
        return len(self._lanes)


class Place:
    """Where one of them stands; inside they are alone with the account."""

    def __init__(self, lanes: dict[Address, Lane], account: Address) -> None:
        self._lanes = lanes
        self._account = account
        self._lane = lanes.setdefault(account, Lane())
        self._lane.asked += 1
        self._before = self._lane.last
        self._left = self._lane.last = asyncio.get_running_loop().create_future()

    async def __aenter__(self) -> Lane:
        try:
            if self._before is not None:
                await asyncio.shield(self._before)
        except asyncio.CancelledError:
            self._leave()
            raise
        return self._lane

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        """Make room; whoever gave up waiting makes it when those before have left."""
        self._lane.asked -= 1
        if not self._lane.asked:
            del self._lanes[self._account]
        if self._before is None or self._before.done():
            self._left.set_result(None)
        else:
            self._before.add_done_callback(lambda _: self._left.set_result(None))
