"""Looking at files as an operator would, and filling disks."""

import os
from pathlib import Path

from tests.fakes.file import rows

WHO_STANDS_WHERE = (
    "SELECT account.user, conversation.version, conversation.stage, conversation.asking "
    "FROM account JOIN conversation USING (person_id) ORDER BY account.id"
)


def as_found(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """Everything in a folder: names, modes, bytes."""
    return {
        path.name: (path.stat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in folder.iterdir()
    }


def who_stands_where(database: Path) -> list[tuple[str, int, str, str | None]]:
    """Everybody in the file, with the place that is stored for them."""
    return rows(database, WHO_STANDS_WHERE)


def is_whole(database: Path) -> bool:
    return rows(database, "PRAGMA integrity_check") == ["ok"] and not rows(
        database, "PRAGMA foreign_key_check"
    )


def is_sentence(told: str) -> bool:
    """Can an operator read it, and is it of our own words?"""
    return told.endswith(".") and told.isprintable() and "sqlalche" not in told


def fill(disk: Path, left: int) -> None:
    """Leave so many bytes of room."""
    free = os.statvfs(disk)
    (disk / "filler").write_bytes(b"x" * (free.f_bfree * free.f_frsize - left))


def page_of(database: Path, name: str) -> tuple[int, int]:
    """Where the first page of a table or an index begins, and how large it is."""
    (page,) = rows(database, "SELECT rootpage FROM sqlite_master WHERE name = ?", name)
    (size,) = rows(database, "PRAGMA page_size")
    return (page - 1) * size, size


def tear(database: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    start, size = page_of(database, table)
    with database.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * size)
