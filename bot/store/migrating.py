"""Bring a database to this program's schema; ``upgrade`` starts this as a process."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StoreError
from bot.store.address import SqliteFile
from bot.store.engines import reason, writer_engine
from bot.store.files.copying import contents, copy, half_made, settle
from bot.store.files.place import no_room
from bot.store.files.soundness import is_full, is_locked, locked, newest_revision

WITHOUT_COPY = "--without-copy"


def migrate(engine: Engine, migrations: Path, *, keep: bool = True) -> None:
    """Run what is missing, in one transaction under the write lock.

    What an older version wrote is copied first, beside the database, under a name with its
    revision; of such copies only the newest is kept.

    Raises:
        StoreError: it failed, and nothing of it is stored.
    """
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    database = Path(str(engine.url.database))
    try:
        with engine.begin() as connection:
            kept = _copy_of_older(connection, database, migrations) if keep else None
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
        if kept:
            _drop_all_copies_but(kept, database)
    except (SQLAlchemyError, CommandError, OSError) as problem:
        complaint = getattr(problem, "orig", None)
        if is_locked(complaint):
            raise StoreError(locked(database)) from problem
        if is_full(complaint):
            raise StoreError(no_room(database)) from problem
        raise StoreError(
            f"The database {database} could not be brought up to date "
            f"({reason(problem)}); nothing in it was changed."
        ) from problem


def _copy_of_older(connection: Connection, database: Path, migrations: Path) -> Path | None:
    """Copy a database that exists and is to be changed; nobody can write to it meanwhile."""
    newest = newest_revision(migrations)
    if (revision := _revision(connection)) is None or revision >= newest:
        return None
    kept = database.with_name(f"{_copies_of(database)}{revision}")
    with half_made(kept, spare=database) as part:
        copy(database, part, lambda _left, _pages: None)
        contents(part, newest, named=database)
        settle(part, kept)
    return kept


def _revision(connection: Connection) -> str | None:
    noted = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
    if connection.exec_driver_sql(noted).first() is None:
        return None
    revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if revision is None else str(revision)


def _drop_all_copies_but(kept: Path, database: Path) -> None:
    for other in database.parent.iterdir():
        if other.name.startswith(_copies_of(database)) and other != kept:
            other.unlink()


def _copies_of(database: Path) -> str:
    """How the names of copies begin that were made before a migration."""
    return f"{database.name}.revision-"


def main() -> None:
    """Migrate the database of the first argument by the folder of the second."""
    database, migrations = map(Path, sys.argv[1:3])
    keep = WITHOUT_COPY not in sys.argv[3:]
    try:
        migrate(writer_engine(SqliteFile(database)), migrations, keep=keep)
    except StoreError as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(1)
