"""The practitioners' table: a CSV file with one row per person, read and checked.

Only what the questions ask for is kept, a byte for each cell, so that a million people fit.
The file's columns, licence and attribution: ``content/weights.toml``, ``[measured]``.
"""

import csv
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path

from bot.errors import TableError

PERSON, ROLE, CORE = "person", "role", "in_core"
ABOUT = (PERSON, ROLE, CORE)
YES, NO, NOT_ASKED = "1", "0", ""
MOST_PEOPLE = 1_000_000
MOST_IN_A_LINE = 100_000
"""Characters: no row of a survey is longer, and a file without line ends is no table."""
NAMED = 3
"""So many missing columns are named."""

Move = Callable[[int, int], None]
"""Told how many bytes are left to read, and of how many."""


@dataclass(frozen=True, slots=True)
class Person:
    """One row that counts.

    Attributes:
        id: as the table has it.
        role: the id of the role that the person's title stands for.
        cells: a character for each column of the table: ``1``, ``0``, or a blank where the
            person was not asked.
    """

    id: str
    role: str
    cells: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """What was read.

    Attributes:
        columns: what the cells of each person are about, in their order.
        people: the rows with ``in_core`` 1, in file order.
    """

    columns: tuple[str, ...]
    people: tuple[Person, ...]

    def training(self) -> str:
        """The SHA-256 of the people's sorted ids, one on each line."""
        ids = "\n".join(sorted(person.id for person in self.people))
        return hashlib.sha256(ids.encode()).hexdigest()


def read(
    path: Path,
    columns: Sequence[str],
    roles: Sequence[str],
    moved: Move = lambda _left, _of: None,
) -> Table:
    """Read the people who count, with these columns of theirs.

    Args:
        path: a CSV file with a header, in UTF-8; a byte order mark does no harm.
        columns: what the cells shall be, beside the person, the role and whether it counts.
        roles: which roles there are; the table must hold somebody of each.
        moved: told how far we are.

    Raises:
        TableError: the file cannot be read, or is no such table.
    """
    rows = _Rows(path, moved)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            people = tuple(rows.people(file, columns, roles))
    except OSError as problem:
        raise TableError(path, f"it cannot be read: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise TableError(path, "it is not UTF-8 text", rows.line + 1) from problem
    except csv.Error as problem:
        raise TableError(path, f"it is not CSV: {problem}", rows.line) from problem
    _check_roles(path, people, roles)
    return Table(tuple(columns), people)


class _Rows:
    """Reads one file, and knows in which line it is."""

    def __init__(self, path: Path, moved: Move) -> None:
        self._path, self._moved = path, moved
        self.line = 0

    def people(
        self, file: TextIOWrapper, columns: Sequence[str], roles: Sequence[str]
    ) -> Iterator[Person]:
        """Whoever counts, row by row."""
        rows = csv.reader(self._lines(file), strict=True)
        header = next(rows, [])
        places = self._places(header, (*ABOUT, *columns))
        known = {role: role for role in roles}
        seen: set[str] = set()
        for row in rows:
            if len(row) != len(header):
                raise self._wrong(f"it has {len(row)} cells, and the header {len(header)}")
            name, role, core, *cells = [row[place] for place in places]
            if not name or name in seen:
                told = f"person '{name}' stands twice" if name else "the person has no id"
                raise self._wrong(told)
            seen.add(name)
            if role not in known:
                raise self._wrong(_no_role(role, roles))
            kept = self._cells((core, *cells), (CORE, *columns))
            if core == YES:
                yield Person(name, known[role], kept[1:])
            if len(seen) > MOST_PEOPLE:
                raise TableError(self._path, f"it has more than {MOST_PEOPLE:,} people")

    def _lines(self, file: TextIOWrapper) -> Iterator[str]:
        """The lines, none endless, each told of on the way."""
        size = os.fstat(file.fileno()).st_size
        read = 0
        while line := file.readline(MOST_IN_A_LINE):
            self.line += 1
            if len(line) == MOST_IN_A_LINE:
                raise self._wrong(f"it has {MOST_IN_A_LINE:,} characters and more")
            read += len(line)
            self._moved(max(size - read, 1), max(size, 1))
            yield line
        self._moved(0, max(size, 1))

    def _places(self, header: Sequence[str], wanted: Sequence[str]) -> list[int]:
        """Where each wanted column stands."""
        if not header:
            raise TableError(self._path, "it is empty")
        missing = [column for column in wanted if column not in header]
        if missing:
            named = ", ".join(missing[:NAMED])
            more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
            columns = "the column" if len(missing) == 1 else "the columns"
            raise TableError(self._path, f"it lacks {columns} {named}{more}")
        twice = [column for column in wanted if header.count(column) > 1]
        if twice:
            raise TableError(self._path, f"it has the column {twice[0]} twice")
        return [header.index(column) for column in wanted]

    def _cells(self, row: Sequence[str], columns: Sequence[str]) -> bytes:
        """The cells as one character each."""
        if not _VALUES.issuperset(row):
            column, value = next(
                (column, value)
                for column, value in zip(columns, row, strict=True)
                if value not in _VALUES
            )
            shown = f"{value[:20]}…" if len(value) > 20 else value
            raise self._wrong(f"{column} is '{shown}'; it must be 1, 0 or empty")
        return "".join([value or " " for value in row]).encode()

    def _wrong(self, problem: str) -> TableError:
        return TableError(self._path, problem, self.line)


_VALUES = frozenset({YES, NO, NOT_ASKED})


def _no_role(role: str, roles: Sequence[str]) -> str:
    nearest = get_close_matches(role, roles, n=1)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
    return f"there is no role '{role[:40]}'{hint}"


def _check_roles(path: Path, people: Sequence[Person], roles: Sequence[str]) -> None:
    """Nothing can be said about a role that nobody has."""
    if not people:
        raise TableError(path, f"it has no row with {CORE} 1")
    found = {person.role for person in people}
    lacking = [role for role in roles if role not in found]
    if lacking:
        raise TableError(path, f"it has no row with {CORE} 1 for {', '.join(lacking)}")
