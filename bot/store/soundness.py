"""May we use this file? Asked once at start, with plain SQL, before anything heavy loads.

Every refusal is one sentence that says what to do, and touches nothing.
"""

import sqlite3
import stat
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from bot.errors import StoreError

BUSY_SECONDS = 5.0
OURS = {"alembic_version", "person", "conversation"}
"""Tables that every version of ours has, whatever else it adds."""


class Schema(Enum):
    """What the file holds, compared with this program."""

    NONE = auto()
    OLDER = auto()
    CURRENT = auto()


def newest_revision(migrations: Path) -> str:
    """The revision that this program's migrations lead to: their highest number."""
    return max(path.name.split("_")[0] for path in (migrations / "versions").glob("[0-9]*.py"))


def schema_of(path: Path, newest: str) -> Schema:
    """Look at the file.

    Raises:
        StoreError: it cannot be read or written, is damaged, belongs to another program, or
            was written by a newer version.
    """
    _check_writable(path)
    if not path.exists() or path.stat().st_size == 0:
        return Schema.NONE
    # Mode rw never creates a file; locks and the journal work as usual.
    address = f"{path.as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            revision = _revision(connection, path)
    except sqlite3.DatabaseError as problem:
        raise StoreError(_sentence(path, problem)) from problem
    if revision is None:
        return Schema.NONE
    if revision > newest:
        raise StoreError(
            f"The database {path} was written by a newer version of WhichRole: its schema is "
            f"{revision}, and this version knows {newest}. Update the program; nothing was "
            f"changed."
        )
    return Schema.CURRENT if revision == newest else Schema.OLDER


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise StoreError(f"The database {path} is a folder; name a file in it.")
    if not path.parent.is_dir():
        raise StoreError(f"The folder of the database, {path.parent}, does not exist.")
    if path.exists() and not path.is_file():
        raise StoreError(f"The database {path} is not a file; name another one with --db.")
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:
        raise StoreError(
            f"The database {path} is read-only. Give yourself the right to write it "
            f"(chmod u+w), or name another file with --db; nothing was changed."
        )


def _revision(connection: sqlite3.Connection, path: Path) -> str | None:
    """The schema number in the file; None when nothing is in it yet."""
    named = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    tables = {name for (name,) in named if not name.startswith("sqlite_")}
    if tables <= {"alembic_version"}:
        return None
    if not tables >= OURS:
        raise StoreError(
            f"The file {path} is a database of another program. Name another file with --db; "
            f"nothing was changed."
        )
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def _sentence(path: Path, problem: sqlite3.DatabaseError) -> str:
    if isinstance(problem, sqlite3.OperationalError) and "locked" in str(problem):
        return f"The database {path} is locked by another program; try again in a moment."
    if isinstance(problem, sqlite3.OperationalError):
        return f"The database {path} cannot be opened ({problem})."
    return (
        f"The file {path} is damaged or is not a SQLite database ({problem}). Nothing was "
        f"changed: restore a backup, or name another file with --db."
    )
