"""Where measurements keep their files: on a disk, or the floor would cost nothing.

A commit that waits for the disk is what we measure; in a folder that lives in memory it
waits for nothing, and every ratio to it would be nonsense.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = frozenset({"tmpfs", "ramfs", "devtmpfs"})
_MOUNTS = Path("/proc/self/mounts")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder on a disk that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="whichrole-bench-", dir=disk_folder()) as folder:
        yield Path(folder)


def disk_folder() -> Path:
    """The first usual place for temporary files that is not in memory; else just the first."""
    usual = [Path(tempfile.gettempdir()), Path("/var/tmp"), Path.cwd()]  # noqa: S108 - a folder of our own is made
    usable = [place for place in usual if place.is_dir() and os.access(place, os.W_OK)]
    on_disk = (place for place in usable if filesystem(place) not in MEMORY)
    return next(on_disk, usual[0])


def filesystem(folder: Path) -> str:
    """The kind of file system that a folder is on, like ``ext4``; empty where unknown."""
    try:
        lines = _MOUNTS.read_text(errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [line.split(" ")[1:3] for line in lines]
    holding = [mount for mount in mounts if folder.resolve().is_relative_to(mount[0])]
    # The longest mount point is the nearest; of two on the same one the later is on top.
    return max(enumerate(holding), key=lambda one: (len(one[1][0]), one[0]))[1][1]
