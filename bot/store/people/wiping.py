"""Nothing of what was deleted stays in the file.

``secure_delete`` overwrites what a statement deletes. What was written before still stands in
the log ahead of the file, until that is folded in and cut to nothing; a step that deletes a
person asks for this, and it is done right after COMMIT, before anybody is told.
"""

import sqlite3
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection

BUSY_MILLISECONDS = 5_000
_WANTED = "empty the log after the next commit"


def empty_log_after_commit(connection: Connection) -> None:
    """Ask for it, from inside a transaction."""
    connection.info[_WANTED] = True


def empty_log_if_wanted(connection: Connection) -> None:
    """Do it, outside any transaction, if it was asked for.

    While somebody reads an older state, or when the disk refuses, the log has to stay; then
    it is tried again after the next commit.
    """
    if not connection.info.get(_WANTED):
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout=0").close()  # whoever writes is not to wait for readers
    with suppress(sqlite3.Error):
        busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.info[_WANTED] = bool(busy)
    driver.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}").close()
