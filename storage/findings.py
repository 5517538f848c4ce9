"""Findings of an edition, open until somebody closes them with a reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, update

from storage.tables import document, finding
from workflow.errors import NotFound, Stale
from workflow.governance.findings import Finding
from workflow.values import DocumentKey, EditionKey, Text


class Findings:
    """Added and closed; never removed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, key: EditionKey, findings: Sequence[Finding], now: str) -> None:
        """Record the findings of an edition. The document's head is locked."""
        of_document = (finding.c.organisation == key.organisation, finding.c.document == key.document)
        last = self._connection.scalar(select(func.max(finding.c.id)).where(*of_document)) or 0
        rows = [
            {
                "organisation": key.organisation,
                "document": key.document,
                "edition": key.edition,
                "id": number,
                "code": one.code,
                "severity": one.severity,
                "opened_at": now,
                "facts": json.dumps(dict(one.facts), ensure_ascii=False, sort_keys=True),
            }
            for number, one in enumerate(findings, last + 1)
        ]
        if rows:
            self._connection.execute(insert(finding), rows)

    def close(self, key: DocumentKey, number: int, by: str, reason: str, now: str) -> Finding:
        """Close an open finding. Raises NotFound, or Stale when it is closed already."""
        this = (
            finding.c.organisation == key.organisation,
            finding.c.document == key.document,
            finding.c.id == number,
        )
        row = self._connection.execute(select(finding).where(*this)).one_or_none()
        if row is None:
            raise NotFound
        if row.closed_at is not None:
            raise Stale("finding-closed", _CLOSED)
        self._connection.execute(
            update(finding).where(*this).values(closed_at=now, closed_by=by, reason=reason)
        )
        return Finding(row.code, row.severity, json.loads(row.facts))


_WITH_TITLE = select(finding, document.c.title).select_from(
    finding.join(
        document,
        and_(document.c.organisation == finding.c.organisation, document.c.number == finding.c.document),
    )
)


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A finding with the document it stands at."""

    key: EditionKey
    id: int
    finding: Finding
    title: str
    opened_at: str


def open_findings(connection: Connection, organisation: str, limit: int = 200) -> list[OpenFinding]:
    """The organisation's open findings, violations first, oldest first."""
    rows = connection.execute(
        _WITH_TITLE.where(finding.c.organisation == organisation, finding.c.closed_at.is_(None))
        .order_by(finding.c.severity, finding.c.opened_at, finding.c.document, finding.c.id)
        .limit(limit)
    )
    return [_open(row) for row in rows]


def findings_of(connection: Connection, key: DocumentKey) -> list[OpenFinding]:
    """The open findings of one document."""
    rows = connection.execute(
        _WITH_TITLE.where(
            finding.c.organisation == key.organisation,
            finding.c.document == key.document,
            finding.c.closed_at.is_(None),
        ).order_by(finding.c.id)
    )
    return [_open(row) for row in rows]


def _open(row: Any) -> OpenFinding:
    key = EditionKey(row.organisation, row.document, row.edition)
    found = Finding(row.code, row.severity, json.loads(row.facts))
    return OpenFinding(key, row.id, found, row.title, row.opened_at)


_CLOSED = Text("Это замечание уже закрыто", "This finding is closed already")
