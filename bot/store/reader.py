"""Reads beside the writer: they see what is committed, and block nobody."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine

T = TypeVar("T")

AT_ONCE = 4
"""So many reads run at once; a long one, as of an export, leaves room for the others."""


class Reader(Protocol):
    """Whoever runs steps that only read."""

    async def run(self, step: Callable[[Connection], T]) -> T:
        """Run one step; all that it reads is of one moment."""
        ...

    async def close(self) -> None:
        """Let go of the file."""
        ...


class ReaderThreads:
    """A few threads, each read on a connection of the engine's pool."""

    def __init__(self, engine: Engine, at_once: int = AT_ONCE) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="store-reader")

    async def run(self, step: Callable[[Connection], T]) -> T:
        """See ``Reader.run``."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, step)

    async def close(self) -> None:
        """See ``Reader.close``."""
        await asyncio.to_thread(self._threads.shutdown)
        self._engine.dispose()

    def _run(self, step: Callable[[Connection], T]) -> T:
        with self._engine.begin() as connection:
            return step(connection)
