"""Statements that are built once and run on the driver itself.

Each is a Core construct, compiled once for SQLite. SQLAlchemy's own execution costs 0.05 ms a
statement, whatever the disk does, and a turn has seven; here what is left is the driver's
work and the conversion of values by the columns' types. Statements that run now and then, or
take lists, are executed the usual way.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import CTE, ColumnClause, Connection, Executable, Row, Select, bindparam
from sqlalchemy import values as table_of
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql.compiler import SQLCompiler

from bot.errors import StoreError
from bot.store.columns import Instant
from bot.store.rows import to_json

Values = Mapping[str, Any]
"""Values by the names of a statement's parameters."""

Convert = Callable[[Any], Any]

_DIALECT = sqlite.dialect(paramstyle="qmark", json_serializer=to_json)

INSTANTS_KEPT = 256
"""A turn writes the same few instants into many columns."""


class Prepared:
    """One statement.

    Args:
        statement: an insert, an update or a select with named parameters.
        columns: the columns that an insert fills.
    """

    def __init__(self, statement: Any, columns: Iterable[str] | None = None) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=columns and list(columns))
        self._text = str(compiled)
        self._fixed = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        names = compiled.positiontup or []
        self._names = tuple(names)
        self._pick = _picking(names)
        self._into = _only(_into(compiled, name) for name in names)
        self._out_of, self._row = _row_of(compiled)

    def __str__(self) -> str:
        """The text that the driver gets."""
        return self._text

    def run(self, connection: Connection, values: Values) -> int:
        """Execute it; return how many rows it touched."""
        count: int = self._driver(connection).execute(self._text, self._bound(values)).rowcount
        return count

    def run_many(self, connection: Connection, values: Sequence[Values]) -> int:
        """Execute it for each of them; return how many rows were touched in all."""
        bound = [self._bound(one) for one in values]
        count: int = self._driver(connection).executemany(self._text, bound).rowcount
        return count

    def insert(self, connection: Connection, values: Values) -> int:
        """Insert one row; return its id, which costs a third less than RETURNING."""
        row: int = self._driver(connection).execute(self._text, self._bound(values)).lastrowid
        return row

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        """Its rows, each with its columns as attributes."""
        return self.found(connection, self._bound(values))

    def found(self, connection: Connection, bound: Sequence[Any]) -> list[Any]:
        """The same, for values as the driver takes them, in the order of the parameters."""
        found = self._driver(connection).execute(self._text, bound).fetchall()
        return [self._made(row) for row in found]

    def raw_rows(self, connection: Connection, values: Values) -> list[Any]:
        """Its rows as the driver gives them, for who reads thousands.

        A text that is no UTF-8 is bytes: it is its own row's fault, and not that of others.
        """
        driver, bound = self._driver(connection), self._bound(values)
        try:
            found: list[Any] = driver.execute(self._text, bound).fetchall()
        except sqlite3.OperationalError as problem:
            if hasattr(problem, "sqlite_errorcode"):  # SQLite's; the driver's own has none
                raise
            with _texts_as_they_are(driver):
                found = driver.execute(self._text, bound).fetchall()
        return found

    def taking(self, *names: str) -> Callable[[Connection, Sequence[Sequence[Any]]], int]:
        """Executes it for each of many rows of values, and returns how many were touched.

        Args:
            names: the parameters in the order in which a row has their values, which are as
                the driver takes them.
        """
        assert names == self._names, self._names  # noqa: S101 - whoever writes one runs it

        def run(connection: Connection, bound: Sequence[Sequence[Any]]) -> int:
            count: int = self._driver(connection).executemany(self._text, bound).rowcount
            return count

        return run

    def each_row(self, connection: Connection, values: Values) -> Generator[Any, None, None]:
        """Its rows one by one, for who does not want all of them, and closes what is left."""
        cursor = self._driver(connection).execute(self._text, self._bound(values))
        try:
            yield from map(self._made, cursor)
        finally:
            cursor.close()

    def row(self, connection: Connection, values: Values) -> Any:
        """Its only row, or None."""
        found = self._driver(connection).execute(self._text, self._bound(values)).fetchone()
        return None if found is None else self._made(found)

    def _made(self, row: Iterable[Any]) -> Any:
        values = list(row)
        for place, convert in self._out_of:
            values[place] = convert(values[place])
        return self._row(*values)

    def _bound(self, values: Values) -> list[Any]:
        known = {**self._fixed, **values} if self._fixed else values
        bound = list(self._pick(known))
        try:
            for place, convert in self._into:
                bound[place] = convert(bound[place])
        except (TypeError, ValueError) as problem:
            raise StoreError(f"What was to be kept is not of its kind ({problem}).") from None
        return bound

    @staticmethod
    def _driver(connection: Connection) -> Any:
        return connection.connection.dbapi_connection


