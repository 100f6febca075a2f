"""What an operator wants to know of a database, all at once, while it may be in use.

``soundness`` refuses at the first thing that is wrong, because a start needs no more. Here
everything is looked at, and nothing is changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store.files.place import LOGS, check_privacy, check_rights, check_room, filled, room
from bot.store.files.soundness import OURS, Schema, held_schema, looking_at, tables_of

MAGIC = b"SQLite format 3\0"
"""How every file of SQLite begins."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found.

    Attributes:
        schema: what the file holds, or None when that could not be told.
        faults: what keeps the program from starting with it, one sentence each.
        size: of the file, in bytes.
        room: bytes that are free on its disk, or None where the disk does not say.
        copy: the newest other database of ours beside the file, or None where there is none.
        copied_at: when that one was last written; aware, UTC.
    """

    schema: Schema | None
    faults: tuple[str, ...]
    size: int
    room: int | None
    copy: Path | None
    copied_at: datetime | None


def survey(path: Path, newest: str) -> Survey:
    """Look at a database whose folder exists.

    Args:
        path: the file; it need not exist.
        newest: the schema that this program works with.

    Raises:
        OSError: the folder cannot be looked at.
    """
    schemas: list[Schema] = []
    faults = _refusals(lambda: check_rights(path))
    if not faults:
        faults = _refusals(lambda: schemas.append(held_schema(path, newest)))
    faults += _refusals(lambda: check_room(path))
    if path.is_file():  # to close a folder might close a whole machine
        faults += _refusals(lambda: check_privacy(path))
    copied = max(_copies(path), default=None)
    return Survey(
        schema=schemas[0] if schemas else None,
        faults=tuple(dict.fromkeys(faults)),
        size=path.stat().st_size if path.is_file() else 0,
        room=room(path),
        copy=copied[1] if copied else None,
        copied_at=datetime.fromtimestamp(copied[0], UTC) if copied else None,
    )


def _refusals(check: Callable[[], object]) -> list[str]:
    try:
        check()
    except StoreError as problem:
        return [str(problem)]
    return []


def _copies(path: Path) -> list[tuple[float, Path]]:
    """Other databases in the folder, each with when it was last written."""
    return [
        (other.stat().st_mtime, other)
        for other in path.parent.iterdir()
        if other.is_file()
        and not (path.exists() and other.samefile(path))
        and not other.name.endswith(LOGS)
        and filled(other)
        and _is_ours(other)
    ]


def _is_ours(path: Path) -> bool:
    """Whether a file is a database of this program's, of whichever version."""
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return False
        with looking_at(path, still=True) as connection:
            return tables_of(connection) >= OURS
    except (OSError, StoreError):
        return False
