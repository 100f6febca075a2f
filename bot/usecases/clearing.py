"""Takes off a platform what stands there of people whom we know no more (F68).

The names of their files are kept until the platform has deleted them, whoever forgot the
people: they themselves, the operator, or the end of what is kept. So a file outlives neither a
restart nor a refusal.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.errors import DeliveryError, Refusal, StoreError
from bot.ports.accounts import Leftovers

AGAIN = 600.0
"""Seconds until the next look for what another program left, or the platform refused."""

GONE = (None, Refusal.EXPIRED)
"""What became of a file that is there no more; it may have been deleted before."""

LATER_ALL = (Refusal.BUSY, Refusal.LIMITED, Refusal.LOST, Refusal.REVOKED)
"""Refusals that the next file would meet as well."""

log = logging.getLogger(__name__)


class Clearing:
    """Deletes the files of one community, or of a platform without any.

    Args:
        leftovers: which files are still to go.
        platform: where.
        workspace: of the people; empty where the platform has none.
        delete: deletes a file there; raises ``DeliveryError``, ``EXPIRED`` if it is gone.
    """

    def __init__(
        self,
        leftovers: Leftovers,
        platform: str,
        workspace: str,
        delete: Callable[[str], Awaitable[object]],
    ) -> None:
        self._leftovers = leftovers
        self._platform = platform
        self._workspace = workspace
        self._delete = delete
        self._wanted = asyncio.Event()

    def wake(self) -> None:
        """Somebody was forgotten just now, or others may see less of them."""
        self._wanted.set()

    async def work(self) -> None:
        """Delete whatever is left, now and whenever there is more, until cancelled."""
        while True:
            self._wanted.clear()
            await self.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(AGAIN):
                    await self._wanted.wait()

    async def clear(self) -> None:
        """Delete what is left now; what cannot be deleted yet stays for the next time."""
        try:
            for file in await self._leftovers.leftovers(self._platform, self._workspace):
                became = await self._tried(file)
                if became in GONE:
                    await self._leftovers.cleared(self._platform, self._workspace, file)
                elif became in LATER_ALL:
                    break
        except StoreError:
            log.info("files of people who were forgotten wait for the database")

    async def _tried(self, file: str) -> Refusal | None:
        """Delete one; why that was refused, if it was. It holds up no other (F25)."""
        try:
            await self._delete(file)
        except DeliveryError as problem:
            if problem.refusal not in GONE:
                log.warning("a file of somebody who was forgotten stays for now: %s", problem)
            return problem.refusal
        return None
