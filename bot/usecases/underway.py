"""What is on its way: tasks that somebody began and nobody awaits."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

NAME = "underway"
"""What these tasks are called, for whoever looks at a running program."""

log = logging.getLogger(__name__)


class Underway:
    """Tasks, kept until they end; how they end badly is told, without words (I8).

    Args:
        what: they carry, for the operator.
        ended: called after each.
    """

    def __init__(self, what: str, ended: Callable[[], None] = lambda: None) -> None:
        self._what = what
        self._after = ended
        self._tasks: set[asyncio.Task[object]] = set()

    def begin(self, coroutine: Coroutine[Any, Any, object]) -> None:
        """Begin one."""
        task = asyncio.create_task(coroutine, name=NAME)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def settled(self) -> None:
        """Wait until all have come to their end."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self, grace: float) -> None:
        """Let them arrive for so many seconds; whatever is left is cancelled."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        await self.settled()

    def __len__(self) -> int:
        return len(self._tasks)

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.warning("%s: %s", self._what, type(task.exception()).__name__)
        self._after()
