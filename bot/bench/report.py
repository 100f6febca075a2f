"""The figures as a table for people, and as JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Table

from bot.bench.bars import Bar
from bot.bench.measured import RATIO, Benchmark, Measured, Spread


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


def as_table(machine: Mapping[str, Any], outcomes: Sequence[Outcome]) -> Table:
    """One row per figure; medians of the rounds, the lowest and highest round behind."""
    table = Table(
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        caption=", ".join(f"{name} {value}" for name, value in machine.items()),
        caption_justify="left",
    )
    table.add_column("name", no_wrap=True)
    table.add_column("measured", justify="right", no_wrap=True)
    table.add_column("low-high", style="dim")
    table.add_column("unit", no_wrap=True)
    table.add_column("floor", justify="right", no_wrap=True)
    table.add_column("ratio", justify="right", no_wrap=True)
    table.add_column("low-high", style="dim")
    table.add_column("bar", justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for outcome in outcomes:
        for figure in outcome.benchmark.figures:
            table.add_row(*_row(outcome, figure))
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


def _row(outcome: Outcome, figure: str) -> tuple[str, ...]:
    """The cells of one figure; floor and ratio stand beside the headline."""
    measured = outcome.measured
    headline = figure == outcome.benchmark.figures[0]
    floor = measured.floor if headline else None
    ratio = measured.ratio if headline else None
    spoken_of = {figure, RATIO} if headline else {figure}
    bars = [bar for bar in outcome.bars if bar.figure in spoken_of]
    kept = all(bar.kept(measured) for bar in bars)
    return (
        f"{outcome.benchmark.name} {figure}",
        f"{measured.figures[figure].middle:.3g}",
        _ends(measured.figures[figure]),
        outcome.benchmark.unit,
        f"{floor.middle:.3g}" if floor else "",
        f"{ratio.middle:.3g}x" if ratio else "",
        _ends(ratio) if ratio else "",
        ", ".join(bar.told() for bar in bars),
        "" if not bars else "[green]kept[/green]" if kept else "[red]missed[/red]",
    )


def _ends(spread: Spread) -> str:
    return f"{spread.low:.3g}-{spread.high:.3g}"
