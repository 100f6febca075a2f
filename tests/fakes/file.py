import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def rows(database: Path, sql: str, *values: object) -> list[Any]:
    """What a connection of somebody else's finds in the file: bare values where one column."""
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(sql, values).fetchall()
        connection.commit()
    return [row[0] if len(row) == 1 else row for row in found]
