"""Messages of one account keep their order: one at a time, and none past one that waits."""

import asyncio
from dataclasses import dataclass
from types import TracebackType

from bot.ports.inbound import Address
from bot.ports.outbox import Message

MOST_DETOURS = 10_000
"""So many accounts are remembered at most (I9); each is forgotten after its next attempt."""


@dataclass(slots=True, eq=False)
class Lane:
    """One account's.

    Attributes:
        asked: how many places there are that nobody has left.
        last: done when whoever asked last has left.
    """

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

    async def __aenter__(self) -> None:
        try:
            if self._before is not None:
                await asyncio.shield(self._before)
        except asyncio.CancelledError:
            self._leave()
            raise

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


class Detours:
    """Accounts whose messages go the long way, because an earlier one waits there (F26).

    The outbox knows it, too; but a turn may have been committed before it did.
    """

    def __init__(self, most: int = MOST_DETOURS) -> None:
        self._most = most
        self._last: dict[Address, int] = {}

    def begin_with(self, message: Message) -> None:
        """This message waits, and so does whatever is said to its account from now on."""
        self._last.pop(message.to, None)
        self._last[message.to] = message.id
        if len(self._last) > self._most:
            del self._last[next(iter(self._last))]

    def end_with(self, message: Message) -> None:
        """This message is tried on the long way; behind the last one the fast way is open."""
        if self._last.get(message.to, 0) <= message.id:
            self._last.pop(message.to, None)

    def __contains__(self, account: Address) -> bool:
        return account in self._last

    def __len__(self) -> int:
        return len(self._last)
