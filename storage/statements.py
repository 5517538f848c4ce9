"""Core statements compiled once for each database and handed to the driver as they are.

A sign-off runs a dozen statements; SQLAlchemy's own execution costs some 70 µs each, more than SQLite
needs for the statement itself. Only the paths that the benchmarks watch use this; the rest is plain Core.

On PostgreSQL a round trip costs more than the statement: what has nothing to read waits until something is
read or the transaction ends, and then goes with all that waits in one trip, in order, several statements
folded into one WITH where they touch different rows.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    Insert,
    Select,
    Table,
    bindparam,
    event,
    insert,
)
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.dml import UpdateBase

if TYPE_CHECKING:
    from storage.wire import Sent, Wire

Process = Callable[[Any], Any] | None
Values = Mapping[str, object]

Broken = Mapping[str, Callable[[], Exception]]

_WAITING, _WIRE = "grif.waiting", "grif.wire"
_EXPECTED, _ARRIVED = "grif.expected", "grif.arrived"
# Many rows go as several statements, not as one text of its own for each number of rows.
MAX_VALUES = 100


def adding(table: Table) -> Insert:
    """An INSERT that names every column of the table, so that one compiled form serves all rows."""
    return insert(table).values({column.name: bindparam(column.name) for column in table.columns})


class _Compiled:
    """One statement for one database: its text, and how values go in and rows come out."""

    def __init__(self, core: Executable, dialect: Dialect, row: Any) -> None:
        compiled = core.compile(dialect=_positional(dialect))  # type: ignore[attr-defined]  # every statement compiles
        self.text = str(compiled)
        self.waits = _is_postgresql(dialect)
        self._names: tuple[str, ...] = tuple(compiled.positiontup)
        self._else = tuple(compiled.binds[name].effective_value for name in self._names)
        self._into = _needed(
            compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect) for name in self._names
        )
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


class _Waiting(NamedTuple):
    """A statement on its way, what it does to which table, and what a constraint that it breaks means."""

    text: str
    values: list[object]
    table: str
    adds: bool
    broken: Broken


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
        self._table = str(core.table) if isinstance(core, UpdateBase) else ""
        self._adds = isinstance(core, Insert)
        self._compiled: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> None:
        """Execute, with nothing to read; on PostgreSQL it may wait, and a fault then shows later."""
        compiled = self._for(connection.dialect)
        parameters = compiled.parameters(values)
        if compiled.waits:
            one = _Waiting(compiled.text, parameters, self._table, self._adds, self._broken)
            connection.info.setdefault(_WAITING, []).append(one)
            return
        try:
            driver(connection).execute(compiled.text, parameters)
        except connection.dialect.loaded_dbapi.IntegrityError as fault:
            raise _meant(fault, self._broken) from None

    def run_many(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Execute once for each row."""
        for row in rows:
            self.run(connection, row)

    def expect(self, connection: Connection, values: Values) -> None:
        """It will be read soon: on PostgreSQL its rows come with the next trip, as they are then."""
        compiled = self._for(connection.dialect)
        if compiled.waits:
            expected = connection.info.setdefault(_EXPECTED, [])
            expected.append((compiled.text, tuple(compiled.parameters(values))))

    def one(self, connection: Connection, values: Values) -> Any | None:
        """The first row, or None."""
        compiled = self._for(connection.dialect)
        rows = _asked(connection, compiled, values)
        return compiled.made(rows[0]) if rows else None

    def all(self, connection: Connection, values: Values) -> list[Any]:
        """Every row."""
        compiled = self._for(connection.dialect)
        return list(map(compiled.made, _asked(connection, compiled, values)))

    def _for(self, dialect: Dialect) -> _Compiled:
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = _Compiled(self._core, dialect, self._row)
        return known


def settle_in_order(engine: Engine) -> None:
    """Let nothing overtake what waits: plain statements and the commit come after it, a rollback drops it."""
    if _is_postgresql(engine.dialect):
        event.listen(engine, "before_cursor_execute", lambda connection, *_: _settle(connection))
        # The commit goes in the same trip; the one that SQLAlchemy asks for next finds nothing to do.
        event.listen(engine, "commit", lambda connection: _settle(connection, commit=True))
        event.listen(engine, "rollback", _drop)


