"""May we use this file? Asked once at start, with plain SQL, before anything heavy loads.

Every refusal is one sentence that says what to do, and touches nothing.
"""

import os
import re
import sqlite3
import stat
from collections.abc import Set as AbstractSet
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from bot.errors import StoreError

BUSY_SECONDS = 5.0
OURS = {"alembic_version", "person", "conversation"}
"""Tables that every version of ours has, whatever else it adds."""

OLDEST = OURS | {"account", "answers", "inbox", "outbox"}
"""Tables that every version up to this one has."""

TABLES = OLDEST | {"result", "pace", "forgotten"}
"""Tables that this version has."""

_OUR_REVISION = re.compile(r"(?!0000)[0-9]{4}")
_AS_WHO_WE_ARE = os.access in os.supports_effective_ids


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
    _check_place(path)
    if not path.exists() or path.stat().st_size == 0:
        return Schema.NONE
    # Mode rw never creates a file; locks and the journal work as usual.
    address = f"{path.as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            tables = _tables(connection)
            revisions = _revisions(connection) if "alembic_version" in tables else []
    except sqlite3.DatabaseError as problem:
        raise StoreError(_sentence(path, problem)) from problem
    except UnicodeError as problem:  # not even SQLite's complaint about the file is text
        raise StoreError(_damaged(path, "names in it are not text")) from problem
    return _compared(path, tables, revisions, newest)


def is_locked(problem: object) -> bool:
    """Is it SQLite's complaint that somebody else holds the lock?"""
    return isinstance(problem, sqlite3.OperationalError) and "locked" in str(problem)


def locked(path: object) -> str:
    """The sentence for it."""
    return f"The database {path} is locked by another program; please try again in a moment."


def _compared(
    path: Path, tables: AbstractSet[str], revisions: list[str], newest: str
) -> Schema:
    if tables <= {"alembic_version"} and not revisions:
        return Schema.NONE
    if not tables >= OURS or len(revisions) != 1 or not _OUR_REVISION.fullmatch(revisions[0]):
        raise StoreError(
            f"The file {path} is a database of another program. Name another file with --db; "
            f"nothing was changed."
        )
    (revision,) = revisions
    if revision > newest:
        raise StoreError(
            f"The database {path} was written by a newer version of WhichRole: its schema is "
            f"{revision}, and this version knows {newest}. Update the program; nothing was "
            f"changed."
        )
    schema = Schema.CURRENT if revision == newest else Schema.OLDER
    wanted = TABLES if schema is Schema.CURRENT else OLDEST
    if missing := sorted(wanted - tables):
        raise StoreError(_damaged(path, f"it has no table {missing[0]}"))
    return schema


def _check_place(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise StoreError(f"The folder of the database, {folder}, does not exist.")
    if path.is_dir():
        raise StoreError(f"The database {path} is a folder; name a file in it.")
    if path.exists() and not path.is_file():
        raise StoreError(f"The database {path} is not a file; name another one with --db.")
    _check_rights(folder, f"The folder of the database, {folder},", os.W_OK | os.X_OK)
    if path.exists():
        _check_rights(path, f"The database {path}", os.R_OK | os.W_OK)


def _check_rights(path: Path, named: str, wanted: int) -> None:
    """Whoever may write everything, too, leaves alone what its owner made read-only."""
    found = path.stat()
    allowed = os.access(path, wanted, effective_ids=_AS_WHO_WE_ARE)
    if not allowed and found.st_uid != os.geteuid():
        raise StoreError(
            f"{named} is not yours to write. Start the program as its owner, or name a file "
            f"in a folder of your own with --db; nothing was changed."
        )
    if not allowed or not found.st_mode & stat.S_IWUSR:
        raise StoreError(
            f"{named} is read-only. Give yourself the right to write it (chmod u+rwX), or name "
            f"another file with --db; nothing was changed."
        )


def _tables(connection: sqlite3.Connection) -> set[str]:
    named = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    return {name for (name,) in named if not name.startswith("sqlite_")}


def _revisions(connection: sqlite3.Connection) -> list[str]:
    """What Alembic noted: one number, where the file is ours and whole."""
    return [str(row[0]) for row in connection.execute("SELECT * FROM alembic_version LIMIT 2")]


def _sentence(path: Path, problem: sqlite3.DatabaseError) -> str:
    if is_locked(problem):
        return locked(path)
    if isinstance(problem, sqlite3.OperationalError):
        return f"The database {path} cannot be opened ({_printable(problem)})."
    return _damaged(path, _printable(problem))


def _damaged(path: Path, why: str) -> str:
    return (
        f"The file {path} is damaged or is not a SQLite database ({why}). Nothing was "
        f"changed: restore a backup, or name another file with --db."
    )


def _printable(problem: Exception) -> str:
    """SQLite quotes the file, whatever is in it."""
    return "".join(filter(str.isprintable, str(problem)))
