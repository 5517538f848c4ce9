"""Amendments: rewritten until they have made an edition that is on its way, then as they were."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from storage.tables import amendment
from workflow.documents.amend import Amendment, as_json, of_json
from workflow.documents.amend.draft import AmendmentDraft
from workflow.errors import NotFound, Stale
from workflow.values import DocumentKey, EditionKey, Text


class Amendments:
    """Rows and `AmendmentDraft` values. The caller's command has locked the document's head."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, of: EditionKey, composed: Amendment, made_by: str, now: str) -> AmendmentDraft:
        """A new amendment of an edition, under the document's next number."""
        last = self._connection.scalar(select(func.max(amendment.c.number)).where(*_of(of.of)))
        draft = AmendmentDraft(of.of, (last or 0) + 1, of.edition, composed, 1, made_by, now)
        at = {"organisation": of.organisation, "document": of.document, "number": draft.number}
        self._connection.execute(
            insert(amendment),
            {**at, **_told(draft), "version": 1, "made_by": made_by, "made_at": now},
        )
        return draft

    def get(self, key: DocumentKey, number: int) -> AmendmentDraft:
        """One amendment. Raises NotFound."""
        row = self._connection.execute(
            select(amendment).where(*_of(key), amendment.c.number == number)
        ).one_or_none()
        if row is None:
            raise NotFound
        return _draft(row)

    def open_on(self, key: DocumentKey) -> Sequence[AmendmentDraft]:
        """The amendments of a document that were not dropped, the latest first."""
        rows = self._connection.execute(
            select(amendment)
            .where(*_of(key), amendment.c.state == "open")
            .order_by(amendment.c.number.desc())
        )
        return [_draft(row) for row in rows]

    def of_edition(self, key: EditionKey) -> AmendmentDraft | None:
        """The amendment that made the edition; the latest, when it was composed anew."""
        row = self._connection.execute(
            select(amendment)
            .where(*_of(key.of), amendment.c.edition == key.edition, amendment.c.state == "open")
            .order_by(amendment.c.number.desc())
            .limit(1)
        ).one_or_none()
        return _draft(row) if row else None

    def save(self, draft: AmendmentDraft) -> AmendmentDraft:
        """Keep it over the version that it was changed from. Raises Stale when that is gone."""
        changed = replace(draft, version=draft.version + 1)
        done = self._connection.execute(
            update(amendment)
            .where(
                *_of(draft.document),
                amendment.c.number == draft.number,
                amendment.c.version == draft.version,
                amendment.c.state == "open",
            )
            .values({**_told(changed), "version": changed.version})
        )
        if not done.rowcount:
            raise Stale("amendment-changed", _CHANGED)
        return changed


def base_of(connection: Connection, key: EditionKey) -> int | None:
    """The edition that an amendment made this one of; None for a text adopted as a whole."""
    found: int | None = connection.scalar(
        select(func.max(amendment.c.base)).where(
            *_of(key.of), amendment.c.edition == key.edition, amendment.c.state == "open"
        )
    )
    return found


def _of(key: DocumentKey) -> tuple[ColumnElement[bool], ...]:
    return amendment.c.organisation == key.organisation, amendment.c.document == key.document


def _told(draft: AmendmentDraft) -> dict[str, object]:
    said = json.dumps(as_json(draft.amendment), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "base": draft.base,
        "content": said,
        "state": draft.state,
        "edition": draft.edition,
        "made_sha256": draft.made_sha256 or None,
    }


def _draft(row: Any) -> AmendmentDraft:
    return AmendmentDraft(
        DocumentKey(row.organisation, row.document), row.number, row.base, of_json(json.loads(row.content)),
        row.version, row.made_by, row.made_at, row.state, row.edition, row.made_sha256 or "",
    )  # fmt: skip


_CHANGED = Text(
    "Пока вы писали, проект изменений изменили или удалили. Откройте его заново",
    "While you were writing, the amendment was changed or dropped. Open it again",
)
