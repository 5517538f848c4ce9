"""The append-only journal: records under the document's lock, each linked to the one before."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, LargeBinary, bindparam, cast, select

from storage.heads import Heads
from storage.statements import Statement, adding
from storage.tables import document, event
from storage.tables.references import EVENT
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

_REUSED = Text(
    "Этот ключ команды уже использован для другого действия", "This command key was used for another act"
)

_EVENT = Statement(adding(event), {"command": lambda: Stale("command-reused", _REUSED)})
_ROWS = select(event)
# The head and its records in one statement, so that a record added meanwhile is in both or in neither. Cast,
# because SQLite keeps text in a column of bytes, and text is what an editor's UPDATE leaves there.
_CHAIN = (
    select(
        document.c.seq.label("head_seq"),
        cast(document.c.head, LargeBinary).label("head"),
        event.c.seq,
        event.c.at,
        event.c.kind,
        cast(event.c.record, LargeBinary).label("record"),
        cast(event.c.hash, LargeBinary).label("hash"),
        cast(event.c.salt, LargeBinary).label("salt"),
        event.c.payload,
    )
    .select_from(document.outerjoin(event, EVENT.on))
    .where(
        document.c.organisation == bindparam("of_organisation"),
        document.c.number == bindparam("of_document"),
    )
    .order_by(event.c.seq)
)
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
        for one in events:
            seq += 1
            beside = _beside(one.personal)
            record = canonical(key, seq, now, one, payload_hash(**beside) if beside else "")
            last = link(last, record)
            row = {"organisation": key.organisation, "document": key.document, "seq": seq, "at": now}
            rows.append(
                {**row, "kind": one.kind, "record": record, "hash": last, "command": command, **beside}
            )
            command = None
        self._heads.move(key, seq, last)
        _EVENT.run_many(self._connection, rows)
        return seq

    def by_command(self, organisation: str, command: str) -> Recorded | None:
        """The record that a command left, if it was done before."""
        row = self._connection.execute(
            _BY_COMMAND, {"of_organisation": organisation, "of_command": command}
        ).one_or_none()
        return recorded(DocumentKey(row.organisation, row.document), stored(row)) if row else None


def stored(row: Any) -> Stored:
    """A row of the journal as a value."""
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


def of_kind(connection: Connection, key: DocumentKey, kind: str) -> list[Recorded]:
    """The records of one kind on a document, oldest first."""
    query = _ROWS.where(
        event.c.organisation == key.organisation, event.c.document == key.document, event.c.kind == kind
    )
    return [recorded(key, stored(row)) for row in connection.execute(query.order_by(event.c.seq))]


def verify(
    connection: Connection, organisation: str | None = None
) -> Iterator[tuple[DocumentKey, list[Break]]]:
    """Each document with the faults of its chain (an empty list when it is whole), and each that is gone."""
    after: DocumentKey | None = None
    for key in _documents(connection, organisation):
        # Numbers are given without gaps and documents are never deleted: a hole is a document taken away.
        expected = after.document + 1 if after and after.organisation == key.organisation else 0
        if key.document > expected:
            lost = DocumentKey(key.organisation, expected)
            yield lost, [Break(lost, 0, _LOST.filled(first=expected, last=key.document - 1))]
        yield key, _faults(connection, key)
        after = key


def _documents(connection: Connection, organisation: str | None) -> list[DocumentKey]:
    kept = select(document.c.organisation, document.c.number.label("document"))
    told = select(event.c.organisation, event.c.document)
    if organisation is not None:
        kept = kept.where(document.c.organisation == organisation)
        told = told.where(event.c.organisation == organisation)
    rows = connection.execute(kept.union(told).order_by("organisation", "document"))
    return [DocumentKey(*row) for row in rows]


def _faults(connection: Connection, key: DocumentKey) -> list[Break]:
    rows = connection.execute(
        _CHAIN, {"of_organisation": key.organisation, "of_document": key.document}
    ).all()
    if not rows:
        return [Break(key, 0, _NO_HEAD)]
    chain = [stored(row) for row in rows if row.seq is not None]
    return breaks(key, chain, rows[0].head_seq, rows[0].head)


def _beside(personal: Mapping[str, str]) -> dict[str, Any]:
    """What names people, with the salt that it is hashed with; nothing when nobody is named."""
    if not personal:
        return {}
    return {"salt": secrets.token_bytes(SALT_BYTES), "payload": payload_text(personal)}


_NO_HEAD = Text("записи есть, а карточки документа нет", "there are records, but the document's head is gone")
_LOST = Text(
    "нет документов с № {first} по № {last}: их карточки и записи удалены",
    "documents {first} to {last} are gone, their heads and their records",
)
