"""What several commands let somebody choose."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Settings

Database = Annotated[
    str | None,
    typer.Option("--db", metavar="URL", help="Another database than the settings name."),
]


def settings_with(db: str | None) -> "Settings":
    """The settings in force, with the database of ``--db`` if it was given.

    Raises:
        ConfigError: a setting cannot be used.
    """
    from bot.config import Settings

    environ = dict(os.environ)
    if db is not None:
        if not db.strip():
            raise ConfigError(["--db takes the address of a database."])
        environ["DATABASE_URL"] = db
    return Settings.from_env(environ)
