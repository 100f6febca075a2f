"""A backup in the place of the database.

All that can fail is done on a copy beside it: reading, checking, bringing it up to date. What
then changes in the place itself is one rename, while nobody has the database open, so that
killed at any moment either the old or the new one is there, whole.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.store.files.alone import alone_with, fold
from bot.store.files.copying import Contents, Tell, contents, copy, half_made, settle, sync
from bot.store.files.damage import first_fault
from bot.store.files.place import LOGS, beside, check_rights, filled
from bot.store.files.soundness import Schema, looking_at, newest_revision
from bot.store.upgrade import upgrade

Sure = Callable[[Contents, Contents | None], bool]
"""Is asked once, with what the backup holds and what the database does (None: unreadable or
not there), whether to go on."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A database that came out of a backup.

    Attributes:
        kept: where the one that stood there before is now, or None if there was none.
    """

    database: Path
    contents: Contents
    kept: Path | None


def restore(
    backup: Path, database: Path, migrations: Path, clock: Clock, tell: Tell, sure: Sure
) -> Restored | None:
    """Put a backup in the place of a database, and keep that one beside it.

    Returns:
        What is there now, or None if whoever was asked is not sure; nothing was changed then.

    Raises:
        StoreError: the backup is not whole, not ours or newer than this program, or the
            database is in use or cannot be replaced. Nothing was changed.
    """
    database = Path(os.path.realpath(database))  # a link to it stays a link
    try:
        _check_both(backup, database)
        with half_made(database, spare=backup) as part:
            found = _made_ready(backup, part, migrations, tell)
            old = _contents_if_any(database, migrations)
            if not sure(found, old):
                return None
            kept = _put_in_place(part, database, clock.now())
        return Restored(database, found, kept)
    except OSError as problem:
        named = problem.filename or database
        raise StoreError(
            f"The database {database} cannot be restored: {problem.strerror} ({named})."
        ) from problem


def _check_both(backup: Path, database: Path) -> None:
    check_rights(database)
    if not backup.exists():
        raise StoreError(f"There is no backup {backup}.")
    if not backup.is_file():
        raise StoreError(f"The backup {backup} is not a file.")
    if database.exists() and backup.samefile(database):
        raise StoreError(f"{backup} is the database itself; name a backup.")
    if database.exists():
        with alone_with(database):
            pass


def _made_ready(backup: Path, part: Path, migrations: Path, tell: Tell) -> Contents:
    """Copy the backup, check the copy, bring it up to date; what it holds then."""
    newest = newest_revision(migrations)
    copy(backup, part, tell, still=True)
    found = contents(part, newest, named=backup)
    if found.schema is Schema.CURRENT:
        return found
    upgrade(part, migrations, keep=False)
    fold(part)
    return contents(part, newest, named=backup)


def _contents_if_any(database: Path, migrations: Path) -> Contents | None:
    try:
        return contents(database, newest_revision(migrations), named=database)
    except StoreError:
        return None


def _put_in_place(part: Path, database: Path, now: datetime) -> Path | None:
    """Exchange the files while nobody else is there; where the old one is now."""
    if not filled(database):
        database.touch(mode=0o600)  # one to hold
        with alone_with(database):
            _drop_logs(database)  # of one that was deleted without them
            settle(part, database)
        return None
    _give_to_owner_of(database, part)
    whole = _is_whole(database)
    if whole:
        fold(database)
    with alone_with(database):
        _drop_names_that_a_killed_restore_left(database)
        kept = _free_name(database, now)
        with _kept_as(kept, database, with_log=not whole):
            settle(part, database)
        kept.chmod(0o600)
    return kept


def _give_to_owner_of(database: Path, part: Path) -> None:
    """What root restores belongs to whom the program runs as, like the one before."""
    if os.geteuid() == 0:
        found = database.stat()
        os.chown(part, found.st_uid, found.st_gid)


def _is_whole(database: Path) -> bool:
    """May its log be folded? In a damaged file that would change what is still there."""
    try:
        with looking_at(database) as connection:
            return first_fault(connection) is None
    except StoreError:
        return False


def _free_name(database: Path, now: datetime) -> Path:
    """A name beside the database that says when it was put aside."""
    dated = f"{database.name}.before-restore-{now:%Y-%m-%d-%H%M%S}"
    names = (dated if number == 1 else f"{dated}-{number}" for number in count(1))
    return next(path for path in map(database.with_name, names) if not path.exists())


@contextmanager
def _kept_as(kept: Path, database: Path, *, with_log: bool) -> Iterator[None]:
    """Give the database a second name; take it back if it keeps its first one.

    The log of a damaged file goes along; a whole one has none by now. What SQLite finds under
    the old name would be applied to the new file.
    """
    logs, kept_logs = beside(database), beside(kept)
    try:
        os.link(database, kept)
        for ending in LOGS:
            if with_log and filled(logs[ending]):
                logs[ending].replace(kept_logs[ending])
        _drop_logs(database)
        yield
    except BaseException:
        if kept.exists() and kept.samefile(database):
            for ending in LOGS:
                if filled(kept_logs[ending]):
                    kept_logs[ending].replace(logs[ending])
            kept.unlink()
        raise


def _drop_logs(database: Path) -> None:
    """Keep them from being applied to the file that comes now."""
    for log in beside(database).values():
        log.unlink(missing_ok=True)
    sync(database.parent)


def _drop_names_that_a_killed_restore_left(database: Path) -> None:
    for other in database.parent.glob("*.before-restore-*"):
        if other.name.startswith(database.name) and other.samefile(database):
            other.unlink()
