"""Bring a database to this program's schema.

Imported only when there is something to do: Alembic costs as much start-up time as
everything else together.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from bot.store.engines import reason
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
