"""``whichrole rehearse``: weeks of a simulated community, played in minutes."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli.chosen import tidy_between_steps
from bot.cli.telling import bar
from bot.errors import WhichRoleError

PARTS = 1_000
"""Of a season, for the bar."""

NOT_PLAYED = 2
"""The exit code of a rehearsal that cannot begin: 1 says that a promise was broken."""

MOST_MEMBERS, MOST_WEEKS, MOST_FAULTS = 2_000, 104, 100_000


def rehearse(
    members: Annotated[
        int, typer.Option(min=1, max=MOST_MEMBERS, help="How many people take weekly steps.")
    ] = 12,
    weeks: Annotated[int, typer.Option(min=1, max=MOST_WEEKS, help="For how long.")] = 5,
    faults: Annotated[
        int,
        typer.Option(
            min=0, max=MOST_FAULTS, help="Crashes, lost answers, full disks and the like."
        ),
    ] = 0,
    seed: Annotated[int, typer.Option(help="The same one plays the same.")] = 1,
    db: Annotated[
        str | None,
        typer.Option("--db", metavar="URL", help="Keep the simulated database there (new)."),
    ] = None,
    *,
    in_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of the report.")
    ] = False,
) -> None:
    """Play what the next weeks would look like, and hold every promise against it.

    Nothing of yours is read or written. The exit code is 1 if a promise was broken, and 2 if
    nothing could be played.
    """
    from rich.console import Console

    from bot.catalog.loader import load
    from bot.paths import content_folder
    from bot.rehearsal.file import kept_file, rehearsed_file
    from bot.rehearsal.seasons.report import as_json, as_text
    from bot.rehearsal.seasons.season import Size, play
    from bot.wiring import settle_in

    size = Size(members, weeks, faults)
    catalog = load(content_folder())
    settle_in()
    where = rehearsed_file() if db is None else kept_file(db)
    with (
        tidy_between_steps() as end_if_asked,
        _told_apart(),
        where as file,
        bar(Console(stderr=True), f"{weeks} weeks") as move,
    ):

        def tell(left: float) -> None:
            move(round(left * PARTS), PARTS)
            end_if_asked()

        played = play(size, seed, file, catalog, tell)
    told = as_json(played, size, seed)
    sys.stdout.write(json.dumps(told) + "\n" if in_json else as_text(played, size, seed))
    if played.violations:
        if in_json:
            sys.stderr.write(f"{played.violations[0]}\n")
        raise typer.Exit(1)


@contextmanager
def _told_apart() -> Iterator[None]:
    """What goes wrong inside is no broken promise."""
    try:
        yield
    except WhichRoleError as problem:
        problem.exit_code = NOT_PLAYED
        raise
