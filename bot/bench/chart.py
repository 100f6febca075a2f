"""The picture of a summary, from its shares to the bytes of a PNG file.

Drawing holds the interpreter lock, so everybody waits for it.
"""

from collections.abc import Sequence
from time import perf_counter

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, counted, quantile, spread
from bot.bench.walks import walk
from bot.cards import Bar
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.paths import content_folder

MILLISECONDS = 1_000
PICTURES = 5
"""So many are drawn where the mixture of ``advance`` is gone through once."""
TITLE = "How your answers fit the five roles"


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """The median picture in milliseconds, per round."""
    bars = summed_up(load(content_folder()))
    number = PICTURES * sizes.passes
    halves = counted(
        sizes.rounds, sizes.spare, lambda: quantile(_times(bars, number), 0.5), tell
    )
    return Measured(figures={"p50": spread(halves)})


def summed_up(catalog: Catalog) -> Sequence[Bar]:
    """What there is to draw at the end of a walk."""
    *_, (_, card) = walk(catalog)
    return card.chart


def _times(bars: Sequence[Bar], number: int) -> list[float]:
    """Milliseconds of each picture."""
    from bot.charts.drawing import to_png

    times = []
    for _ in range(number):
        start = perf_counter()
        to_png(bars, TITLE)
        times.append((perf_counter() - start) * MILLISECONDS)
    return times


BENCHMARK = Benchmark(
    name="chart",
    says="a summary's shares as a PNG file",
    unit="ms",
    figures=("p50",),
    has_floor=False,
    measure=measure,
)
