"""Is the file that we opened still the one under its name?

SQLite goes on writing to a file that was deleted or replaced, and says that all is well; what
is acknowledged then is found by nobody again (I1).
"""

import os
from pathlib import Path

from bot.errors import StoreError


class OpenedFile:
    """A file that was opened just now.

    Raises:
        StoreError: it is gone already.
    """

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._identity = self._found()

    def check(self) -> None:
        """Look whether it is still there.

        Raises:
            StoreError: it is not, or another file has its name.
        """
        if self._found() != self._identity:
            raise self._gone()

    def _found(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)  # noqa: PTH116 - in every turn, so the fastest way
        except OSError as problem:
            raise self._gone() from problem
        return found.st_dev, found.st_ino

    def _gone(self) -> StoreError:
        return StoreError(
            f"The database {self._path} was deleted, moved or replaced while the program runs, "
            f"so nothing can be kept. Put it back, or start the program again."
        )
