"""Findings of an edition, open until somebody closes them with a reason or their facts are no more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.cases import at, of_edition
from storage.facts import facts_of
from storage.statements import Statement
from storage.tables import edition, finding, sign_off
from workflow.errors import NotFound, Stale
from workflow.governance.findings import Facts, Finding
from workflow.ports import Kept
from workflow.values import DocumentKey, EditionKey, PartyKey, Text

_KEPT = Statement(select(finding).where(*of_edition(finding)).order_by(finding.c.id))


class Findings:
    """Added, closed and settled; never removed. Whoever writes has locked the document's head."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self, key: EditionKey, today: date) -> Facts:
        """What is on record about the edition. Raises NotFound."""
        return facts_of(self._connection, key, today)

    def kept(self, key: EditionKey) -> Sequence[Kept]:
        """Every finding that the edition has or had, the oldest first."""
        return [
            Kept(row.id, _finding(row), row.closed_at is None, row.closed_by is not None)
            for row in _KEPT.all(self._connection, at(key))
        ]

    def open(self, key: EditionKey, findings: Sequence[Finding], now: str) -> Sequence[int]:
        """Record findings of an edition; returns their ids."""
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
        return range(last + 1, last + 1 + len(rows))

    def settle(self, key: DocumentKey, ids: Sequence[int], now: str) -> None:
        """The facts that these compared are no more: nobody closed them, and they are open no longer."""
        self._connection.execute(
            update(finding)
            .where(
                finding.c.organisation == key.organisation,
                finding.c.document == key.document,
                finding.c.id.in_(ids),
            )
            .values(closed_at=now)
        )

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
        return _finding(row)

    def editions(self, key: DocumentKey) -> Sequence[EditionKey]:
        """The submitted editions of a document."""
        rows = self._connection.scalars(
            select(edition.c.number)
            .where(
                edition.c.organisation == key.organisation,
                edition.c.document == key.document,
                edition.c.submitted_at.is_not(None),
            )
            .order_by(edition.c.number)
        )
        return [EditionKey(*key, number) for number in rows]

    def decided_by(self, party: PartyKey) -> Sequence[DocumentKey]:
        """The documents on which the body or office decided."""
        rows = self._connection.execute(
            select(sign_off.c.organisation, sign_off.c.document)
            .where(sign_off.c.party_organisation == party.organisation, sign_off.c.party == party.party)
            .distinct()
            .order_by(sign_off.c.organisation, sign_off.c.document)
        )
        return [DocumentKey(*row) for row in rows]


def _finding(row: Any) -> Finding:
    return Finding(row.code, row.severity, json.loads(row.facts))


_CLOSED = Text("Это замечание уже закрыто", "This finding is closed already")
