"""The append-only journal: records under the document's lock, each linked to the one before."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage.heads import Heads
from storage.statements import Statement, adding
from storage.tables import document, event, event_payload
from workflow.errors import Stale
from workflow.journal import (
    Break,
    Event,
    Recorded,
    Stored,
    breaks,
    canonical,
    link,
    payload_hash,
    payload_text,
    recorded,
)
from workflow.values import DocumentKey, Text

SALT_BYTES = 16

_EVENT = Statement(adding(event))
_PAYLOAD = Statement(adding(event_payload))
_ROWS = select(
    event.c.organisation,
    event.c.document,
    event.c.seq,
    event.c.at,
    event.c.kind,
    event.c.record,
    event.c.hash,
    event_payload.c.salt,
    event_payload.c.payload,
).select_from(event.outerjoin(event_payload))
_BY_COMMAND = _ROWS.where(
    event.c.organisation == bindparam("of_organisation"), event.c.command == bindparam("of_command")
)


class Journal:
    """Adds records; a command's key stands on its first record."""

    def __init__(self, connection: Connection, heads: Heads) -> None:
        self._connection = connection
        self._heads = heads

    def record(self, key: DocumentKey, now: str, events: Sequence[Event], command: str | None = None) -> int:
        """Append the events to the document's chain; returns the last seq."""
        head = self._heads.lock(key)
        seq, last = head.seq, head.hash
        rows: list[dict[str, object]] = []
        payloads: list[dict[str, object]] = []
        for one in events:
            seq += 1
            personal = ""
            if one.personal:
                salt, payload = secrets.token_bytes(SALT_BYTES), payload_text(one.personal)
                personal = payload_hash(salt, payload)
                payloads.append(_row(key, seq, salt=salt, payload=payload))
            record = canonical(key, seq, now, one, personal)
            last = link(last, record)
            rows.append(_row(key, seq, at=now, kind=one.kind, record=record, hash=last, command=command))
            command = None
        self._add(rows)
        _PAYLOAD.run_many(self._connection, payloads)
        self._heads.move(key, seq, last)
        return seq

    def _add(self, rows: Sequence[Mapping[str, object]]) -> None:
        try:
            _EVENT.run_many(self._connection, rows)
        except self._connection.dialect.loaded_dbapi.IntegrityError as fault:
            if "command" in str(fault):
                raise Stale("command-reused", _REUSED) from None
            raise

    def by_command(self, organisation: str, command: str) -> Recorded | None:
        """The record that a command left, if it was done before."""
        row = self._connection.execute(
            _BY_COMMAND, {"of_organisation": organisation, "of_command": command}
        ).one_or_none()
        return recorded(DocumentKey(row.organisation, row.document), stored(row)) if row else None


def stored(row: Any) -> Stored:
    """A joined row of event and payload as a value."""
    return Stored(row.seq, row.at, row.kind, row.record, row.hash, row.salt, row.payload)


def history(
    connection: Connection, key: DocumentKey, *, before: int | None = None, limit: int | None = None
) -> list[Recorded]:
    """The records of a document, newest first, a page at a time (`before` a seq)."""
    query = _ROWS.where(event.c.organisation == key.organisation, event.c.document == key.document)
    if before is not None:
        query = query.where(event.c.seq < before)
    rows = connection.execute(query.order_by(event.c.seq.desc()).limit(limit))
    return [recorded(key, stored(row)) for row in rows]


def verify(
    connection: Connection, organisation: str | None = None
) -> Iterator[tuple[DocumentKey, list[Break]]]:
    """Each document with the faults of its chain (an empty list when it is whole)."""
    heads = select(document.c.organisation, document.c.number, document.c.seq, document.c.head)
    if organisation is not None:
        heads = heads.where(document.c.organisation == organisation)
    for head in connection.execute(heads.order_by(document.c.organisation, document.c.number)).all():
        key = DocumentKey(head.organisation, head.number)
        yield key, breaks(key, _chain(connection, key), head.seq, head.head)


def _chain(connection: Connection, key: DocumentKey) -> Iterable[Stored]:
    query = _ROWS.where(event.c.organisation == key.organisation, event.c.document == key.document)
    return (stored(row) for row in connection.execute(query.order_by(event.c.seq)))


def _row(key: DocumentKey, seq: int, **values: object) -> dict[str, object]:
    return {"organisation": key.organisation, "document": key.document, "seq": seq, **values}


_REUSED = Text(
    "Этот ключ команды уже использован для другого действия", "This command key was used for another act"
)
