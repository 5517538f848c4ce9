"""A connection's ways to its driver: SQLite's at once, PostgreSQL's in as few trips as there can be.

On PostgreSQL a round trip costs more than the statement: what has nothing to read waits until something is
read or the transaction ends, and then goes with all that waits in one trip, in order, several statements
folded into one WITH where they touch different rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlalchemy import Connection, Dialect, Engine, event

if TYPE_CHECKING:
    from storage.wire import Sent, Wire

Broken = Mapping[str, Callable[[], Exception]]
"""What to raise for a broken constraint, by a word of its name."""
Rows = Sequence[Sequence[Any]]

_CHANNEL, _WIRE = "grif_channel", "grif.wire"
# Many rows go as several statements, not as one text of its own for each number of rows.
MAX_VALUES = 100


@dataclass(frozen=True, slots=True, eq=False)
class Writing:
    """A statement with nothing to read: what it does to which table, and what a broken constraint means."""

    text: str
    places: int
    table: str
    adds: bool
    broken: Broken


class Channel(Protocol):
    """How statements reach the database in one transaction after another."""

    dialect: Dialect

    def run(self, one: Writing, values: list[object]) -> None:
        """Execute, with nothing to read; it may wait, and a fault then shows later."""

    def expect(self, text: str, values: Callable[[], list[object]]) -> None:
        """These rows will be read soon: they may come with the next trip, as they are then."""

    def rows(self, text: str, values: list[object]) -> Rows:
        """The rows, after all that was run before."""

    def end(self, *, commit: bool) -> None:
        """Commit or roll back; nothing happens where no transaction is open."""


class _AtOnce:
    """SQLite: the database is in this process."""

    def __init__(self, connection: Connection) -> None:
        self.dialect = connection.dialect
        self._driver = driver(connection)
        # One cursor for all: each statement is stepped to its end, and a new cursor costs a seventh of it.
        self._execute = self._driver.cursor().execute
        self._fault = self.dialect.loaded_dbapi.IntegrityError

    def run(self, one: Writing, values: list[object]) -> None:
        try:
            self._execute(one.text, values)
        except self._fault as fault:
            raise _meant(fault, one.broken) from None

    def expect(self, text: str, values: Callable[[], list[object]]) -> None:
        """Nothing is won by asking sooner."""

    def rows(self, text: str, values: list[object]) -> Rows:
        found: Rows = self._execute(text, values).fetchall()
        return found

    def end(self, *, commit: bool) -> None:
        if self._driver.in_transaction:
            (self._driver.commit if commit else self._driver.rollback)()


class _InTrips:
    """PostgreSQL: the fewer trips, the better."""

    def __init__(self, connection: Connection) -> None:
        self.dialect = connection.dialect
        self._wire = _wire(connection)
        self._fault = self.dialect.loaded_dbapi.IntegrityError
        self._waiting: list[Writing] = []
        self._values: list[object] = []
        self._expected: list[tuple[str, tuple[object, ...]]] = []
        self._arrived: dict[tuple[str, tuple[object, ...]], Rows] = {}

    def run(self, one: Writing, values: list[object]) -> None:
        self._waiting.append(one)
        self._values += values

    def expect(self, text: str, values: Callable[[], list[object]]) -> None:
        self._expected.append((text, tuple(values())))

    def rows(self, text: str, values: list[object]) -> Rows:
        key = text, tuple(values)
        if key in self._arrived:
            return self._arrived.pop(key)
        expected, self._expected = self._expected, []
        with self._sent() as waiting:
            asked = [*waiting, *((_text((one,)), said) for one, said in (*expected, key))]
            *others, rows = self._wire.ask(asked)[len(waiting) :]
        self._arrived.update(zip(expected, others, strict=True))
        return rows

    def settle(self, *, commit: bool = False) -> None:
        """Send what waits; the commit goes in the same trip."""
        if self._waiting:
            with self._sent() as waiting:
                self._wire.ask(waiting, end=b"COMMIT" if commit else b"")

    def end(self, *, commit: bool) -> None:
        if commit:
            self.settle(commit=True)
        self.forget()
        if self._wire.in_transaction:
            self._wire.ask((), end=b"COMMIT" if commit else b"ROLLBACK")

    def forget(self) -> None:
        """Drop what belongs to a transaction that has ended."""
        self._waiting, self._values, self._expected = [], [], []
        self._arrived.clear()

    @contextmanager
    def _sent(self) -> Iterator[Sequence[Sent]]:
        """What waits, which then waits no more; what a constraint means is raised for the driver's error."""
        waiting, values = self._waiting, self._values
        self._waiting, self._values = [], []
        try:
            yield _folded(waiting, values)
        except self._fault as fault:
            broken = {word: meaning for one in waiting for word, meaning in one.broken.items()}
            raise _meant(fault, broken) from None


