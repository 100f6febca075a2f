"""Lines from standard input, one at a time, without holding up the event loop.

A thread of its own reads the file descriptor: pipes, terminals and plain files alike. It reads
on only when the last line was taken, and a line that is too long is cut, never gathered.
"""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from itertools import chain

LONGEST_LINE = 256 * 1024
_CHUNK = 64 * 1024


async def lines(descriptor: int) -> AsyncIterator[bytes]:
    """The lines of a descriptor until its end, without their line ends.

    A line of more than ``LONGEST_LINE`` bytes comes cut off there.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes | None] = asyncio.Queue()
    taken = threading.Semaphore()

    def read() -> None:
        with suppress(OSError):  # whoever started us may have left it so that reads do not wait
            os.set_blocking(descriptor, True)
        with suppress(RuntimeError):  # the loop has closed: nobody listens any more
            for line in chain(_lines(descriptor), [None]):
                taken.acquire()
                loop.call_soon_threadsafe(queue.put_nowait, line)

    threading.Thread(target=read, name="keyboard", daemon=True).start()
    while (line := await queue.get()) is not None:
        taken.release()
        yield line


def _lines(descriptor: int) -> Iterator[bytes]:
    gathered = bytearray()
    while chunk := _read(descriptor):
        *whole, rest = chunk.split(b"\n")
        for piece in whole:
            gathered += piece
            yield bytes(gathered[:LONGEST_LINE].rstrip(b"\r"))
            gathered.clear()
        gathered += rest
        del gathered[LONGEST_LINE:]
    if gathered:
        yield bytes(gathered.rstrip(b"\r"))


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _CHUNK)
    except OSError:  # a terminal that went away is the end of the input
        return b""
