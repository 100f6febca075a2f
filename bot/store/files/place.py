"""Is this a place for the database? Its folder, the file's kind, rights, privacy, and room."""

import os
import shlex
import stat
from pathlib import Path

from bot.errors import StoreError

LEAST_ROOM = 2**20
"""Bytes; the log and its index need some of it before the first turn is kept."""

LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a file, under these endings."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_AS_WHO_WE_ARE = os.access in os.supports_effective_ids


def check_rights(path: Path) -> None:
    """May we have a file there, and write it?

    Raises:
        StoreError: not as things are.
    """
    folder = path.parent
    if not folder.is_dir():
        raise StoreError(f"The folder of the database, {folder}, does not exist.")
    if path.is_dir():
        raise StoreError(f"The database {path} is a folder; name a file in it.")
    if path.exists() and not path.is_file():
        raise StoreError(f"The database {path} is not a file; name another one with --db.")
    _check_writable(folder, f"The folder of the database, {folder},", os.W_OK | os.X_OK)
    if path.exists():
        _check_writable(path, f"The database {path}", os.R_OK | os.W_OK)


def check_room(path: Path) -> None:
    """Is there room on the disk to go on?

    Raises:
        StoreError: hardly any.
    """
    free = room(path)
    if free is not None and free < LEAST_ROOM:
        raise StoreError(no_room(path))


def room(path: Path) -> int | None:
    """Bytes that are free where the file is, or None where the disk does not say."""
    found = os.statvfs(path.parent)
    free = found.f_bfree if os.geteuid() == 0 else found.f_bavail
    return free * found.f_frsize if found.f_blocks else None


def check_privacy(path: Path) -> None:
    """What people answered is for nobody else; the mode of each file decides (F49).

    Raises:
        StoreError: somebody else can reach the file, or what SQLite keeps beside it.
    """
    files = [path, *beside(path).values()]
    if shared := [file for file in files if file.exists() and file.stat().st_mode & _OTHERS]:
        mend = shlex.join(["chmod", "600", *map(str, shared)])
        raise StoreError(
            f"The database {path} can be reached by others on this machine. Make it yours "
            f"alone ({mend}), then start again; nothing was changed."
        )


def no_room(path: object) -> str:
    """The sentence for a full disk."""
    return f"The disk of {path} is full. Make room, then start again; nothing was changed."


def beside(path: Path) -> dict[str, Path]:
    """Where SQLite keeps its files beside this one, by their endings.

    It looks beside the file itself, also where the name is a link to it.
    """
    itself = Path(os.path.realpath(path))
    return {ending: itself.with_name(itself.name + ending) for ending in LOGS}


def filled(path: Path) -> bool:
    """Does the file exist, and hold anything?"""
    return path.exists() and path.stat().st_size > 0


def _check_writable(path: Path, named: str, wanted: int) -> None:
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
