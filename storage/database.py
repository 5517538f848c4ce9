"""Engines for SQLite and PostgreSQL, and the unit of work: one transaction a use case, one a page read.

SQLite: WAL, synchronous=FULL, every write begins IMMEDIATE under our own lock. PostgreSQL: rows are locked
by SELECT … FOR UPDATE. Nothing but this module commits.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

from storage.lock import exclusive
from storage.statements import driver, settle_in_order
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

    def __init__(self, url: str | URL, *, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._lock = Path(f"{self.url.database}.lock") if self.sqlite else None
        self.engine = self._sqlite() if self.sqlite else self._postgresql(pool_size)
        self._idle: dict[int, list[Connection]] = {}
        self._page: ContextVar[_Page | None] = ContextVar("page", default=None)
        settle_in_order(self.engine)

    def _sqlite(self) -> Engine:
        engine = create_engine(self.url)
        event.listen(engine, "connect", _prepare)
        return engine

    def _postgresql(self, pool_size: int) -> Engine:
        # psycopg would forget our prepared statements with its own at every rollback (storage.wire).
        return create_engine(self.url, pool_size=pool_size, connect_args={"prepare_threshold": None})

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A unit of work: commits at the end of the block, rolls back when it raises."""
        if page := self._page.get():
            page.end()  # what is read after this work must show it
        if self._lock is None:
            with self.engine.begin() as connection:
                yield Work(connection)
            return
        with exclusive(self._lock), self._kept("BEGIN IMMEDIATE") as connection:
            yield Work(connection)
            _end(connection, "commit")

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
        with self._kept("BEGIN") if self.sqlite else self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _kept(self, begin: str) -> Iterator[Connection]:
        """A transaction on one of the SQLite connections of this process; what was not committed is undone.

        They are kept here, for the pool's ways cost a tenth of a sign-off; by process, because they must
        not cross into a forked child.
        """
        idle = self._idle.setdefault(os.getpid(), [])
        try:
            connection = idle.pop()
        except IndexError:
            connection = self.engine.connect()
        try:
            # Said here and not by an event: one listener on the engine slows every statement it runs.
            driver(connection).execute(begin)
            yield connection
            _end(connection, "rollback")
        except BaseException:
            connection.close()
            raise
        idle.append(connection)

    def dispose(self) -> None:
        """Close every connection of this process."""
        for connection in self._idle.pop(os.getpid(), []):
            connection.close()
        self.engine.dispose()


def _end(connection: Connection, how: str) -> None:
    """Commit or roll back, unless that is done; SQLAlchemy knows of a transaction by its own statements."""
    if connection.in_transaction():
        getattr(connection, how)()
    elif driver(connection).in_transaction:
        getattr(driver(connection), how)()


def _prepare(connection: Any, _record: object) -> None:  # the driver's own connection
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)
