"""``whichrole restore``: a backup in the place of the database; the old one is kept."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.chosen import Database, settings_with, tidy_when_stopped
from bot.cli.telling import bar, console, people, tell
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.store.files.copying import Contents


def restore(
    file: Annotated[str, typer.Argument(help="The backup.")],
    db: Database = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the database, while the program is stopped."""
    # Imported here, because `whichrole --help` needs none of it.
    from bot.clock import SystemClock
    from bot.paths import migrations_folder
    from bot.store.address import sqlite_file
    from bot.store.files.restore import restore as restored
    from bot.wiring import database_url

    if not yes and not (sys.stdin and sys.stdin.isatty()):
        raise ConfigError(["Nobody is here to be asked; say --yes to replace the database."])
    database = sqlite_file(database_url(settings_with(db))).path
    shown = console()

    def sure(found: "Contents", old: "Contents | None") -> bool:
        tell(shown, "bold", "The backup:", _told(found))
        tell(shown, "bold", "The database:", _told(old) if old else "none that can be read")
        return yes or typer.confirm("Put the backup in its place?", err=True)

    with tidy_when_stopped(), bar(shown, "Copying") as copied:
        now = restored(
            Path(file).absolute(),
            database,
            migrations_folder(),
            SystemClock(),
            copied,
            sure,
        )
    if now is None:
        shown.print("Nothing was changed.")
        raise typer.Exit(1)
    tell(shown, "green", "Restored:", str(now.database))
    if now.kept:
        tell(shown, "bold", "The one before is kept:", str(now.kept))


def _told(contents: "Contents") -> str:
    held = people(contents.people)
    return f"{held}, last turn {contents.last_turn} UTC" if contents.last_turn else held
