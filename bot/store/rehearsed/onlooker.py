"""Somebody else at our file: who looks at what it holds, and who locks it.

Neither uses anything that the program reads or writes with.
"""

import sqlite3
from pathlib import Path
from typing import Any


class Onlooker:
    """Reads what is committed.

    While it looks on, nobody else is the last to leave the file: what a program that died
    had written ahead stays there, as after a real death.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA query_only=ON")
        self._version = 0
        self._found: dict[tuple[object, ...], list[Any]] = {}

    def rows(self, sql: str, *values: object) -> list[Any]:
        """The rows as tuples; asked again before anybody committed anything, the same ones."""
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:
            self._version = version
            self._found.clear()
        asked = (sql, *values)
        if asked not in self._found:
            self._found[asked] = self._connection.execute(sql, values).fetchall()
        return self._found[asked]

    def close(self) -> None:
        """Leave the file."""
        self._connection.close()


class Locker:
    """Holds the write lock for a while (F46)."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=0)

    def hold(self) -> None:
        """From now on nobody can write."""
        self._connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        """Nothing was written."""
        self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Leave the file; a lock that is held goes."""
        self._connection.close()
