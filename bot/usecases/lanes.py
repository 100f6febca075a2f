"""One at a time for each account, in the order of asking."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.ports.inbound import Address


@dataclass(slots=True)
class _Lane:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0


class Lanes:
    """A lane for each account that somebody sends to; it is gone when nobody does (I9)."""

    def __init__(self) -> None:
        self._lanes: dict[Address, _Lane] = {}

    @asynccontextmanager
    async def of(self, account: Address) -> AsyncIterator[None]:
        """Be alone with this account, after those who asked before."""
        lane = self._lanes.setdefault(account, _Lane())
        lane.inside += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.inside -= 1
            if not lane.inside:
                del self._lanes[account]

    def __len__(self) -> int:
        return len(self._lanes)
