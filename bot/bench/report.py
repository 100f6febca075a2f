"""The figures as a table for people, and as JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.table import Table

from bot.bench.bars import Bar
from bot.bench.measured import RATIO, Benchmark, Measured, Spread

WIDE = 112
"""Characters from which on the lowest and highest rounds are shown, too."""

THOUSANDS = 1_000

ENDS = frozenset({"from-to", "ratio from-to"})

COLUMNS: dict[str, Literal["left", "right"]] = {
    "name": "left",
    "measured": "right",
    "from-to": "left",
    "unit": "left",
    "floor": "right",
    "ratio": "right",
    "ratio from-to": "left",
    "bar": "right",
    "verdict": "left",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measurement that was made, and the bars that speak of it."""

    benchmark: Benchmark
    measured: Measured
    bars: tuple[Bar, ...] = ()

    def missed(self) -> list[Bar]:
        """The bars that do not hold."""
        return [bar for bar in self.bars if not bar.kept(self.measured)]


def as_json(machine: Mapping[str, Any], outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """One object: the machine, and per measurement its headline, floor, ratio and figures."""
    return {"machine": dict(machine), "measurements": [_object(one) for one in outcomes]}


def as_table(machine: Mapping[str, Any], outcomes: Sequence[Outcome], width: int) -> Table:
    """One row per figure: medians of the rounds, and their ends where there is room."""
    table = Table(
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        caption=", ".join(f"{name} {value}" for name, value in machine.items()),
        caption_justify="left",
    )
    rows = [_row(one, figure) for one in outcomes for figure in one.benchmark.figures]
    columns = [column for column in COLUMNS if width >= WIDE or column not in ENDS]
    for column in columns:
        table.add_column(column, justify=COLUMNS[column], no_wrap=True)
    for row in rows:
        table.add_row(*(row[column] for column in columns))
    return table


def _object(outcome: Outcome) -> dict[str, Any]:
    measured = outcome.measured
    ratio = measured.ratio
    return {
        "name": outcome.benchmark.name,
        "value": measured.headline.middle,
        "unit": outcome.benchmark.unit,
        "floor": measured.floor.middle if measured.floor else None,
        "ratio": ratio.middle if ratio else None,
        "low": measured.headline.low,
        "high": measured.headline.high,
        "ratio_low": ratio.low if ratio else None,
        "ratio_high": ratio.high if ratio else None,
        "figures": {name: figure.middle for name, figure in measured.figures.items()},
    }


def _row(outcome: Outcome, figure: str) -> dict[str, str]:
    """The cells of one figure by column; floor and ratio stand beside the headline."""
    measured = outcome.measured
    headline = figure == outcome.benchmark.figures[0]
    floor = measured.floor if headline else None
    ratio = measured.ratio if headline else None
    spoken_of = {figure, RATIO} if headline else {figure}
    bars = [bar for bar in outcome.bars if bar.figure in spoken_of]
    kept = all(bar.kept(measured) for bar in bars)
    return {
        "name": f"{outcome.benchmark.name} {figure}",
        "measured": _short(measured.figures[figure].middle),
        "from-to": _ends(measured.figures[figure]),
        "unit": outcome.benchmark.unit,
        "floor": _short(floor.middle) if floor else "",
        "ratio": f"{_short(ratio.middle)}x" if ratio else "",
        "ratio from-to": _ends(ratio) if ratio else "",
        "bar": "\n".join(bar.told() for bar in bars),
        "verdict": "" if not bars else "[green]kept[/green]" if kept else "[red]missed[/red]",
    }


def _ends(spread: Spread) -> str:
    return f"{_short(spread.low)}-{_short(spread.high)}"


def _short(value: float) -> str:
    """Three digits that count; thousands are whole numbers."""
    return f"{float(f'{value:.3g}'):,.0f}" if value >= THOUSANDS else f"{value:.3g}"
