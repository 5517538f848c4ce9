"""Core statements compiled once for each database and handed to the driver as they are.

A sign-off runs a dozen statements; SQLAlchemy's own execution costs some 70 µs each, more than SQLite
needs for the statement itself. Only the paths that the benchmarks watch use this; the rest is plain Core.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Dialect,
    Insert,
    Integer,
    LargeBinary,
    Select,
    Table,
    bindparam,
    insert,
    literal_column,
)
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.types import TypeEngine

from storage.channel import Broken, Channel, Writing, channel

Process = Callable[[Any], Any] | None
Values = Mapping[str, object]


def adding(table: Table) -> Insert:
    """An INSERT that names every column of the table, so that one compiled form serves all rows."""
    return insert(table).values({column.name: bindparam(column.name) for column in table.columns})


def in_words(number: int) -> ColumnElement[int]:
    """A number as part of the statement: with a value for its LIMIT PostgreSQL plans it anew each time."""
    return literal_column(str(number), Integer)


class _Compiled:
    """One statement for one database: its text, and how values go in and rows come out."""

    def __init__(self, core: Executable, dialect: Dialect, broken: Broken, row: Any) -> None:
        compiled = core.compile(dialect=_positional(dialect))  # type: ignore[attr-defined]  # every statement compiles
        self.text = str(compiled)
        self._names: tuple[str, ...] = tuple(compiled.positiontup)
        table = str(core.table) if isinstance(core, UpdateBase) else ""
        self.writing = Writing(self.text, len(self._names), table, isinstance(core, Insert), broken)
        self._else = tuple(compiled.binds[name].effective_value for name in self._names)
        self._into = _needed(_way_in(compiled.binds[name].type, dialect) for name in self._names)
        columns = _returned(core)
        self._out = _needed(
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        )
        names = [column.name for column in columns]
        made: Any = row or namedtuple("Row", names, rename=True)
        self._make = made._make

    def parameters(self, values: Values) -> list[object]:
        """The values in the statement's order, as the driver wants them; one not said is its own or NULL."""
        said = list(map(values.get, self._names, self._else))
        for place, process in self._into:
            said[place] = process(said[place])
        return said

    def made(self, row: Sequence[Any]) -> Any:
        """A driver's row as a named tuple of Python values."""
        if self._out:
            row = list(row)
            for place, process in self._out:
                row[place] = process(row[place])
        return self._make(row)


class Statement:
    """A statement that is run often; its rows are named tuples, of the class `row` where one is given.

    `broken` says what to raise for a broken constraint, by a word of its name.
    """

    def __init__(
        self, core: Select[Any] | UpdateBase, broken: Broken | None = None, row: type[Any] | None = None
    ) -> None:
        self._core = core
        self._row = row
        self._broken = broken or {}
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Execute, with nothing to read; on PostgreSQL it may wait, and a fault then shows later."""
        way = channel(connection)
        compiled = self._for(way)
        way.run(compiled.writing, compiled.parameters(values))

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute once for each row."""
        for row in rows:
            self.run(connection, row)

    def expect(self, connection: Connection, values: Values) -> None:
        """It will be read soon: on PostgreSQL its rows come with the next trip, as they are then."""
        way = channel(connection)
        compiled = self._for(way)
        way.expect(compiled.text, lambda: compiled.parameters(values))

    def one(self, connection: Connection, values: Values) -> Any | None:
        """The first row, or None."""
        way = channel(connection)
        compiled = self._for(way)
        rows = way.rows(compiled.text, compiled.parameters(values))
        return compiled.made(rows[0]) if rows else None

    def all(self, connection: Connection, values: Values) -> list[Any]:
        """Every row."""
        way = channel(connection)
        compiled = self._for(way)
        return list(map(compiled.made, way.rows(compiled.text, compiled.parameters(values))))

    def _for(self, way: Channel) -> _Compiled:
        dialect = way.dialect
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _Compiled(self._core, dialect, self._broken, self._row)
        return known


def _positional(dialect: Dialect) -> Dialect:
    """The dialect with values by place, which need no dictionary on the way to the driver."""
    made: Any = type(dialect)
    return dialect if dialect.positional else made(paramstyle="format")


def _way_in(kind: TypeEngine[Any], dialect: Dialect) -> Process:
    """How a value of that type goes to the driver: on SQLite without SQLAlchemy's own checks."""
    if dialect.name == "sqlite" and isinstance(kind, Date):
        return _as_text
    if dialect.name == "sqlite" and isinstance(kind, LargeBinary):
        return None
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _as_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _needed(processes: Iterable[Process]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    return tuple((place, process) for place, process in enumerate(processes) if process)


def _returned(core: Any) -> list[Any]:  # a select's columns, or what an insert returns
    if isinstance(core, Select):
        return list(core.selected_columns)
    return list(core.returning_column_descriptions and core.exported_columns)
