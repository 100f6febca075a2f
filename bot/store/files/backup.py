"""A backup of a database that goes on being used: one file, of one moment, checked.

The file has its name only when it is whole and on the disk.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.ports.clock import Clock
from bot.store.files.copying import Contents, Tell, contents, copy, half_made, settle
from bot.store.files.place import beside, filled
from bot.store.files.soundness import newest_revision


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made.

    Attributes:
        size: in bytes.
        at: no turn after this instant is missing that was there before.
    """

    path: Path
    size: int
    contents: Contents
    at: datetime


def back_up(
    database: Path, into: Path, migrations: Path, clock: Clock, tell: Tell, *, force: bool
) -> Backup:
    """Copy a database into a file that nobody else can read.

    ``force`` lets it take the place of a file that exists; any older backup is there until
    the new one is whole.

    Raises:
        StoreError: there is nothing to back up, it is damaged or not ours, or the file cannot
            be written. There is no new file then.
    """
    if not filled(database):
        raise StoreError(
            f"There is no database {database} yet, so there is nothing to back up."
        )
    _check_target(database, into, force=force)
    at = clock.now()
    try:
        with half_made(into, spare=database) as part:
            copy(database, part, tell)
            found = contents(part, newest_revision(migrations), named=database)
            _check_target(database, into, force=force)
            settle(part, into)
        return Backup(into, into.stat().st_size, found, at)
    except OSError as problem:
        raise StoreError(
            f"The backup {into} cannot be written: {problem.strerror}."
        ) from problem


def _check_target(database: Path, into: Path, *, force: bool) -> None:
    if not into.parent.is_dir():
        raise StoreError(f"The folder of the backup, {into.parent}, does not exist.")
    if not into.exists():
        return
    if not into.is_file():
        raise StoreError(f"The backup {into} is not a file; name another one.")
    if into.samefile(database):
        raise StoreError(f"{into} is the database itself; name another file for the backup.")
    if filled(beside(into)["-wal"]):
        raise StoreError(f"{into} is in use as a database; name another file for the backup.")
    if not force:
        raise StoreError(
            f"The file {into} exists already. Name another one, or replace it with --force."
        )
