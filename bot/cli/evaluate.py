"""``whichrole evaluate``: how right the quiz is, on practitioners."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chosen import content_in_use, tidy_when_stopped
from bot.cli.fit import check_extra, refused
from bot.cli.telling import bar, people
from bot.errors import TableError

if TYPE_CHECKING:
    from bot.catalog import Catalog
    from bot.evaluating.figures import Figures
    from bot.evaluating.measuring import Groups
    from bot.evaluating.table import Table

SOME = 50
"""After so many people the bar moves."""


def evaluate(
    practitioners: Annotated[
        Path, typer.Option("--practitioners", metavar="FILE", help="The table of people.")
    ],
    questions: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Only the first N fitted questions."),
    ] = None,
    folds: Annotated[
        int | None,
        typer.Option(min=2, max=100, help="Fit anew for each part that is left out."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Who stands in which fold.")] = 0,
    *,
    adaptive: Annotated[
        bool, typer.Option("--adaptive", help="Let the engine choose when to stop.")
    ] = False,
    in_sample: Annotated[
        bool, typer.Option("--in-sample", help="Measure even on those it was fitted on.")
    ] = False,
    in_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object instead of the report.")
    ] = False,
) -> None:
    """Play every person of a table through the questions, and count what comes out right.

    Their columns answer the fitted questions, what they were not asked is skipped, and to
    questions about wishes they say "not sure". The exit code is 2 if nothing can be measured.
    """
    from bot.catalog.loader import load, load_unweighed
    from bot.evaluating.report import as_json, as_text

    if folds:
        check_extra()
    folder = content_in_use()
    catalog = load_unweighed(folder) if folds else load(folder)
    _check_questions(catalog, questions, adaptive=adaptive)
    with tidy_when_stopped():
        table = _read(practitioners, catalog)
        if folds:
            groups = _folds(practitioners, catalog, table, folds, seed)
        else:
            groups = _unseen(practitioners, catalog, table, in_sample=in_sample)
        found = _measured(catalog, groups, len(table.people), questions, adaptive=adaptive)
    nouns = {role.id: role.noun for role in catalog.roles.values()}
    told = json.dumps(as_json(found)) + "\n" if in_json else as_text(found, nouns)
    sys.stdout.write(told)


def _check_questions(catalog: "Catalog", questions: int | None, *, adaptive: bool) -> None:
    """That so many questions can be asked.

    Raises:
        ConfigError: they cannot.
    """
    from bot.evaluating.playing import fitted

    most = len(fitted(catalog))
    if questions and adaptive:
        raise refused("--questions and --adaptive exclude each other.")
    if questions and questions > most:
        raise refused(f"--questions is {questions}, and only {most} questions are fitted.")


def _read(path: Path, catalog: "Catalog") -> "Table":
    """The table, with a bar for a long one."""
    from rich.console import Console

    from bot.evaluating.answering import Answering
    from bot.evaluating.table import read

    columns = Answering(catalog).columns
    with bar(Console(stderr=True), "Reading") as move:
        return read(path, columns, list(catalog.roles), move)


def _unseen(path: Path, catalog: "Catalog", table: "Table", *, in_sample: bool) -> "Groups":
    """Everybody, with the weights as they are.

    Raises:
        TableError: the weights were fitted on some of them, more than can be by chance.
    """
    trained_on = "" if in_sample else _trained_on(catalog, table)
    if trained_on:
        told = (
            f"the weights were fitted on {trained_on} of its {people(len(table.people))}, so it"
            " says nothing about others; --folds 5 fits anew without each, --in-sample measures"
            " all the same"
        )
        raise TableError(path, told)
    return [(catalog, table.people)]


def _trained_on(catalog: "Catalog", table: "Table") -> str:
    """On how many of these people the weights were fitted; nothing, if on none.

    Their answers tell, not their ids: another table may number other people the same way.
    """
    from bot.evaluating.seen import known

    measured = catalog.weights.measured
    found = known(table, measured.seen, measured.training)
    if found == len(table.people):
        return "all"
    return f"at least {found:,}" if found else ""


def _folds(path: Path, catalog: "Catalog", table: "Table", folds: int, seed: int) -> "Groups":
    """Everybody, with weights that were fitted without them.

    Raises:
        TableError: there are too few to learn from.
    """
    from bot.evaluating.answering import Answering
    from bot.fitting.folds import enough, out_of_fold

    enough(path, table, Answering(catalog), folds)
    return out_of_fold(catalog, table, folds, seed)


def _measured(
    catalog: "Catalog", groups: "Groups", number: int, questions: int | None, *, adaptive: bool
) -> "Figures":
    """The figures, with a bar while they are counted."""
    from rich.console import Console

    from bot.evaluating.measuring import measure, player

    with bar(Console(stderr=True), people(number)) as move:

        def done(count: int) -> None:
            if count % SOME == 0 or count == number:
                move(number - count, number)

        return measure(catalog, groups, player(questions, adaptive=adaptive), done)
