"""Lists of documents and editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, or_, select

from storage.tables import case, document, edition
from workflow.values import DocumentKey, EditionKey

PAGE = 50


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list, with where its last edition stands (`state` None: a draft).

    `in_force` and its days are those of the edition that is the law on the day asked for, else of the last
    one that was or will be; `coming` is the day of the next one beside it.
    """

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
    in_force_until: date | None = None
    coming: date | None = None


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
_HOLDS = edition.alias("holds")
_LISTED = (
    select(
        document,
        _CURRENT.c.in_force_from,
        _CURRENT.c.in_force_until,
        _HOLDS.c.number.label("holds"),
        _HOLDS.c.in_force_from.label("holds_from"),
        _HOLDS.c.in_force_until.label("holds_until"),
        case.c.state.label("state"),
        case.c.definition.label("definition"),
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
    .outerjoin(
        _HOLDS,
        and_(
            _HOLDS.c.organisation == document.c.organisation,
            _HOLDS.c.document == document.c.number,
            _HOLDS.c.in_force_from <= bindparam("on_day"),
            or_(_HOLDS.c.in_force_until.is_(None), _HOLDS.c.in_force_until > bindparam("on_day")),
        ),
    )
    .where(document.c.number > 0)
    .order_by(document.c.number.desc())
    .limit(PAGE + 1)
)


def documents(
    connection: Connection,
    organisation: str,
    on: date,
    *,
    kind: str = "",
    search: str = "",
    after: int | None = None,
    drafts: bool = True,
) -> list[DocumentRow]:
    """A page of an organisation's documents as on a day, newest first; `after` is where to go on from."""
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
    return [_row(row) for row in connection.execute(query, {"on_day": on})]


def papers(connection: Connection, organisation: str) -> list[tuple[DocumentKey, str]]:
    """The documents put in from paper, with their titles, newest first: what a later paper may follow."""
    rows = connection.execute(
        select(document.c.number, document.c.title)
        .where(document.c.organisation == organisation, document.c.paper)
        .order_by(document.c.number.desc())
    )
    return [(DocumentKey(organisation, row.number), row.title) for row in rows]


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
        row.in_force if row.holds is None else row.holds,
        row.in_force_from if row.holds is None else row.holds_from,
        row.state,
        row.definition,
        row.in_force_until if row.holds is None else row.holds_until,
        row.in_force_from if row.holds not in (None, row.in_force) else None,
    )


def _forms(search: str) -> list[str]:
    return [search, search.lower(), search[:1].upper() + search[1:].lower()]
