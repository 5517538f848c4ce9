"""Engines for SQLite and PostgreSQL, and the unit of work: one transaction a use case, one a page read.

SQLite: WAL, synchronous=FULL, every write begins IMMEDIATE under our own lock. PostgreSQL: rows are locked
by SELECT … FOR UPDATE. Nothing but this module commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

from storage.channel import channel, driver, settle_in_order
from storage.connections import Connections
from storage.lock import exclusive
from storage.work import Work

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    # A sign-off writes some 22 pages, many of them the last one's again: a checkpoint carries each once. With
    # more pages than this the log outgrows the processor's caches, and a sign-off takes 5 % longer.
    "PRAGMA wal_autocheckpoint=2000",
)


class _Page:
    """A transaction of reads that begins with the first of them."""

    def __init__(self, begun: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._begun = begun
        self._open = ExitStack()
        self._connection: Connection | None = None

    def connection(self) -> Connection:
        """The connection of this page's transaction."""
        if self._connection is None:
            self._connection = self._open.enter_context(self._begun())
        return self._connection

    def end(self) -> None:
        """End the transaction; a later read begins another."""
        self._connection = None
        self._open.close()


class Database:
    """The storage port: `work()` writes in one transaction, `read()` only reads."""

    def __init__(self, url: str | URL, *, connections: int = 20) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._lock = Path(f"{self.url.database}.lock") if self.sqlite else None
        self.engine = self._sqlite() if self.sqlite else self._postgresql()
        self._connections = Connections(self.engine, connections)
        self._page: ContextVar[_Page | None] = ContextVar("page", default=None)
        settle_in_order(self.engine)

    def _sqlite(self) -> Engine:
        engine = create_engine(self.url, max_overflow=-1)
        event.listen(engine, "connect", _prepare)
        return engine

    def _postgresql(self) -> Engine:
        # psycopg would forget our prepared statements with its own at every rollback (storage.wire).
        return create_engine(self.url, max_overflow=-1, connect_args={"prepare_threshold": None})

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A unit of work: commits at the end of the block, rolls back when it raises."""
        if page := self._page.get():
            page.end()  # what is read after this work must show it
        with self._alone(), self._begun("BEGIN IMMEDIATE") as connection:
            yield Work(connection)
            _end(connection, commit=True)

    @contextmanager
    def page(self) -> Iterator[None]:
        """All that is read inside is of one moment, until the next `work()`."""
        page = _Page(self._reading)
        token = self._page.set(page)
        try:
            yield
        finally:
            self._page.reset(token)
            page.end()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for queries only: the page's own, or one of a short transaction."""
        page = self._page.get()
        if page is None:
            with self._reading() as connection:
                yield connection
            return
        try:
            yield page.connection()
        except BaseException:
            # A failed transaction answers nothing more; the page that tells of the fault reads anew.
            page.end()
            raise

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._begun("BEGIN") as connection:
            yield connection

    def _alone(self) -> AbstractContextManager[None]:
        return nullcontext() if self._lock is None else exclusive(self._lock)

    @contextmanager
    def _begun(self, begin: str) -> Iterator[Connection]:
        """A transaction; what was not committed is undone at its end."""
        with self._connections.one() as connection:
            if self.sqlite:
                # Said here and not by an event: one listener on the engine slows every statement it runs.
                driver(connection).execute(begin)
            yield connection
            _end(connection, commit=False)

    def dispose(self) -> None:
        """Close every connection of this process."""
        self._connections.close()
        self.engine.dispose()


def _end(connection: Connection, *, commit: bool) -> None:
    """Commit or roll back, unless that is done; SQLAlchemy knows of a transaction by its own statements."""
    if connection.in_transaction():
        (connection.commit if commit else connection.rollback)()
    else:
        channel(connection).end(commit=commit)


def _prepare(connection: Any, _record: object) -> None:  # the driver's own connection
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
