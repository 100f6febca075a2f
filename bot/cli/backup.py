"""``whichrole backup``: a whole copy of the database, while people go on talking."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.chosen import Database, settings_with, tidy_when_stopped
from bot.cli.telling import bar, console, people, tell


def backup(
    file: Annotated[str, typer.Argument(help="The file to write; it must not exist yet.")],
    db: Database = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file if it exists.")
    ] = False,
) -> None:
    """Copy the database into one file that only you can read."""
    # Imported here, because `whichrole --help` needs none of it.
    from bot.clock import SystemClock
    from bot.paths import migrations_folder
    from bot.store.address import sqlite_file
    from bot.store.files.backup import back_up
    from bot.wiring import database_url

    database = sqlite_file(database_url(settings_with(db))).path
    shown = console()
    with tidy_when_stopped(), bar(shown, "Copying") as copied:
        made = back_up(
            database,
            Path(file).absolute(),
            migrations_folder(),
            SystemClock(),
            copied,
            force=force,
        )
    tell(shown, "green", "Backup:", str(made.path))
    held = people(made.contents.people)
    shown.print(f"{made.size / 1e6:,.1f} MB, {held}, {made.at:%Y-%m-%d %H:%M} UTC")
