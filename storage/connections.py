"""The connections of this process: each serves one transaction after another, at most so many at once.

Taking one out of SQLAlchemy's pool and giving it back costs a tenth of a sign-off.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree

from storage.channel import driver

PATIENCE = 30
"""Seconds to wait until a connection is free."""


class Connections:
    """What is open in each process; a forked child must not use those of its parent."""

    def __init__(self, engine: Engine, most: int) -> None:
        self._engine = engine
        self._most = most
        self._kept: dict[int, _Kept] = {}

    @contextmanager
    def one(self) -> Iterator[Connection]:
        """A connection with no transaction open. Raises SQLAlchemy's TimeoutError when none becomes free."""
        kept = self._here()
        try:
            kept.places.get(timeout=PATIENCE)
        except Empty:
            raise NoneFree(f"all {self._most} connections have been busy for {PATIENCE} s") from None
        try:
            connection = kept.taken() or self._engine.connect()
            try:
                yield connection
            except BaseException:
                kept.give_up(connection)
                raise
            kept.take_back(connection)
        finally:
            kept.places.put(None)

    def close(self) -> None:
        """Close those of this process that are idle."""
        self._here().close()

    def _here(self) -> _Kept:
        process = os.getpid()
        kept = self._kept.get(process)
        return kept or self._kept.setdefault(process, _Kept(self._most))


class _Kept:
    """One process's share."""

    def __init__(self, most: int) -> None:
        # A token for each that may be open: the queue is written in C, and ten times as fast as a semaphore.
        self.places: SimpleQueue[None] = SimpleQueue()
        for _ in range(most):
            self.places.put(None)
        self.idle: list[Connection] = []

    def taken(self) -> Connection | None:
        """The one that was used last, if any is idle."""
        try:
            return self.idle.pop()
        except IndexError:
            return None

    def take_back(self, connection: Connection) -> None:
        """Keep it for the next transaction, if the server has not left it."""
        if _lost(connection):
            self.give_up(connection)
        else:
            self.idle.append(connection)

    def give_up(self, connection: Connection) -> None:
        """Leave it to the pool, which undoes what is open; where the server has left one, it has left all."""
        lost = _lost(connection)
        try:
            # SQLAlchemy's own idea of a transaction would keep the pool from undoing one whose commit failed.
            connection.rollback()
        except DBAPIError:
            connection.invalidate()
        connection.close()
        if lost:
            self.close()

    def close(self) -> None:
        """Close those that are idle."""
        while connection := self.taken():
            connection.close()


def _lost(connection: Connection) -> bool:
    return connection.invalidated or bool(getattr(driver(connection), "closed", False))
