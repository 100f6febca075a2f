"""How the commands of an operator speak: short lines, a bar where somebody looks on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console() -> "Console":
    """Standard output; what it cannot show is replaced."""
    from rich.console import Console

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False)


def tell(console: "Console", colour: str, kind: str, said: str) -> None:
    """One finding; a terminal breaks it between words, a file keeps it on one line."""
    from rich.text import Text

    told = Text.assemble((kind, colour), " ", said)
    console.print(told, soft_wrap=not console.is_terminal)


def counted(number: int, what: str) -> str:
    """A number and its noun."""
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def people(number: int) -> str:
    """How many people."""
    return "1 person" if number == 1 else f"{number:,} people"


@contextmanager
def bar(console: "Console", doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere.

    What is yielded takes how much is left, and of how much; with nothing left the bar goes.
    """
    from rich.progress import BarColumn, Progress, TaskProgressColumn

    columns = (doing, BarColumn(bar_width=None), TaskProgressColumn())
    shown = console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=not shown) as progress:
        task = progress.add_task("")

        def move(left: int, total: int) -> None:
            progress.update(task, total=total, completed=total - left)
            if not left:
                progress.stop()

        yield move
