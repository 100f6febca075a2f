"""May we use this file? Asked once at start, with plain SQL, before anything heavy loads.

Every refusal is one sentence that says what to do, and touches nothing.
"""

import re
import sqlite3
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from enum import Enum, auto
from pathlib import Path

from bot.errors import StoreError
from bot.store.files.damage import damage_at_start, missing_column
from bot.store.files.place import (
    beside,
    check_privacy,
    check_rights,
    check_room,
    filled,
    no_room,
)

BUSY_SECONDS = 5.0
OURS = {"alembic_version", "person", "conversation"}
"""Tables that every version of ours has, whatever else it adds."""

OLDEST = OURS | {"account", "answers", "inbox", "outbox"}
"""Tables that every version up to this one has."""

TABLES = OLDEST | {
    "result",
    "pace",
    "forgotten",
    "upload",
    "leftover",
    "community",
    "community_role",
    "plan",
    "due",
    "pairing",
    "consent",
    "declined",
    "note",
    "look",
    "mentor",
    "community_setting",
    "wording",
    "admin_log",
    "link_code",
    "wrong_code",
}
"""Tables that this version has."""

_OUR_REVISION = re.compile(r"(?!0000)[0-9]{4}")


class Schema(Enum):
    """What the file holds, compared with this program."""

    NONE = auto()
    OLDER = auto()
    CURRENT = auto()


def newest_revision(migrations: Path) -> str:
    """The revision that this program's migrations lead to: their highest number."""
    return max(path.name.split("_")[0] for path in (migrations / "versions").glob("[0-9]*.py"))


def schema_of(path: Path, newest: str) -> Schema:
    """Look at the place and at the file.

    Raises:
        StoreError: it cannot be read or written, others can read it, its disk is full, it is
            damaged, belongs to another program, or was written by a newer version.
    """
    check_rights(path)
    check_room(path)
    schema = held_schema(path, newest)
    check_privacy(path)
    return schema


def held_schema(path: Path, newest: str) -> Schema:
    """Look at the file alone, and change nothing.

    Raises:
        StoreError: it is damaged, locked, of another program or of a newer version.
    """
    if not filled(path):
        return Schema.NONE
    with looking_at(path) as connection:
        schema, _ = schema_in(connection, path, newest)
        if schema is not Schema.NONE:
            why = damage_at_start(connection, path.stat().st_size)
            if why:
                raise StoreError(damaged(path, why))
    return schema


def schema_in(connection: sqlite3.Connection, path: Path, newest: str) -> tuple[Schema, str]:
    """What a file holds, and of which revision that is; an empty text where it holds nothing.

    The sentences name it as ``path``.

    Raises:
        StoreError: it is not ours, lacks something, or was written by a newer version.
    """
    tables = tables_of(connection)
    revisions = _revisions(connection) if "alembic_version" in tables else []
    schema = _compared(path, tables, revisions, newest)
    if schema is Schema.CURRENT and (missing := missing_column(connection)):
        raise StoreError(damaged(path, f"it has no column {missing}"))
    return schema, "".join(revisions)


@contextmanager
def looking_at(
    path: Path, *, still: bool = False, named: Path | None = None
) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing, also when it is closed.

    SQLite folds what a killed program left in the log into the file when the last connection
    leaves. With a log we therefore read only, which cannot fold; without one we could write,
    for a reader would leave an empty log behind.

    Args:
        path: the file, which must exist.
        still: nobody else is at the file, and its folder need not be ours to write.
        named: as which file the sentences name it; as itself, if left out.

    Raises:
        StoreError: SQLite cannot use the file.
    """
    named = named or path
    address = f"{path.absolute().as_uri()}?{_manner(path, still=still)}"
    try:
        with closing(
            sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        ) as connection:
            yield connection
    except sqlite3.DatabaseError as problem:
        raise StoreError(told(named, problem)) from problem
    except UnicodeError as problem:  # not even SQLite's complaint about the file is text
        raise StoreError(damaged(named, "names in it are not text")) from problem


def _manner(path: Path, *, still: bool) -> str:
    """How the file is opened; none of these creates one."""
    logs = beside(path)
    if filled(logs["-wal"]):
        return "mode=ro"
    if not still:
        return "mode=rw"
    return "mode=ro" if filled(logs["-journal"]) else "mode=ro&immutable=1"


def is_locked(problem: object) -> bool:
    """Is it SQLite's complaint that somebody else holds the lock?"""
    return isinstance(problem, sqlite3.OperationalError) and "locked" in str(problem)


def is_full(problem: object) -> bool:
    """Is it SQLite's complaint that the disk is full, or has no room for the log's index?"""
    full = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)
    return getattr(problem, "sqlite_errorcode", None) in full


def locked(path: object) -> str:
    """The sentence for what somebody else holds."""
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
        raise StoreError(damaged(path, f"it has no table {missing[0]}"))
    return schema


def tables_of(connection: sqlite3.Connection) -> set[str]:
    """The names of a file's tables, and of its views."""
    named = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    return {name for (name,) in named if not name.startswith("sqlite_")}


def _revisions(connection: sqlite3.Connection) -> list[str]:
    """What Alembic noted: one number, where the file is ours and whole."""
    return [str(row[0]) for row in connection.execute("SELECT * FROM alembic_version LIMIT 2")]


def told(path: Path, problem: sqlite3.DatabaseError) -> str:
    """The sentence for what SQLite complains of."""
    if is_locked(problem):
        return locked(path)
    if is_full(problem):
        return no_room(path)
    if isinstance(problem, sqlite3.OperationalError):
        return f"The database {path} cannot be opened ({_printable(problem)})."
    return damaged(path, str(problem))


def damaged(path: Path, why: str) -> str:
    """The sentence for a file that is not whole."""
    return (
        f"The file {path} is damaged or is not a SQLite database ({_printable(why)}). Nothing "
        f"was changed: restore a backup, or name another file with --db."
    )


def _printable(said: object) -> str:
    """SQLite quotes the file, whatever is in it."""
    return "".join(filter(str.isprintable, str(said)))
