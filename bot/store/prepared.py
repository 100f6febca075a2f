"""Statements that are built once and run on the driver itself.

Each is a Core construct, compiled once for SQLite. SQLAlchemy's own execution costs 0.05 ms a
statement, whatever the disk does, and a turn has seven; here what is left is the driver's
work and the conversion of values by the columns' types. Statements that run now and then, or
take lists, are executed the usual way.
"""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler

from bot.errors import StoreError

Values = Mapping[str, Any]
"""Values by the names of a statement's parameters."""

Convert = Callable[[Any], Any]

_DIALECT = sqlite.dialect(paramstyle="qmark")


def _as_it_is(value: Any) -> Any:
    return value


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
        self._binds = [(name, _into(compiled, name)) for name in compiled.positiontup]
        self._converts, self._row = _out_of(compiled)

    def run(self, connection: Connection, values: Values) -> int:
        """Execute it; return how many rows it touched."""
        count: int = self._driver(connection).execute(self._text, self._bound(values)).rowcount
        return count

    def run_many(self, connection: Connection, values: Sequence[Values]) -> int:
        """Execute it for each of them; return how many rows were touched in all."""
        bound = [self._bound(one) for one in values]
        count: int = self._driver(connection).executemany(self._text, bound).rowcount
        return count

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        """Its rows, each with its columns as attributes."""
        found = self._driver(connection).execute(self._text, self._bound(values)).fetchall()
        return [self._made(row) for row in found]

    def row(self, connection: Connection, values: Values) -> Any:
        """Its only row, or None."""
        found = self._driver(connection).execute(self._text, self._bound(values)).fetchone()
        return None if found is None else self._made(found)

    def _made(self, row: Iterable[Any]) -> Any:
        return self._row(
            *[convert(one) for convert, one in zip(self._converts, row, strict=True)]
        )

    def _bound(self, values: Values) -> tuple[Any, ...]:
        known = {**self._fixed, **values} if self._fixed else values
        try:
            return tuple([convert(known[name]) for name, convert in self._binds])
        except (TypeError, ValueError) as problem:
            raise StoreError(f"What was to be kept is not of its kind ({problem}).") from None

    @staticmethod
    def _driver(connection: Connection) -> Any:
        return connection.connection.driver_connection


def _into(compiled: SQLCompiler, name: str) -> Convert:
    """How a value becomes what the driver takes."""
    kind = compiled.binds[name].type
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT) or _as_it_is


def _out_of(compiled: SQLCompiler) -> tuple[list[Convert], Callable[..., Any]]:
    """How the driver's columns become values, and the row that they make."""
    columns = compiled._result_columns  # noqa: SLF001 - what Core keeps it under
    converts: list[Convert] = [
        column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None) or _as_it_is
        for column in columns
    ]
    return converts, namedtuple("Row", [column.keyname for column in columns])
