"""Nobody else in the file: fold its log into it, and hold it against everybody.

Whoever has a database in WAL mode open holds SQLite's shared lock on the file for as long,
also while nothing happens. We take the whole range of SQLite's lock bytes for ourselves, with
the system's own call: it works on a damaged file too, which SQLite would not open.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import StoreError
from bot.store.files.place import beside, filled
from bot.store.files.soundness import is_locked, told

PENDING_BYTE = 0x4000_0000
LOCK_BYTES = 512
"""From the pending byte on: pending, reserved, and 510 shared ones (SQLite's file format)."""


@contextmanager
def alone_with(database: Path) -> Iterator[None]:
    """Hold an existing file against everybody; who comes meanwhile waits, and SQLite with them.

    No connection of this process may be open to it: closing one would let go of the lock.

    Raises:
        StoreError: somebody has it open.
    """
    descriptor = os.open(database, os.O_RDWR)
    try:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCK_BYTES, PENDING_BYTE)
        except (BlockingIOError, PermissionError) as problem:
            raise StoreError(in_use(database)) from problem
        yield
    finally:
        os.close(descriptor)


def fold(database: Path) -> None:
    """Bring what stands in the log of a whole database into the file; that is all then.

    Raises:
        StoreError: somebody has it open, or the disk is full.
    """
    address = f"{database.as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError as problem:
        sentence = in_use(database) if is_locked(problem) else told(database, problem)
        raise StoreError(sentence) from problem
    logs = beside(database)
    if filled(logs["-wal"]) or filled(logs["-journal"]):
        raise StoreError(in_use(database))


def in_use(database: Path) -> str:
    """The sentence for a file that somebody has open."""
    return (
        f"The database {database} is in use by another program. Stop that one first; nothing "
        f"was changed."
    )
