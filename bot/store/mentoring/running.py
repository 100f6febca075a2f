"""What the ports of mentoring run their steps with, in the file of the store."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from bot.ports.clock import Clock

T = TypeVar("T")


class Runs(Protocol):
    """Runs a step of the store's; its problems come back as sentences."""

    async def __call__(self, step: Callable[[Connection], T], /) -> T:
        """What the step returned, of what is committed."""
        ...


class Running:
    """Holds it.

    Args:
        write: runs steps that write, in turn with all others.
        read: runs steps that only read, beside them.
        clock: when things happen.
    """

    def __init__(self, write: Runs, read: Runs, clock: Clock) -> None:
        self._write = write
        self._read = read
        self._clock = clock
