"""The auditor's list: open findings of an organisation, the gravest first, a page at a time; one in full."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, func, literal, select, tuple_

from storage.tables import edition, finding
from workflow.errors import NotFound
from workflow.governance.findings import SEVERITIES, Finding
from workflow.values import DocumentKey, EditionKey

PAGE = 50
_RANK = case({severity: rank for rank, severity in enumerate(SEVERITIES)}, value=finding.c.severity, else_=9)
_ORDER = (_RANK, finding.c.document, finding.c.id)
_ROWS = select(finding, edition.c.title, _RANK.label("rank")).select_from(
    finding.join(
        edition,
        and_(
            edition.c.organisation == finding.c.organisation,
            edition.c.document == finding.c.document,
            edition.c.number == finding.c.edition,
        ),
    )
)


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding with the edition it stands at; `reason` is whose who closed it."""

    key: EditionKey
    id: int
    finding: Finding
    title: str
    opened_at: str
    closed_at: str | None
    closed_by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class After:
    """The place after which a page begins."""

    rank: int
    document: int
    id: int

    @property
    def text(self) -> str:
        """The place as an address carries it."""
        return f"{self.rank}-{self.document}-{self.id}"

    @classmethod
    def read(cls, text: str) -> After:
        """The place of an address. Raises NotFound when it is none."""
        try:
            rank, number, id_ = (int(part) for part in text.split("-"))
        except ValueError:
            raise NotFound from None
        if max(rank, number, id_) >= 2**31:
            raise NotFound
        return cls(rank, number, id_)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of open findings; `next` is None at the end."""

    findings: tuple[KeptFinding, ...]
    next: After | None


def open_findings(
    connection: Connection,
    organisation: str,
    *,
    code: str = "",
    number: int | None = None,
    after: After | None = None,
    limit: int = PAGE,
) -> Found:
    """The organisation's open findings by gravity and document; of one rule or one document."""
    query = _ROWS.where(finding.c.organisation == organisation, finding.c.closed_at.is_(None))
    if code:
        query = query.where(finding.c.code == code)
    if number is not None:
        query = query.where(finding.c.document == number)
    if after is not None:
        place = tuple_(literal(after.rank), literal(after.document), literal(after.id))
        query = query.where(tuple_(*_ORDER) > place)
    rows = connection.execute(query.order_by(*_ORDER).limit(limit + 1)).all()
    shown = tuple(_kept(row) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return Found(shown, After(last.rank, last.document, last.id) if last else None)


def open_counts(connection: Connection, organisation: str) -> Mapping[str, int]:
    """How many open findings each rule has."""
    rows = connection.execute(
        select(finding.c.code, func.count())
        .where(finding.c.organisation == organisation, finding.c.closed_at.is_(None))
        .group_by(finding.c.code)
    )
    return {code: count for code, count in rows}


def finding_at(connection: Connection, key: DocumentKey, id_: int) -> KeptFinding:
    """One finding, open or closed. Raises NotFound."""
    row = connection.execute(_ROWS.where(*_of(key), finding.c.id == id_)).one_or_none()
    if row is None:
        raise NotFound
    return _kept(row)


def findings_of(connection: Connection, key: DocumentKey) -> list[KeptFinding]:
    """The open findings of one document, the gravest first."""
    rows = connection.execute(_ROWS.where(*_of(key), finding.c.closed_at.is_(None)).order_by(*_ORDER))
    return [_kept(row) for row in rows]


def before_it(connection: Connection, one: KeptFinding) -> list[KeptFinding]:
    """Those of the same rule on the same edition that a person closed earlier, the latest first."""
    rows = connection.execute(
        _ROWS.where(
            *_of(one.key.of),
            finding.c.edition == one.key.edition,
            finding.c.code == one.finding.code,
            finding.c.closed_by.is_not(None),
            finding.c.id < one.id,
        ).order_by(finding.c.id.desc())
    )
    return [_kept(row) for row in rows]


def archived(connection: Connection, organisation: str | None = None) -> list[DocumentKey]:
    """Every document that has been submitted or put in, of one organisation or of all."""
    query = select(edition.c.organisation, edition.c.document).where(edition.c.submitted_at.is_not(None))
    if organisation is not None:
        query = query.where(edition.c.organisation == organisation)
    rows = connection.execute(query.distinct().order_by(edition.c.organisation, edition.c.document))
    return [DocumentKey(*row) for row in rows]


def _of(key: DocumentKey) -> tuple[Any, Any]:
    return finding.c.organisation == key.organisation, finding.c.document == key.document


def _kept(row: Any) -> KeptFinding:
    return KeptFinding(
        EditionKey(row.organisation, row.document, row.edition),
        row.id,
        Finding(row.code, row.severity, json.loads(row.facts)),
        row.title,
        row.opened_at,
        row.closed_at,
        row.closed_by,
        row.reason,
    )
