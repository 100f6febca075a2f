"""A whole copy of a database, under its name only when it is whole.

It is written under another name beside its own and held there by a lock, so that two
programs never write one file; whatever a killed program left under that name is thrown away.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StoreError
from bot.store.files.damage import damage_anywhere
from bot.store.files.place import beside
from bot.store.files.soundness import Schema, damaged, is_full, looking_at, schema_in

PAGES_AT_A_TIME = 256

_LAST_TURN = {
    True: "SELECT max(heard_at) FROM conversation",
    False: "SELECT max(moved_at) FROM conversation",
}

Tell = Callable[[int, int], None]
"""Is told, again and again, how many pages are still to be copied, and of how many."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds, for an operator.

    Attributes:
        schema: compared with this program; never ``NONE``.
        people: how many have ever talked to us.
        last_turn: of anybody, as ``2026-03-02 12:00`` in UTC; empty if nobody talked.
    """

    schema: Schema
    people: int
    last_turn: str


@contextmanager
def half_made(whole: Path, *, spare: Path) -> Iterator[Path]:
    """A new empty file beside ``whole``, for us alone; ``settle`` gives it that name.

    Without that it is gone at the end, whatever happens.

    Raises:
        StoreError: somebody else is writing this file just now, or ``spare`` stands in its
            place, the file that we read from.
        OSError: no file can be made there.
    """
    part = whole.with_name(f"{whole.name}.whichrole-part")
    if part.exists() and part.samefile(spare):
        raise StoreError(f"{part} is a name that we need ourselves; rename that file.")
    claim = _claimed(part)
    try:
        yield part
    finally:
        if _is_at(part, claim):
            _thrown_away(part)
        os.close(claim)


def settle(part: Path, whole: Path) -> None:
    """Give a finished file its name, also if the power fails."""
    sync(part)
    part.replace(whole)
    sync(whole.parent)


def sync(path: Path) -> None:
    """See to it that a file or a folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy(source: Path, into: Path, tell: Tell, *, still: bool = False) -> None:
    """Write what the source holds at this moment into an empty file.

    Others go on writing to the source meanwhile. All pages are read in one transaction, so
    that none of it is seen and the copying never has to begin again.

    Raises:
        StoreError: the source cannot be read, or the copy not be written.
    """
    with looking_at(source, still=still) as original:
        original.execute("BEGIN")
        original.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(into, isolation_level=None)) as made:
            # Until it is whole nobody needs it, so there is nothing to roll back.
            made.execute("PRAGMA journal_mode=OFF")
            made.execute("PRAGMA synchronous=OFF")
            try:
                original.backup(
                    made,
                    pages=PAGES_AT_A_TIME,
                    progress=lambda _status, left, pages: tell(left, pages),
                )
            except sqlite3.OperationalError as problem:
                why = "the disk is full" if is_full(problem) else str(problem)
                raise StoreError(f"{source} could not be copied to {into}: {why}.") from problem


def contents(path: Path, newest: str, *, named: Path) -> Contents:
    """What a file of ours holds that nobody else is at, once everything in it was checked.

    Raises:
        StoreError: it is not whole, not ours, or newer than this program; the sentence speaks
            of the file ``named``.
    """
    with looking_at(path, still=True, named=named) as connection:
        schema, _ = schema_in(connection, named, newest)
        if schema is Schema.NONE:
            raise StoreError(f"The database {named} is empty.")
        if why := damage_anywhere(connection):
            raise StoreError(damaged(named, why))
        (people,) = connection.execute("SELECT count(*) FROM person").fetchone()
        (last,) = connection.execute(_LAST_TURN[_says_heard(connection)]).fetchone()
        return Contents(schema, people, str(last or "")[:16])


def _says_heard(connection: sqlite3.Connection) -> bool:
    """Whether this version notes when somebody was last heard; older ones, when they moved."""
    columns = connection.execute("PRAGMA table_info(conversation)")
    return "heard_at" in {name for _, name, *_ in columns}


def _claimed(part: Path) -> int:
    """The descriptor of a new file that is locked for us; what was there is gone."""
    while True:
        try:
            fresh = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            _throw_away_what_nobody_holds(part)
            continue
        if _locked(fresh) and _is_at(part, fresh):
            return fresh
        os.close(fresh)


def _throw_away_what_nobody_holds(part: Path) -> None:
    try:
        left = os.open(part, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return
    try:
        if not _locked(left):
            raise StoreError(f"{part} is being written by another program; please wait for it.")
        if _is_at(part, left):
            _thrown_away(part)
    finally:
        os.close(left)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_at(path: Path, descriptor: int) -> bool:
    """Is the file that we hold still the one of that name?"""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _thrown_away(part: Path) -> None:
    for path in (*beside(part).values(), part):
        path.unlink(missing_ok=True)
