"""``whichrole fit``: practitioners' answers to ``weights.toml``."""

import sys
from datetime import datetime
from importlib.util import find_spec
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chosen import content_in_use
from bot.cli.telling import bar, console, people, tell
from bot.clock import SystemClock
from bot.errors import ConfigError, TableError

if TYPE_CHECKING:
    from bot.catalog import Catalog
    from bot.evaluating.answering import Answering
    from bot.evaluating.table import Move, Table
    from bot.fitting.learning import Learned
    from bot.fitting.measuring import Quality

FOLDS = 5
LICENCE = "https://creativecommons.org/licenses/by/2.0/"
ATTRIBUTION = (
    "Kaggle, 2021 Data Science & Machine Learning Survey, CC BY 2.0; reduced and re-coded for "
    "WhichRole"
)
WEIGHTS = "weights.toml"
NOT_FITTED = 2
"""The exit code where nothing could be done."""


def fit(
    practitioners: Annotated[
        Path, typer.Option("--practitioners", metavar="FILE", help="The table of people.")
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Where to write; left out, the content's."),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="What to date it; left out, today (UTC). All else is the same.",
        ),
    ] = None,
    licence: Annotated[str, typer.Option(help="Of the table.")] = LICENCE,
    attribution: Annotated[str, typer.Option(help="Whom to name.")] = ATTRIBUTION,
    seed: Annotated[
        int, typer.Option(min=0, help="The same one, table and date give the same file.")
    ] = 0,
) -> None:
    """Learn from practitioners what answers say about roles.

    Only sums over thousands of people are written, and hashes of who they were: no row can be
    read out of them. What is written depends on the table, the options and the seed; copies of
    a table give the same.
    """
    check_extra()
    from rich.console import Console

    from bot.catalog.loader import load_unweighed
    from bot.evaluating.answering import Answering
    from bot.evaluating.seen import field
    from bot.evaluating.table import read
    from bot.fitting.folds import enough
    from bot.fitting.writing import Source, as_toml

    folder = content_in_use()
    catalog = load_unweighed(folder)
    answering = Answering(catalog)
    with bar(Console(stderr=True), "Fitting") as move:
        table = read(practitioners, answering.columns, list(catalog.roles))
        enough(practitioners, table, answering, FOLDS)
        learned, found = _learned(catalog, answering, table, seed, move)
    day, training = date or SystemClock().now(), table.training()
    source = Source(
        f"{day:%Y-%m-%d}", licence, attribution, training, field(table, training), seed
    )
    written = to or folder / WEIGHTS
    _write(written, as_toml(catalog, learned, found, source))
    _tell(written, found)
    _warn(found, len(catalog.roles))


def _learned(
    catalog: "Catalog",
    answering: "Answering",
    table: "Table",
    seed: int,
    move: "Move",
) -> tuple["Learned", "Quality"]:
    """What all people tell, and how well it finds roles of those who taught it nothing."""
    from bot.fitting.folds import out_of_fold
    from bot.fitting.learning import learn
    from bot.fitting.measuring import quality
    from bot.fitting.sheet import sheet

    left = 2 * FOLDS + 1

    def done() -> None:
        nonlocal left
        left -= 1
        move(left, 2 * FOLDS + 1)

    learned = learn(sheet(catalog, answering, table.people), seed)
    done()
    return learned, quality(catalog, out_of_fold(catalog, table, FOLDS, seed, done), done)


def check_extra() -> None:
    """That what fitting needs is installed.

    Raises:
        ConfigError: it is not.
    """
    if find_spec("sklearn") is None:
        raise refused("Fitting needs more than running: pip install 'whichrole[fit]'.")


def refused(told: str) -> ConfigError:
    """What was asked for cannot be."""
    problem = ConfigError([told])
    problem.exit_code = NOT_FITTED
    return problem


def _write(path: Path, text: str) -> None:
    """The file as a whole, or the old one.

    Raises:
        TableError: it cannot be written.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as problem:
        raise TableError(path, f"it cannot be written: {problem.strerror}") from problem


def _warn(found: "Quality", roles: int) -> None:
    """Say on standard error if the measured fits are worse than equal ones for all roles."""
    chance = log(roles)
    if found.whole.log_loss <= chance:
        return
    told = f"the log loss of {found.whole.log_loss:.2f} is above that of guessing, {chance:.2f}"
    typer.echo(
        f"Warning: {told}, so do not use these weights; the table has too few people.", err=True
    )


def _tell(path: Path, found: "Quality") -> None:
    shown = console()
    whole, stopped = found.whole, found.stopped
    tell(shown, "green", "Written:", f"{path}, from {people(whole.people)}.")
    rows = (
        ("Accuracy by questions asked:", " ".join(f"{one:.3f}" for one in found.by_questions)),
        ("Of all, macro-F1, log loss:", f"{whole.macro_f1:.3f} {whole.log_loss:.3f}"),
        ("Calibration error:", f"{whole.ece:.3f}"),
        ("Read in own words, log loss:", f"{found.named.log_loss:.3f}"),
        ("Asked:", f"{stopped.questions:.2f}, changed {stopped.changed or 0:.1%}"),
    )
    for name, told in rows:
        tell(shown, "bold", name, told)
    sys.stdout.flush()