def _settle(connection: Connection, *, commit: bool = False) -> None:
    waiting = _waiting(connection)
    if commit:
        _drop(connection)
    if waiting:
        with _understood(connection, waiting):
            _wire(connection).ask(_folded(waiting), commit=commit)


def _asked(connection: Connection, compiled: _Compiled, values: Values) -> Sequence[Any]:
    parameters = compiled.parameters(values)
    if not compiled.waits:
        rows: list[Any] = driver(connection).execute(compiled.text, parameters).fetchall()
        return rows
    key = compiled.text, tuple(parameters)
    arrived = connection.info.get(_ARRIVED, {})
    if key in arrived:
        return arrived.pop(key)  # type: ignore[no-any-return]  # rows of the driver
    expected = connection.info.pop(_EXPECTED, ())
    waiting = _waiting(connection)
    asked = [*_folded(waiting), *((_text((text,)), values) for text, values in (*expected, key))]
    with _understood(connection, waiting):
        *others, rows = _wire(connection).ask_each(asked)[-len(expected) - 1 :]
    if expected:
        connection.info.setdefault(_ARRIVED, {}).update(zip(expected, others, strict=True))
    return rows


def _wire(connection: Connection) -> Wire:
    found: Wire | None = connection.info.get(_WIRE)
    if found is None:
        from storage.wire import Wire  # psycopg is not there where only SQLite is used

        found = connection.info[_WIRE] = Wire(driver(connection))
    return found


def _folded(waiting: Sequence[_Waiting]) -> list[Sent]:
    return [
        (_text(tuple(one.text for one in batch)), [value for one in batch for value in one.values])
        for batch in _batches(waiting)
    ]


def _batches(waiting: Sequence[_Waiting]) -> Iterator[list[_Waiting]]:
    """Runs of statements that may be one: none changes a row that another of them adds or changes."""
    batch: list[_Waiting] = []
    for one in waiting:
        meets = any(one.table == other.table and not (one.adds and other.adds) for other in batch)
        if meets or sum(len(other.values) for other in batch) + len(one.values) > MAX_VALUES:
            yield batch
            batch = []
        batch.append(one)
    if batch:
        yield batch


@lru_cache(1024)
def _text(texts: tuple[str, ...]) -> bytes:
    """Several statements as one WITH, the places of their values numbered through."""
    *first, last = texts
    parts = ", ".join(f"part{number} AS ({text})" for number, text in enumerate(first))
    text = f"WITH {parts} {last}" if first else last
    start, *rest = text.split("%s")
    numbered = "".join(f"${place}{piece}" for place, piece in enumerate(rest, 1))
    return f"{start}{numbered}".replace("%%", "%").encode()


def _waiting(connection: Connection) -> Sequence[_Waiting]:
    """What waits, which then waits no more."""
    waiting: Sequence[_Waiting] = connection.info.pop(_WAITING, ())
    return waiting


def _drop(connection: Connection) -> None:
    """Forget what belongs to a transaction that ends."""
    for name in (_WAITING, _EXPECTED, _ARRIVED):
        connection.info.pop(name, None)


@contextmanager
def _understood(connection: Connection, sent: Sequence[_Waiting]) -> Iterator[None]:
    """Raise what a broken constraint means in place of the driver's error."""
    try:
        yield
    except connection.dialect.loaded_dbapi.IntegrityError as fault:
        broken = {word: meaning for one in sent for word, meaning in one.broken.items()}
        raise _meant(fault, broken) from None


def _meant(fault: Exception, broken: Broken) -> Exception:
    return next((meaning() for word, meaning in broken.items() if word in str(fault)), fault)


def _is_postgresql(dialect: Dialect) -> bool:
    return dialect.driver == "psycopg"


def driver(connection: Connection) -> Any:  # sqlite3 and psycopg alike: execute() gives a cursor
    """The driver's own connection, for what SQLAlchemy would only slow."""
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
