"""Bring a database to this program's schema.

Imported only when there is something to do: Alembic costs as much start-up time as
everything else together.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine


def migrate(engine: Engine, migrations: Path) -> None:
    """Run what is missing, in one transaction under the write lock."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
