"""Files that come with a card, saved where only their owner can read them."""

import os
from pathlib import Path

from bot.cards import Attachment

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
"""Nothing that is there is written over, and no link is followed."""


def save(file: Attachment, folder: Path) -> Path:
    """Write the file into the folder, beside older ones: a second of its name ends with ``-2``.

    Returns:
        Where it is.

    Raises:
        OSError: it cannot be written; nothing of it is left.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place, descriptor = _opened(folder / file.name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write(file.text)
    except OSError:
        place.unlink()
        raise
    return place


def _opened(wanted: Path) -> tuple[Path, int]:
    """The first place of this name that is free, and a new file there for its owner alone."""
    place, number = wanted, 1
    while True:
        try:
            return place, os.open(place, _NEW, 0o600)
        except FileExistsError:
            number += 1
            place = wanted.with_stem(f"{wanted.stem}-{number}")
