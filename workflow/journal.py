"""The journal's arithmetic: canonical bytes of a record and the chain that links them.

hash(n) = SHA-256(hash(n-1) ‖ record(n)), hash(0) = SHA-256("grif:doc:organisation/number"). A record holds
codes and SHA-256(salt ‖ personal payload), never the payload: erasing it leaves the proof whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workflow.values import DocumentKey, Text

VERSION = 1
ALGORITHM = "sha256"
SYSTEM = "system"

# One encoder for all records: `json.dumps` makes a new one at each call.
_SPELLED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

Fact = str | int | bool | None | list[object] | dict[str, object]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: codes in `facts`, words about people in `personal`."""

    kind: str
    actor: str
    capacity: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as kept; `personal` is None once erased."""

    key: DocumentKey
    seq: int
    at: str
    kind: str
    actor: str
    capacity: str
    facts: Mapping[str, Fact]
    personal: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Stored:
    """One row of the journal as the database holds it."""

    seq: int
    at: str
    kind: str
    record: bytes
    hash: bytes
    salt: bytes | None = None
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the journal is not what was written."""

    key: DocumentKey
    seq: int
    message: Text


def origin(key: DocumentKey) -> bytes:
    """The hash that a document's chain starts from."""
    return hashlib.sha256(f"grif:doc:{key.organisation}/{key.document}".encode()).digest()


def payload_text(personal: Mapping[str, str]) -> str:
    """The personal payload as it is hashed and kept."""
    return _SPELLED(dict(personal))


def payload_hash(salt: bytes, payload: str) -> str:
    """What a record holds in place of a personal payload."""
    return hashlib.sha256(salt + payload.encode()).hexdigest()


def canonical(key: DocumentKey, seq: int, at: str, event: Event, personal: str) -> bytes:
    """The bytes of a record: UTF-8 JSON, sorted keys, no blanks, no floats."""
    value = {
        "v": VERSION,
        "alg": ALGORITHM,
        "organisation": key.organisation,
        "document": key.document,
        "seq": seq,
        "at": at,
        "kind": event.kind,
        "actor": event.actor,
        "capacity": event.capacity,
        "facts": dict(event.facts),
        "personal": personal,
    }
    return _SPELLED(value).encode()


def link(previous: bytes, record: bytes) -> bytes:
    """The hash of a record in its chain."""
    return hashlib.sha256(previous + record).digest()


def recorded(key: DocumentKey, row: Stored) -> Recorded:
    """A stored row as the event it tells."""
    value = json.loads(row.record)
    personal = json.loads(row.payload) if row.payload is not None else None
    return Recorded(
        key, row.seq, value["at"], value["kind"], value["actor"], value["capacity"], value["facts"], personal
    )


def breaks(key: DocumentKey, rows: Iterable[Stored], seq: int, head: bytes) -> list[Break]:
    """Every place where the rows and the document's head (`seq`, `head`) do not fit; empty when whole."""
    found: list[Break] = []
    previous, expected = origin(key), 1
    for row in rows:
        if row.seq != expected:
            found.append(Break(key, expected, _MISSING.filled(seq=expected)))
        found.extend(Break(key, row.seq, fault) for fault in _row_faults(key, previous, row))
        previous, expected = row.hash, row.seq + 1
    if expected - 1 != seq:
        found.append(Break(key, expected, _LENGTH.filled(seq=expected - 1, head=seq)))
    elif previous != head:
        found.append(Break(key, seq, _HEAD.filled(seq=seq)))
    return found


def _row_faults(key: DocumentKey, previous: bytes, row: Stored) -> list[Text]:
    faults = [_HASH.filled(seq=row.seq)] if link(previous, row.record) != row.hash else []
    try:
        value = json.loads(row.record)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        return [*faults, _COLUMNS.filled(seq=row.seq)]
    told = (
        value.get("organisation"),
        value.get("document"),
        value.get("seq"),
        value.get("at"),
        value.get("kind"),
    )
    if told != (key.organisation, key.document, row.seq, row.at, row.kind):
        faults.append(_COLUMNS.filled(seq=row.seq))
    if row.payload is not None and value.get("personal") != payload_hash(row.salt or b"", row.payload):
        faults.append(_PAYLOAD.filled(seq=row.seq))
    return faults


_MISSING = Text("нет записи № {seq}", "record {seq} is missing")
_HASH = Text("запись № {seq} изменена или переставлена", "record {seq} was changed or moved")
_COLUMNS = Text(
    "столбцы записи № {seq} не совпадают с её текстом", "the columns of record {seq} differ from its text"
)
_PAYLOAD = Text("личные данные записи № {seq} изменены", "the personal data of record {seq} were changed")
_LENGTH = Text(
    "записей {seq}, а в карточке документа {head}", "there are {seq} records, the document's head says {head}"
)
_HEAD = Text(
    "карточка документа не совпадает с записью № {seq}", "the document's head differs from record {seq}"
)
