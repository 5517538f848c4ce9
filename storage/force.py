"""What becomes of a decided edition: days that people tell of it, editorial corrections of its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from storage.tables import clause_entry, edition, edition_day, editorial_correction
from workflow.documents.document import Corrected, canonical_text, restored_text
from workflow.documents.life import DayKind, LateClause, ToldDay
from workflow.errors import NotFound
from workflow.values import EditionKey


class Force:
    """Rows beside an edition's own. The caller's command has locked the document's head."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tell_day(self, key: EditionKey, what: DayKind, told: ToldDay, by: str, now: str) -> None:
        """The day on which that happened; an earlier word on it is left to the journal."""
        self._connection.execute(
            delete(edition_day).where(*_at(edition_day, key), edition_day.c.what == what)
        )
        row = {"what": what, "day": told.day, "note": told.note, "recorded_by": by, "recorded_at": now}
        self._connection.execute(insert(edition_day), {**_place(key), **row})

    def enter_clauses(self, key: EditionKey, late: Sequence[LateClause], by: str, now: str) -> None:
        """Clauses with a day of their own; those without one come into force with the edition again."""
        uids = [one.uid for one in late]
        self._connection.execute(
            delete(clause_entry).where(*_at(clause_entry, key), clause_entry.c.uid.in_(uids))
        )
        rows = [
            {
                **_place(key),
                "uid": one.uid,
                "label": one.label,
                "since": one.since,
                "basis": one.basis,
                "recorded_by": by,
                "recorded_at": now,
            }
            for one in late
            if one.since is not None
        ]
        if rows:
            self._connection.execute(insert(clause_entry), rows)

    def correct(self, key: EditionKey, made: Corrected, reason: str, by: str, now: str) -> None:
        """The edition reads so from that day on; the text that was signed stays."""
        row = {
            "number": made.number,
            "day": made.day,
            "reason": reason,
            "text": canonical_text(made.text),
            "sha256": made.sha256,
            "recorded_by": by,
            "recorded_at": now,
        }
        self._connection.execute(insert(editorial_correction), {**_place(key), **row})
        self._set(key, corrected=made.number)

    def correction(self, key: EditionKey, number: int) -> Corrected:
        """One correction of an edition with the text after it. Raises NotFound."""
        return correction_at(self._connection, key, number)

    def known_only(self, key: EditionKey) -> None:
        """The edition's first day is one on which it is known, not the one on which it began."""
        self._set(key, known_only=True)

    def _set(self, key: EditionKey, **values: object) -> None:
        here = (
            edition.c.organisation == key.organisation,
            edition.c.document == key.document,
            edition.c.number == key.edition,
        )
        self._connection.execute(update(edition).where(*here).values(**values))


def correction_at(connection: Connection, key: EditionKey, number: int) -> Corrected:
    """One correction of an edition with the text after it. Raises NotFound."""
    row = connection.execute(
        select(editorial_correction).where(
            *_at(editorial_correction, key), editorial_correction.c.number == number
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return Corrected(row.number, row.day, restored_text(row.text), row.sha256)


def _at(table: Table, key: EditionKey) -> tuple[Any, ...]:
    return (
        table.c.organisation == key.organisation,
        table.c.document == key.document,
        table.c.edition == key.edition,
    )


def _place(key: EditionKey) -> dict[str, object]:
    return {"organisation": key.organisation, "document": key.document, "edition": key.edition}
