"""Core statements compiled once for each database and handed to the driver as they are.

A sign-off runs a dozen statements; SQLAlchemy's own execution costs some 70 µs each, more than SQLite
needs for the statement itself. Only the paths that the benchmarks watch use this; the rest is plain Core.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
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
        compiled = core.compile(dialect=dialect)  # type: ignore[attr-defined]  # every statement compiles
        self.text = str(compiled)
        self.positional = compiled.positiontup
        self.into: dict[str, Process] = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect)
            for name, bind in compiled.binds.items()
        }
        self.columns = _returned(core)
        kinds = [column.type.dialect_impl(dialect) for column in self.columns]
        self.out: list[Process] = [kind.result_processor(dialect, None) for kind in kinds]
        self.row = namedtuple("Row", [column.name for column in self.columns], rename=True)  # type: ignore[misc]  # columns are known at run time

    def parameters(self, values: Values) -> Any:
        """The values in the shape that the driver wants."""
        said = {
            name: process(values.get(name)) if process else values.get(name)
            for name, process in self.into.items()
        }
        return said if self.positional is None else tuple(said[name] for name in self.positional)

    def made(self, row: Sequence[Any]) -> Any:
        """A driver's row as a named tuple of Python values."""
        return self.row(
            *(process(value) if process else value for process, value in zip(self.out, row, strict=True))
        )


class Statement:
    """A statement that is run often."""

    def __init__(self, core: Select[Any] | UpdateBase) -> None:
        self._core = core
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Execute, with nothing to read."""
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.text, compiled.parameters(values))
        cursor.close()

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute once for each row."""
        for row in rows:
            self.run(connection, row)

    def one(self, connection: Connection, values: Values) -> Any | None:
        """The only row, or None."""
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.text, compiled.parameters(values))
        row = cursor.fetchone()
        cursor.close()
        return None if row is None else compiled.made(row)

    def all(self, connection: Connection, values: Values) -> list[Any]:
        """Every row."""
        compiled = self._for(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.text, compiled.parameters(values))
        rows = [compiled.made(row) for row in cursor.fetchall()]
        cursor.close()
        return rows

    def _for(self, dialect: Dialect) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _Compiled(self._core, dialect)
        return known


def _returned(core: Any) -> list[Any]:  # a select's columns, or what an insert returns
    if isinstance(core, Select):
        return list(core.selected_columns)
    return list(core.returning_column_descriptions and core.exported_columns)
