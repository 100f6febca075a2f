"""One run: choose, measure, tell, compare."""

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from bot.bench import bars, machine, registry
from bot.bench.measured import Sizes
from bot.bench.progress import teller
from bot.bench.report import Outcome, as_json, as_table


def run(
    out: Console,
    notes: Console,
    sizes: Sizes,
    *,
    only: Sequence[str] = (),
    bars_file: Path | None = None,
    in_json: bool = False,
) -> bool:
    """Measure and report.

    Args:
        out: gets the table or the JSON, and nothing else.
        notes: gets the progress and the bars that were missed.
        sizes: how much is measured.
        only: names of measurements; none means all.
        bars_file: what to compare with.
        in_json: one JSON object instead of the table.

    Returns:
        Whether every bar was kept; one of a measurement that is not possible here is not.

    Raises:
        ConfigError: an unknown name, or bars that cannot be used; nothing was measured.
    """
    chosen = registry.chosen(only)
    promised = bars.read(bars_file, registry.BENCHMARKS) if bars_file else ()
    described = machine.described()
    possible = [one for one in chosen if one.is_possible]
    left_out = [one for one in chosen if not one.is_possible]
    for one in left_out:
        notes.print(f"{one.name}: not measured; there is no {one.needs} in this installation")
    outcomes = []
    with teller(notes) as progress:
        for one in possible:
            measured = one.measure(sizes, progress.begin(one))
            ours = tuple(bar for bar in promised if bar.name == one.name)
            outcomes.append(Outcome(one, measured, ours))
    if in_json:
        out.file.write(json.dumps(as_json(described, outcomes)) + "\n")
    else:
        out.print(as_table(described, outcomes, out.width))
    for outcome in outcomes:
        for bar in outcome.missed():
            notes.print(bar.missed_by(outcome.measured), highlight=False, soft_wrap=True)
    unknown = {one.name for one in left_out} & {bar.name for bar in promised}
    return not unknown and not any(outcome.missed() for outcome in outcomes)
