"""The practitioners' table: a CSV file with one row per person, read and checked.

Only what the questions ask for is kept, a byte for each cell, so that a million people fit.
The file's columns, licence and attribution: ``content/weights.toml``, ``[measured]``.
"""

import csv
import hashlib
import os
import re
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
MOST_SHOWN = 20
"""Characters of a wrong cell that are quoted."""
OTHER_MARKS = ";\t"
"""What some programs write between cells in place of commas."""
NAMED = 3
"""So many missing columns are named."""
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_NOT_UTF8 = re.compile(r"[\udc80-\udcff]")
"""What a byte that is no text is read as; so the line that it stands in is known."""

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
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            people = tuple(rows.people(file, columns, roles))
    except OSError as problem:
        raise TableError(path, f"it cannot be read: {problem.strerror}") from problem
    except csv.Error as problem:
        raise TableError(path, f"it is not CSV: {problem}", rows.first) from problem
    _check_roles(path, people, roles)
    return Table(tuple(columns), people)


class _Rows:
    """Reads one file, and knows in which line of it a row, or a cell of it, stands.

    Attributes:
        line: the last line that was read, from 1 as in an editor.
        first: the line in which the row at hand begins: a cell in quotation marks may have
            several lines.
    """

    def __init__(self, path: Path, moved: Move) -> None:
        self._path, self._moved = path, moved
        self.line, self.first = 0, 1

    def people(
        self, file: TextIOWrapper, columns: Sequence[str], roles: Sequence[str]
    ) -> Iterator[Person]:
        """Whoever counts, row by row."""
        rows = self._rows(file)
        header = next(rows, [])
        places = self._places(header, (*ABOUT, *columns))
        known = {role: role for role in roles}
        seen: set[str] = set()
        for row in rows:
            if len(row) != len(header):
                raise self._wrong(f"it has {len(row)} cells, and the header {len(header)}")
            name, role, core, *cells = [row[place] for place in places]
            if not name:
                raise self._wrong("the person has no id", row[: places[0]])
            if name in seen:
                raise self._wrong(f"person {_shown(name)} stands twice", row[: places[0]])
            seen.add(name)
            if role not in known:
                raise self._wrong(_no_role(role, roles), row[: places[1]])
            if not _VALUES.issuperset((core, *cells)):
                raise self._no_value(row, places[2:], (CORE, *columns))
            if core == YES:
                marks = "".join([value or " " for value in cells])
                yield Person(name, known[role], marks.encode())
            if len(seen) > MOST_PEOPLE:
                raise TableError(self._path, f"it has more than {MOST_PEOPLE:,} people")

    def _rows(self, file: TextIOWrapper) -> Iterator[list[str]]:
        """Every row, blank lines left out."""
        rows = csv.reader(self._lines(file), strict=True)
        while True:
            self.first = self.line + 1
            row = next(rows, None)
            if row is None:
                return
            if row:
                yield row

    def _lines(self, file: TextIOWrapper) -> Iterator[str]:
        """The lines, none endless, each told of on the way."""
        size = os.fstat(file.fileno()).st_size
        read = 0
        while line := file.readline(MOST_IN_A_LINE):
            self.line += 1
            if not line.isascii() and _NOT_UTF8.search(line):
                raise TableError(self._path, "it is not UTF-8 text", self.line)
            if len(line) == MOST_IN_A_LINE:
                told = f"it has {MOST_IN_A_LINE:,} characters and more"
                raise TableError(self._path, told, self.line)
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
            otherwise = len(header) == 1 and any(mark in header[0] for mark in OTHER_MARKS)
            comma = "; is it separated by commas?" if otherwise else ""
            raise TableError(self._path, f"it lacks {columns} {named}{more}{comma}")
        twice = [column for column in wanted if header.count(column) > 1]
        if twice:
            raise TableError(self._path, f"it has the column {twice[0]} twice")
        return [header.index(column) for column in wanted]

    def _no_value(
        self, row: Sequence[str], places: Sequence[int], columns: Sequence[str]
    ) -> TableError:
        """The first cell of these, in the order of the row, that is no value."""
        place, column = min(
            (place, column)
            for place, column in zip(places, columns, strict=True)
            if row[place] not in _VALUES
        )
        told = f"{column} is {_shown(row[place])}; it must be 1, 0 or empty"
        return self._wrong(told, row[:place])

    def _wrong(self, problem: str, before: Sequence[str] = ()) -> TableError:
        """What is wrong in the cell after these of the row, or in the row."""
        line = self.first + sum(len(_LINE_BREAK.findall(cell)) for cell in before)
        return TableError(self._path, problem, line)


_VALUES = frozenset({YES, NO, NOT_ASKED})


def _no_role(role: str, roles: Sequence[str]) -> str:
    nearest = get_close_matches(role, roles, n=1)
    hint = f"; did you mean '{nearest[0]}'?" if nearest else ""
    return f"there is no role {_shown(role)}{hint}"


def _shown(cell: str) -> str:
    """A cell in quotation marks: its start, with blanks and signs that nobody sees."""
    return repr(f"{cell[:MOST_SHOWN]}…" if len(cell) > MOST_SHOWN else cell)


def _check_roles(path: Path, people: Sequence[Person], roles: Sequence[str]) -> None:
    """Nothing can be said about a role that nobody has."""
    if not people:
        raise TableError(path, f"it has no row with {CORE} 1")
    found = {person.role for person in people}
    lacking = [role for role in roles if role not in found]
    if lacking:
        raise TableError(path, f"it has no row with {CORE} 1 for {', '.join(lacking)}")
