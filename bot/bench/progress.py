"""Where the run is: a bar on a terminal, lines elsewhere, always on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import Progress

from bot.bench.measured import Benchmark, Tell


class Teller(Protocol):
    """Whoever shows the progress."""

    def begin(self, benchmark: Benchmark) -> Tell:
        """A measurement begins; what comes back is told of its rounds."""
        ...


@contextmanager
def teller(console: Console) -> Iterator[Teller]:
    """The right one for this console."""
    if not console.is_terminal:
        yield Lines(console)
        return
    # Drawn between rounds only: a thread that draws would take its share of what we measure.
    with Progress(console=console, auto_refresh=False, transient=True) as progress:
        yield Bars(progress)


class Lines:
    """One line per measurement."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def begin(self, benchmark: Benchmark) -> Tell:
        """Print the line."""
        line = f"{benchmark.name}: {benchmark.says}"
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)
        return lambda _done, _of: None


class Bars:
    """A bar per measurement."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def begin(self, benchmark: Benchmark) -> Tell:
        """Add the bar."""
        task = self._progress.add_task(benchmark.name)

        def tell(done: int, of: int) -> None:
            self._progress.update(task, completed=done, total=of, refresh=True)

        return tell
