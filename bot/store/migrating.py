"""Bring a database to this program's schema; ``upgrade`` starts this as a process."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from bot.store.address import SqliteFile
from bot.store.engines import reason, writer_engine
from bot.store.soundness import is_locked, locked


def migrate(engine: Engine, migrations: Path) -> None:
    """Run what is missing, in one transaction under the write lock.

    Raises:
        StoreError: it failed, and nothing of it is stored.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except (SQLAlchemyError, CommandError) as problem:
        if is_locked(getattr(problem, "orig", None)):
            raise StoreError(locked(engine.url.database)) from problem
        raise StoreError(
            f"The database {engine.url.database} could not be brought up to date "
            f"({reason(problem)}); nothing in it was changed."
        ) from problem


def main() -> None:
    """Migrate the database of the first argument by the folder of the second."""
    database, migrations = map(Path, sys.argv[1:])
    try:
        migrate(writer_engine(SqliteFile(database)), migrations)
    except StoreError as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(1)
