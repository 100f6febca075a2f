"""The pictures of a summary and of twelve weeks, from their values to the bytes of a PNG file.

A program that serves many draws in a process of its own, so that nobody else waits; that costs
whoever asked the start of the process as well, which is not counted here.
"""

from collections.abc import Callable, Sequence
from itertools import cycle
from time import perf_counter

from bot.bench.measured import Benchmark, Measured, Sizes, Tell, counted, quantile, spread
from bot.bench.walks import walk
from bot.cards import Bar, WeekMark
from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.engine.plans.rhythm import WEEKS_SHOWN, Mark
from bot.paths import content_folder

MILLISECONDS = 1_000
PICTURES = 5
"""So many are drawn where the mixture of ``advance`` is gone through once."""
TITLE = "How your answers fit the five roles"


def measure(sizes: Sizes, tell: Tell) -> Measured:
    """The median picture of each kind in milliseconds, per round."""
    from bot.charts import drawing, weeks

    catalog = load(content_folder())
    bars, lived = summed_up(catalog), a_season(catalog)
    words = weeks.WeekWords(TITLE, {mark: mark for mark in Mark}, TITLE)
    number = PICTURES * sizes.passes

    def halves() -> tuple[float, float]:
        of_shares = _times(lambda: drawing.to_png(bars, TITLE), number)
        of_weeks = _times(lambda: weeks.to_png(lived, words), number)
        return quantile(of_shares, 0.5), quantile(of_weeks, 0.5)

    shares, seasons = zip(*counted(sizes.rounds, sizes.spare, halves, tell), strict=True)
    return Measured(figures={"p50": spread(shares), "weeks": spread(seasons)})


def summed_up(catalog: Catalog) -> Sequence[Bar]:
    """What there is to draw at the end of a walk."""
    *_, (_, card) = walk(catalog)
    return card.chart


def a_season(catalog: Catalog) -> Sequence[WeekMark]:
    """Twelve weeks on the way to the first role, with every mark."""
    ladder = next(iter(catalog.roles.values())).ladder
    marks = zip(ladder[:WEEKS_SHOWN], cycle(Mark), strict=False)
    return [
        WeekMark(number, step.topic, mark, kept=mark not in (Mark.QUIET, Mark.REST))
        for number, (step, mark) in enumerate(marks, start=1)
    ]


def _times(draw: Callable[[], bytes], number: int) -> list[float]:
    """Milliseconds of each picture."""
    times = []
    for _ in range(number):
        start = perf_counter()
        draw()
        times.append((perf_counter() - start) * MILLISECONDS)
    return times


BENCHMARK = Benchmark(
    name="chart",
    says="a summary's shares, and twelve weeks, as a PNG file",
    unit="ms",
    figures=("p50", "weeks"),
    has_floor=False,
    measure=measure,
)
