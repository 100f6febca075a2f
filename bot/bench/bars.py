"""What the program promises, from a file like ``bench/bars.toml``.

A table is a measurement, and a key in it is one bar: a figure, ``_at_most`` or ``_at_least``,
and the unit, as in ``p50_at_most_ms`` or ``rate_at_least_rows_per_s``; ``ratio_at_most`` has
no unit. A bar that speaks of
something that nobody measures is refused: it would be kept for ever.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import Any

from bot.bench.measured import RATIO, Benchmark, Measured
from bot.errors import ConfigError

_KEY = re.compile(r"(?P<figure>[a-z0-9]+)_at_(?P<side>most|least)(?:_(?P<unit>[A-Za-z_]+))?")


@dataclass(frozen=True, slots=True)
class Bar:
    """One promise.

    Attributes:
        name: the measurement.
        figure: one of its figures, or ``ratio``.
        most: True for "at most", False for "at least".
        limit: in the unit; the limit itself keeps the promise.
        unit: the measurement's, or empty for the ratio.
    """

    name: str
    figure: str
    most: bool
    limit: float
    unit: str

    def told(self) -> str:
        """In a few characters: ``<= 4x`` or ``<= 0.15``."""
        sign = "<=" if self.most else ">="
        return f"{sign} {self.limit:g}{'x' if self.figure == RATIO else ''}"

    def value(self, measured: Measured) -> float:
        """The measured figure that it speaks of."""
        if self.figure == RATIO:
            assert measured.ratio is not None  # noqa: S101 - such a bar is not accepted
            return measured.ratio.middle
        return measured.figures[self.figure].middle

    def kept(self, measured: Measured) -> bool:
        """Whether the figure is on the right side."""
        value = self.value(measured)
        return value <= self.limit if self.most else value >= self.limit

    def missed_by(self, measured: Measured) -> str:
        """One sentence on a bar that was missed."""
        value = self.value(measured)
        unit = f" {self.unit}" if self.unit else ""
        side, where = ("most", "above") if self.most else ("least", "below")
        gap = abs(value - self.limit)
        share = f" ({gap / self.limit:.0%})" if self.limit > 0 else ""
        return (
            f"{self.name}: {self.figure} is {value:.4g}{unit}; the bar is at {side} "
            f"{self.limit:g}{unit}, so it is {gap:.3g}{unit}{share} {where} it."
        )


def read(path: Path, benchmarks: Iterable[Benchmark]) -> tuple[Bar, ...]:
    """The bars of a file.

    Raises:
        ConfigError: with everything that is wrong in it.
    """
    try:
        tables = tomllib.loads(path.read_bytes().decode())
    except OSError as problem:
        raise ConfigError([f"The bars {path} cannot be read: {problem.strerror}."]) from problem
    except (ValueError, RecursionError) as problem:
        raise ConfigError([f"The bars {path} are not TOML: {problem}."]) from problem
    known = {benchmark.name: benchmark for benchmark in benchmarks}
    found = list(_found(tables, known))
    problems = [f"The bars {path}: {one}" for one in found if isinstance(one, str)]
    if problems:
        raise ConfigError(problems)
    return tuple(one for one in found if isinstance(one, Bar))


def _found(tables: dict[str, Any], known: dict[str, Benchmark]) -> Iterator[Bar | str]:
    """Each bar, or one sentence on why it is none."""
    for name, table in tables.items():
        if name not in known:
            yield f"[{name}] is no measurement; there are {', '.join(known)}."
        elif not isinstance(table, dict):
            yield f"{name} must be a table, [{name}]."
        else:
            for key, limit in table.items():
                yield _bar(known[name], key, limit)


def _bar(benchmark: Benchmark, key: str, limit: Any) -> Bar | str:
    match = _KEY.fullmatch(key)
    named = benchmark.figures + ((RATIO,) if benchmark.has_floor else ())
    if match is None or match["figure"] not in named:
        return (
            f"[{benchmark.name}] {key} is no bar; write a figure ({', '.join(named)}), "
            f"_at_most or _at_least, and the unit."
        )
    unit = "" if match["figure"] == RATIO else benchmark.unit
    written = unit.replace("/", "_per_")  # a bare key of TOML has no slash
    if (match["unit"] or "") != written:
        told = f"must end in the unit of its figure, {written or 'none'}."
        return f"[{benchmark.name}] {key} {told}"
    if isinstance(limit, bool) or not isinstance(limit, int | float) or isnan(limit):
        return f"[{benchmark.name}] {key} must be a number."
    return Bar(benchmark.name, match["figure"], match["side"] == "most", float(limit), unit)
