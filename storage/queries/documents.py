"""Lists of documents and editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from storage.tables import case, document, edition
from workflow.values import DocumentKey, EditionKey

PAGE = 50


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list, with where its last edition stands (`state` None: a draft)."""

    key: DocumentKey
    kind: str
    word: str
    title: str
    paper: bool
    editions: int
    in_force: int | None
    in_force_from: date | None
    state: str | None
    definition: str | None


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition in a list, without its text."""

    key: EditionKey
    title: str
    sha256: str
    made_at: str
    submitted_at: str | None
    in_force_from: date | None
    in_force_until: date | None
    state: str | None
    definition: str | None


_CURRENT = edition.alias("current")
_LISTED = (
    select(
        document, _CURRENT.c.in_force_from, case.c.state.label("state"), case.c.definition.label("definition")
    )
    .select_from(document)
    .outerjoin(
        case,
        and_(
            case.c.organisation == document.c.organisation,
            case.c.document == document.c.number,
            case.c.edition == document.c.editions,
            case.c.workflow == "",
        ),
    )
    .outerjoin(
        _CURRENT,
        and_(
            _CURRENT.c.organisation == document.c.organisation,
            _CURRENT.c.document == document.c.number,
            _CURRENT.c.number == document.c.in_force,
        ),
    )
    .where(document.c.number > 0)
    .order_by(document.c.number.desc())
    .limit(PAGE + 1)
)


def documents(
    connection: Connection,
    organisation: str,
    *,
    kind: str = "",
    search: str = "",
    after: int | None = None,
    drafts: bool = True,
) -> list[DocumentRow]:
    """A page of an organisation's documents, newest first; `after` is the number to go on from."""
    query = _LISTED.where(document.c.organisation == organisation)
    if kind:
        query = query.where(document.c.kind == kind)
    if search:
        # lower() of SQLite knows no Cyrillic, so titles are compared both as typed and capitalised.
        query = query.where(
            or_(*(document.c.title.contains(form, autoescape=True) for form in _forms(search)))
        )
    if after is not None:
        query = query.where(document.c.number < after)
    if not drafts:
        query = query.where(case.c.state.is_not(None) | document.c.in_force.is_not(None))
    return [_row(row) for row in connection.execute(query)]


def editions(connection: Connection, key: DocumentKey) -> list[EditionRow]:
    """The editions of a document, newest first."""
    rows = connection.execute(
        select(
            edition.c.number,
            edition.c.title,
            edition.c.sha256,
            edition.c.made_at,
            edition.c.submitted_at,
            edition.c.in_force_from,
            edition.c.in_force_until,
            case.c.state,
            case.c.definition,
        )
        .outerjoin(
            case,
            and_(
                case.c.organisation == edition.c.organisation,
                case.c.document == edition.c.document,
                case.c.edition == edition.c.number,
                case.c.workflow == "",
            ),
        )
        .where(edition.c.organisation == key.organisation, edition.c.document == key.document)
        .order_by(edition.c.number.desc())
    )
    return [
        EditionRow(
            EditionKey(*key, row.number),
            row.title,
            row.sha256,
            row.made_at,
            row.submitted_at,
            row.in_force_from,
            row.in_force_until,
            row.state,
            row.definition,
        )
        for row in rows
    ]


def _row(row: Any) -> DocumentRow:  # a joined row
    return DocumentRow(
        DocumentKey(row.organisation, row.number),
        row.kind,
        row.word,
        row.title,
        row.paper,
        row.editions,
        row.in_force,
        row.in_force_from,
        row.state,
        row.definition,
    )


def _forms(search: str) -> list[str]:
    return [search, search.lower(), search[:1].upper() + search[1:].lower()]
