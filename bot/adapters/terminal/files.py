"""Files that come with a card, saved where only their owner can read them."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.cards import Attachment


def save(file: Attachment, folder: Path) -> Path:
    """Write the file into the folder, in the place of an older one of its name.

    Returns:
        Where it is now.

    Raises:
        OSError: it cannot be written; an older one is still there, whole.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / file.name
    # A temporary file is readable for nobody else from its first byte on.
    with NamedTemporaryFile("w", dir=folder, encoding="utf-8", delete=False) as written:
        try:
            written.write(file.text)
            written.flush()
            Path(written.name).replace(place)
        except OSError:
            os.unlink(written.name)  # noqa: PTH108 - the name is all that we have of it
            raise
    return place
