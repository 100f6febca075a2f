"""A database as the first release left it, with Sam in it, half-way."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from bot.paths import migrations_folder
from bot.store.address import SqliteFile
from bot.store.engines import writer_engine
from tests.fakes.file import rows

FIRST = "0001"
AT = "'2026-03-02 12:00:00'"


def of_the_first_release(path: Path) -> Path:
    """A file of that revision: Sam picked ``price`` and is asked ``stack``."""
    path.touch(mode=0o600)
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    with writer_engine(SqliteFile(path)).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
    rows(path, f"INSERT INTO person VALUES (1, {AT})")
    rows(path, "INSERT INTO account VALUES (1, 1, 'terminal', '', 'sam')")
    rows(path, f"INSERT INTO conversation VALUES (1, 1, 3, 1, 'asking', 'stack', {AT})")
    picked = "1, 1, 1, 'afternoon', 'picked', '[\"price\"]', NULL, 'abc'"
    rows(path, f"INSERT INTO answers VALUES ({picked}, {AT})")
    return path