class PreparedForMany:
    """A select that looks for many at once: they are a table of their own, to be joined.

    It is compiled for every power of two of them, and what is left over is looked for in
    vain, so that SQLite keeps all sizes ready.

    Args:
        select_of: the select, given that table.
        columns: of that table; their values are taken by the driver as they are.
    """

    def __init__(
        self, select_of: Callable[[CTE], Select[Any]], *columns: ColumnClause[Any]
    ) -> None:
        self._select_of = select_of
        self._columns = columns
        self._nobody = (None,) * len(columns)
        self._of_size = cache(self._prepared)

    def rows(self, connection: Connection, asked: Sequence[Sequence[Any]]) -> list[Any]:
        """The rows for all of them, each with its columns as attributes."""
        if not asked:
            return []
        size = 1 << (len(asked) - 1).bit_length()
        padded = [*asked, *[self._nobody] * (size - len(asked))]
        return self._of_size(size).found(connection, [*chain.from_iterable(padded)])

    def _prepared(self, size: int) -> Prepared:
        names = [column.name for column in self._columns]
        asked: Any = [
            tuple(bindparam(f"{name}_{place}", None) for name in names) for place in range(size)
        ]
        table = table_of(*self._columns, name="asked").data(asked).cte("asked")
        return Prepared(self._select_of(table))


def all_rows(
    connection: Connection, statement: Executable, asked: Values
) -> Sequence[Row[Any]]:
    """The rows of a statement that takes lists; texts are as ``Prepared.raw_rows`` has them."""
    try:
        return connection.execute(statement, asked).all()
    except OperationalError as problem:
        if hasattr(problem.orig, "sqlite_errorcode"):
            raise
        with _texts_as_they_are(connection.connection.dbapi_connection):
            return connection.execute(statement, asked).all()


@contextmanager
def _texts_as_they_are(driver: Any) -> Iterator[None]:
    """Inside, a text that is no UTF-8 comes as bytes."""
    usual = driver.text_factory
    driver.text_factory = _text_or_bytes
    try:
        yield
    finally:
        driver.text_factory = usual


def _text_or_bytes(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


def _picking(names: Sequence[str]) -> Callable[[Values], Sequence[Any]]:
    """Takes the values of these names, in this order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _only(converts: Iterable[Convert | None]) -> list[tuple[int, Convert]]:
    """Where something is to be converted, and how; most values are taken as they are."""
    return [(place, one) for place, one in enumerate(converts) if one is not None]


def _into(compiled: SQLCompiler, name: str) -> Convert | None:
    """How a value becomes what the driver takes."""
    kind = compiled.binds[name].type
    convert: Convert | None = kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    if convert is None or not isinstance(kind, Instant):
        return convert
    return lru_cache(INSTANTS_KEPT)(convert)


def _row_of(compiled: SQLCompiler) -> tuple[list[tuple[int, Convert]], Callable[..., Any]]:
    """Which of the driver's columns become other values, and the row that they all make."""
    columns = compiled._result_columns  # noqa: SLF001 - what Core keeps it under
    converts = _only(
        column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
        for column in columns
    )
    return converts, namedtuple("Row", [column.keyname for column in columns])
