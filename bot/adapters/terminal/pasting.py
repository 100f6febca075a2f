"""Lines that are pasted together where a text is awaited: one text, and not an answer each.

Whoever pastes a paragraph into a terminal sends it line by line. Nobody types that fast.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable

from bot.adapters.terminal.keyboard import LONGEST_LINE

WITHIN = 0.1
"""Seconds in which the next line of a pasted text has come."""


async def together(
    lines: AsyncIterator[bytes], is_awaited: Callable[[bytes], bool], within: float = WITHIN
) -> AsyncGenerator[bytes, None]:
    """The lines; those that come at once where a text is awaited, as one with line ends in it.

    Args:
        lines: as they come.
        is_awaited: whether a text is awaited now, or begins in a line.
        within: seconds in which a line counts as coming with the one before.
    """
    coming: asyncio.Future[bytes | None] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(lines, None))
            line = await coming
            coming = None
            if line is None:
                return
            while is_awaited(line) and len(line) < LONGEST_LINE:
                coming = asyncio.ensure_future(anext(lines, None))
                done, _ = await asyncio.wait([coming], timeout=within)
                more = coming.result() if done else None
                if more is None:
                    break
                line, coming = line + b"\n" + more, None
            yield line
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.wait([coming])  # else the lines could not be closed
