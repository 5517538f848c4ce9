"""Core statements compiled once for each database and handed to the driver as they are.

A sign-off runs a dozen statements; SQLAlchemy's own execution costs some 70 µs each, more than SQLite
needs for the statement itself. Only the paths that the benchmarks watch use this; the rest is plain Core.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select, Table, bindparam, insert
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.dml import UpdateBase

Process = Callable[[Any], Any] | None
Values = Mapping[str, object]


def adding(table: Table) -> Insert:
    """An INSERT that names every column of the table, so that one compiled form serves all rows."""
    return insert(table).values({column.name: bindparam(column.name) for column in table.columns})


class _Compiled:
    """One statement for one database: its text, and how values go in and rows come out."""

    def __init__(self, core: Executable, dialect: Dialect) -> None:
        compiled = core.compile(dialect=_positional(dialect))  # type: ignore[attr-defined]  # every statement compiles
        self.text = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup)
        self._into = _needed(
            compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self._names
        )
        columns = _returned(core)
        self._out = _needed(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        )
        self._row: Any = namedtuple("Row", [column.name for column in columns], rename=True)  # type: ignore[misc]  # columns are known at run time

    def parameters(self, values: Values) -> list[object]:
        """The values in the statement's order, as the driver wants them; one that is not said is NULL."""
        said = list(map(values.get, self._names))
        for place, process in self._into:
            said[place] = process(said[place])
        return said

    def made(self, row: Sequence[Any]) -> Any:
        """A driver's row as a named tuple of Python values."""
        if self._out:
            row = list(row)
            for place, process in self._out:
                row[place] = process(row[place])
        return self._row._make(row)


class Statement:
    """A statement that is run often."""

    def __init__(self, core: Select[Any] | UpdateBase) -> None:
        self._core = core
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Execute, with nothing to read."""
        compiled = self._for(connection.dialect)
        _driver(connection).execute(compiled.text, compiled.parameters(values))

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute once for each row."""
        for row in rows:
            self.run(connection, row)

    def one(self, connection: Connection, values: Values) -> Any | None:
        """The first row, or None."""
        compiled = self._for(connection.dialect)
        row = _driver(connection).execute(compiled.text, compiled.parameters(values)).fetchone()
        return None if row is None else compiled.made(row)

    def all(self, connection: Connection, values: Values) -> list[Any]:
        """Every row."""
        compiled = self._for(connection.dialect)
        rows = _driver(connection).execute(compiled.text, compiled.parameters(values)).fetchall()
        return list(map(compiled.made, rows))

    def _for(self, dialect: Dialect) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _Compiled(self._core, dialect)
        return known


def _driver(connection: Connection) -> Any:  # sqlite3 and psycopg alike: execute() gives a cursor
    return connection.connection.dbapi_connection


def _positional(dialect: Dialect) -> Dialect:
    """The dialect with values by place, which need no dictionary on the way to the driver."""
    made: Any = type(dialect)
    return dialect if dialect.positional else made(paramstyle="format")


def _needed(processes: Iterable[Process]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    return tuple((place, process) for place, process in enumerate(processes) if process)


def _returned(core: Any) -> list[Any]:  # a select's columns, or what an insert returns
    if isinstance(core, Select):
        return list(core.selected_columns)
    return list(core.returning_column_descriptions and core.exported_columns)
