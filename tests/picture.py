"""Draw a real conversation as an SVG picture: ``python -m tests.picture FILE``.

The program plays the end of a story on a screen that records, and the recording is drawn.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

from rich.console import Console

from bot.adapters.terminal.screen import Screen
from bot.adapters.terminal.talk import Talk
from bot.catalog.loader import load
from bot.clock import SystemClock
from bot.paths import content_folder, migrations_folder
from bot.ports.inbound import Address
from bot.store.sqlite import open_store
from bot.usecases.composing import Composer
from bot.usecases.delivery import Delivery
from tests.stories.story import FOLDER, steps

WIDTH = 74
RECORDED_STEPS = 2
"""So many steps at the end of the story are recorded."""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"
     role="img" aria-label="The end of a conversation in a terminal">
<style>
{styles}
.{unique_id}-matrix {{ font: {char_height}px ui-monospace, Menlo, Consolas, monospace;
  line-height: {line_height}px; }}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})"
   clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g>
</svg>
"""


async def drawn() -> str:
    """The picture, as SVG."""
    console = Console(
        file=StringIO(), record=True, width=WIDTH, force_terminal=True, color_system="truecolor"
    )
    catalog = load(content_folder())

    async def lines() -> AsyncIterator[bytes]:
        story = steps(FOLDER / "an_analyst.story")
        for number, step in enumerate(story):
            if number == len(story) - RECORDED_STEPS:
                console.export_text(clear=True)
                console.print("[bold green]> [/]", end="")  # the prompt that was cleared
            yield (step.button or step.does).encode()

    with tempfile.TemporaryDirectory() as folder:
        clock = SystemClock()
        store = open_store(
            f"sqlite+aiosqlite:///{folder}/picture.db", migrations_folder(), clock
        )
        sam = Address("terminal", "", "sam")
        delivery = Delivery(store, Composer(store, catalog), clock, routes={})
        screen = Screen(console, catalog, Path(folder), echoes=True)
        await Talk(store, delivery, catalog, clock, sam, screen).run(lines())
        await store.close()
    return console.export_svg(title="whichrole", code_format=DRAWING, unique_id="talk")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(asyncio.run(drawn()))
