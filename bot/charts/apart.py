"""Draws in a process of its own, so that nobody else waits for it (I6)."""

import asyncio
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

LONGEST = 10.0
"""Seconds after which a picture is given up."""

BRUSH = Path(__file__).with_name("brush.py")


async def png(svg: str, fonts: Sequence[str], brush: Path = BRUSH) -> bytes | None:
    """The document as a PNG file, of the same bytes as ``brush.png`` gives.

    Args:
        svg: the document.
        fonts: the files of the fonts that it may use.
        brush: the program that draws.

    Returns:
        None if it cannot be drawn now; then the operator is told.
    """
    try:
        # "-P": the program's own folder is none to import from.
        drawing = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", str(brush), *fonts),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )
        async with asyncio.timeout(LONGEST):
            drawn = await _drawn(drawing, svg)
    except (OSError, TimeoutError) as problem:
        log.warning("a picture was not drawn: %s", type(problem).__name__)
        return None
    if drawing.returncode or not drawn:
        log.warning("a picture was not drawn: its process ended with %s", drawing.returncode)
        return None
    return drawn


async def _drawn(drawing: Process, svg: str) -> bytes:
    """What the program puts out; it ends also where nobody waits for it any more."""
    try:
        drawn, _ = await drawing.communicate(svg.encode())
    finally:
        if drawing.returncode is None:
            with suppress(ProcessLookupError):  # it ended just now
                drawing.kill()
            await drawing.wait()
    return drawn
