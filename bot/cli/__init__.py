"""The commands; one file each. Only ``typer`` is imported here: help must come at once."""

import os
import sys

import typer

from bot import __version__, logs
from bot.cli import (
    admin,
    backup,
    bench,
    chat,
    check,
    doctor,
    evaluate,
    export,
    fit,
    forget,
    job,
    rehearse,
    restore,
    retention,
    run,
)
from bot.errors import DeliveryError, WhichRoleError

app = typer.Typer(
    name="whichrole",
    help="Choose one data role, learn what it needs, leave out the rest.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("chat")(chat.chat)
app.command("check")(check.check)
app.command("doctor")(doctor.doctor)
app.command("backup")(backup.backup)
app.command("restore")(restore.restore)
app.command("export")(export.export)
app.command("forget")(forget.forget)
app.command("retention")(retention.retention)
app.add_typer(admin.app, name="admin")
app.command("job")(job.job)
app.command("rehearse")(rehearse.rehearse)
app.command("bench")(bench.bench)
app.command("fit")(fit.fit)
app.command("evaluate")(evaluate.evaluate)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer hands it over so
    if wanted:
        typer.echo(f"whichrole {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(  # noqa: FBT001 - an option
        False,  # noqa: FBT003 - its default
        "--version",
        callback=_print_version,
        is_eager=True,
        help="Print the version and stop.",
    ),
) -> None:
    """Choose one data role, learn what it needs, leave out the rest."""


def main() -> None:
    """Run the command line; a problem that somebody can mend is a sentence, not a traceback."""
    logs.install("warning")
    try:
        app()
    except WhichRoleError as problem:
        if isinstance(problem, DeliveryError):
            _let_go_of_output()
        sys.stderr.write(f"whichrole: {problem}\n")
        sys.exit(problem.exit_code)


def _let_go_of_output() -> None:
    """Drop what standard output would not take; else Python tries it again at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
