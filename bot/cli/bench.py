"""``whichrole bench``: how fast and how small the program is on this machine."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def bench(
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="NAME", help="Measure just this one; repeatable."),
    ] = None,
    bars: Annotated[
        Path | None,
        typer.Option(
            "--bars", metavar="FILE", help="Compare with these bars; exit 1 if one is missed."
        ),
    ] = None,
    *,
    in_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of the table.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="A few rounds, to see that everything runs.")
    ] = False,
) -> None:
    """Measure speed and memory, against floors measured in the same run."""
    # Imported here, because `whichrole --help` needs none of it.
    from rich.console import Console

    from bot.bench.measured import FULL, QUICK
    from bot.bench.report import WIDE
    from bot.bench.session import run

    kept = run(
        Console(width=None if sys.stdout.isatty() else WIDE),
        Console(stderr=True),
        QUICK if quick else FULL,
        only=only or (),
        bars_file=bars,
        in_json=in_json,
    )
    if not kept:
        raise typer.Exit(1)
