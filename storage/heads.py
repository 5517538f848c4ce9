"""Document heads: the row that every command locks first, and the end of the document's chain."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, update

from storage.statements import Statement
from storage.tables import document
from workflow.errors import NotFound
from workflow.values import DocumentKey


@dataclass(slots=True)
class Head:
    """The last record of a document's chain."""

    seq: int
    hash: bytes


_THIS = (document.c.organisation == bindparam("of_organisation"), document.c.number == bindparam("of_number"))
_LOCK = Statement(select(document.c.seq, document.c.head).where(*_THIS).with_for_update())
_MOVE = Statement(update(document).where(*_THIS).values(seq=bindparam("to_seq"), head=bindparam("to_head")))


class Heads:
    """The heads that this transaction has locked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._locked: dict[DocumentKey, Head] = {}

    def lock(self, key: DocumentKey) -> Head:
        """Lock the document's head row. Raises NotFound."""
        if key not in self._locked:
            row = _LOCK.one(self._connection, _at(key))
            if row is None:
                raise NotFound
            self.locked(key, row.seq, row.head)
        return self._locked[key]

    def locked(self, key: DocumentKey, seq: int, head: bytes) -> None:
        """Note a head that another statement has locked."""
        self._locked.setdefault(key, Head(seq, head))

    def move(self, key: DocumentKey, seq: int, head: bytes) -> None:
        """Set the end of the chain after records were added."""
        _MOVE.run(self._connection, {**_at(key), "to_seq": seq, "to_head": head})
        self._locked[key] = Head(seq, head)


def _at(key: DocumentKey) -> dict[str, object]:
    return {"of_organisation": key.organisation, "of_number": key.document}