def channel(connection: Connection) -> Channel:
    """The connection's channel; it lives as long as the connection is not closed."""
    known: Channel | None = connection.get_execution_options().get(_CHANNEL)
    if known is None:
        known = (_InTrips if _is_postgresql(connection.dialect) else _AtOnce)(connection)
        connection.execution_options(**{_CHANNEL: known})
    return known


def settle_in_order(engine: Engine) -> None:
    """Let nothing overtake what waits: plain statements and the commit come after it, a rollback drops it."""
    if _is_postgresql(engine.dialect):
        event.listen(engine, "before_cursor_execute", lambda connection, *_: _trips(connection).settle())
        # The commit goes in the same trip; the one that SQLAlchemy asks for next finds nothing to do.
        event.listen(engine, "commit", _settle_last)
        event.listen(engine, "rollback", lambda connection: _trips(connection).forget())


def driver(connection: Connection) -> Any:  # sqlite3 and psycopg alike: execute() gives a cursor
    """The driver's own connection, for what SQLAlchemy would only slow."""
    return connection.connection.dbapi_connection


def _settle_last(connection: Connection) -> None:
    trips = _trips(connection)
    trips.settle(commit=True)
    trips.forget()


def _trips(connection: Connection) -> _InTrips:
    return cast(_InTrips, channel(connection))  # only PostgreSQL's engines have these events


def _wire(connection: Connection) -> Wire:
    """The driver connection's own: it knows what the server has prepared for it."""
    found: Wire | None = connection.info.get(_WIRE)
    if found is None:
        from storage.wire import Wire  # psycopg is not there where only SQLite is used

        found = connection.info[_WIRE] = Wire(driver(connection))
    return found


def _folded(waiting: Sequence[Writing], values: Sequence[object]) -> Sequence[Sent]:
    """The statements that go, each with its part of the values."""
    sent, start = [], 0
    for text, places in _texts(tuple(waiting)):
        sent.append((text, values[start : start + places]))
        start += places
    return sent


@lru_cache(1024)
def _texts(waiting: tuple[Writing, ...]) -> Sequence[tuple[bytes, int]]:
    """What goes for these, in order: a text, and how many values it takes."""
    return [
        (_text(tuple(one.text for one in batch)), sum(one.places for one in batch))
        for batch in _batches(waiting)
    ]


def _batches(waiting: Sequence[Writing]) -> Iterator[list[Writing]]:
    """Runs of statements that may be one: none changes a row that another of them adds or changes."""
    batch: list[Writing] = []
    for one in waiting:
        meets = any(one.table == other.table and not (one.adds and other.adds) for other in batch)
        if meets or sum(other.places for other in batch) + one.places > MAX_VALUES:
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


def _meant(fault: Exception, broken: Broken) -> Exception:
    return next((meaning() for word, meaning in broken.items() if word in str(fault)), fault)


def _is_postgresql(dialect: Dialect) -> bool:
    return dialect.driver == "psycopg"
