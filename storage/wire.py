"""Statements sent to PostgreSQL in one trip, by libpq's own pipeline and psycopg's ways with values.

psycopg's cursors do the same with a generator for each statement, which takes the processor of a web node
longer than all that the server does for a sign-off.
"""

from __future__ import annotations

import select
import sys
from collections.abc import Sequence
from itertools import count
from typing import Any

from psycopg import Connection, OperationalError, errors, pq
from psycopg.adapt import PyFormat, Transformer

_BEGIN = b"BEGIN"
_FAILED = (pq.ExecStatus.FATAL_ERROR, pq.ExecStatus.PIPELINE_ABORTED)
Sent = tuple[bytes, Sequence[object]]
"""A statement, in which `$1` stands for the first of its values, and the values."""
_Kind = tuple[bytes, tuple[int, ...]]
"""A statement's text and the types of its values: with values of other types it is prepared once more."""


class Wire:
    """One connection's way to the server; what it has prepared lives as long as the connection."""

    def __init__(self, driver: Connection[Any]) -> None:
        self._driver = driver
        self._server = driver.pgconn
        self._values = Transformer(driver)
        self._prepared: dict[_Kind, bytes] = {}
        self._names = count()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open, be it a failed one."""
        return self._server.transaction_status != pq.TransactionStatus.IDLE

    def ask(self, statements: Sequence[Sent], *, end: bytes = b"") -> list[list[tuple[Any, ...]]]:
        """The rows of each statement; a transaction is begun when none is open, `end` ends it.

        Raises the driver's error of the first statement that failed; the transaction has failed with it.
        """
        begins = [] if self.in_transaction else [_BEGIN]
        ends = [end] if end else []
        sent = [*((text, ()) for text in begins), *statements, *((text, ()) for text in ends)]
        results = self._results(sent)
        rows = results[len(begins) : len(results) - len(ends)]
        return [self._rows(result) for result in rows]

    def _results(self, sent: Sequence[Sent]) -> list[pq.abc.PGresult]:
        """The server's answer to each statement, in one trip."""
        new: dict[_Kind, bytes] = {}
        try:
            self._server.enter_pipeline_mode()
            own = self._send(sent, new)
            self._server.pipeline_sync()
            results = [self._answer() for _ in own]
            self._answer()  # that of the sync
            self._server.exit_pipeline_mode()
        except BaseException:
            # Half a conversation cannot be taken up again.
            self._driver.close()
            raise
        _raise_first(results)
        self._prepared |= new
        return [result for result, is_own in zip(results, own, strict=True) if is_own]

    def _send(self, statements: Sequence[Sent], new: dict[_Kind, bytes]) -> list[bool]:
        """Send everything; returns of each answer that will come whether it is a statement's own."""
        answers = []
        for text, values in statements:
            dumped = self._values.dump_sequence(values, [PyFormat.AUTO] * len(values))
            key = (text, tuple(self._values.types or ()))
            name = self._prepared.get(key) or new.get(key)
            if name is None:
                name = new[key] = b"grif_%d" % next(self._names)
                self._server.send_prepare(name, text, key[1])
                answers.append(False)
            self._server.send_query_prepared(name, dumped, self._values.formats)
            answers.append(True)
        return answers

    def _answer(self) -> pq.abc.PGresult:
        """The next result; waits for it with other threads running."""
        result = self._result()
        if result is None:
            raise OperationalError("the server has nothing more to answer")
        if result.status != pq.ExecStatus.PIPELINE_SYNC:
            self._result()  # the empty one that ends a statement's answer
        return result

    def _result(self) -> pq.abc.PGresult | None:
        server = self._server
        while server.is_busy():
            _wait(server.socket, unsent=bool(server.flush()))
            server.consume_input()
        return server.get_result()

    def _rows(self, result: pq.abc.PGresult) -> list[tuple[Any, ...]]:
        self._values.set_pgresult(result)
        return self._values.load_rows(0, result.ntuples, tuple)


def _wait(socket: int, *, unsent: bool) -> None:
    """Until there is something to read, or to write what has not been sent."""
    if sys.platform == "win32":
        select.select([socket], [socket] if unsent else [], [])
        return
    waiting = select.poll()
    waiting.register(socket, select.POLLIN | (select.POLLOUT if unsent else 0))
    waiting.poll()


def _raise_first(results: Sequence[pq.abc.PGresult]) -> None:
    for result in results:
        if result.status in _FAILED:
            raise errors.error_from_result(result)
