"""The days of a document's editions: in force, decided, published, made known, corrected, repealed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, and_, or_, select

from storage.queries.progress import person
from storage.tables import (
    clause_entry,
    decision,
    edition,
    edition_day,
    editorial_correction,
    instrument,
    order_effect,
    order_point,
    sign_off,
)
from storage.tables.references import BY_INSTRUMENT, DECISION
from workflow.documents.force import Days
from workflow.documents.life import Basis, CorrectedOn, EditionLife, LateClause, ToldDay
from workflow.values import DocumentKey


def days(connection: Connection, key: DocumentKey) -> list[Days]:
    """Every edition that came or will come into force, by the days on which they begin."""
    rows = connection.execute(
        select(edition.c.number, edition.c.in_force_from, edition.c.in_force_until)
        .where(*_of(edition, key), edition.c.in_force_from.is_not(None))
        .order_by(edition.c.in_force_from, edition.c.number)
    )
    return [Days(row.number, row.in_force_from, row.in_force_until) for row in rows]


def life(connection: Connection, key: DocumentKey) -> list[EditionLife]:
    """Every edition but drafts, with its dates, in the order of their numbers."""
    rows = connection.execute(
        select(
            edition.c.number,
            edition.c.sha256,
            edition.c.in_force_from,
            edition.c.in_force_until,
            edition.c.known_only,
        )
        .where(
            *_of(edition, key),
            or_(edition.c.submitted_at.is_not(None), edition.c.in_force_from.is_not(None)),
        )
        .order_by(edition.c.number)
    ).all()
    bases, told = _bases(connection, key), _told(connection, key)
    corrected, repealed = _corrected(connection, key), _repealed(connection, key)
    late = _late(connection, key)
    return [
        EditionLife(
            row.number,
            row.sha256,
            Days(row.number, row.in_force_from, row.in_force_until) if row.in_force_from else None,
            bases.get(row.number),
            told.get((row.number, "published")),
            told.get((row.number, "acquainted")),
            tuple(corrected.get(row.number, ())),
            repealed.get(row.number),
            tuple(late.get(row.number, ())),
            bool(row.known_only),
        )
        for row in rows
    ]


def _of(table: Table, key: DocumentKey) -> Iterable[Any]:
    return table.c.organisation == key.organisation, table.c.document == key.document


def _bases(connection: Connection, key: DocumentKey) -> dict[int, Basis]:
    """The order that approved each edition, else the last protocol or order of its way."""
    rows = connection.execute(
        select(
            sign_off.c.edition,
            sign_off.c.outcome,
            instrument.c.instrument,
            instrument.c.printed,
            instrument.c.dated,
            instrument.c.recorded_at,
        )
        .join(decision, DECISION.on)
        .join(instrument, BY_INSTRUMENT.on)
        .where(*_of(sign_off, key))
        .order_by(sign_off.c.edition, instrument.c.dated, sign_off.c.recorded_at)
    ).all()
    last = {row.edition: _basis(row) for row in rows}
    return last | {row.edition: _basis(row) for row in rows if row.outcome == "approved"}


def _repealed(connection: Connection, key: DocumentKey) -> dict[int, Basis]:
    """The last order that said of an edition that it lapses."""
    rows = connection.execute(
        select(
            order_effect.c.edition,
            instrument.c.instrument,
            instrument.c.printed,
            instrument.c.dated,
            instrument.c.recorded_at,
        )
        .join(instrument, _instrument(order_effect.c.organisation, order_effect.c.instrument))
        .join(
            order_point,
            and_(
                order_point.c.organisation == order_effect.c.organisation,
                order_point.c.instrument == order_effect.c.instrument,
                order_point.c.number == order_effect.c.point,
            ),
        )
        .where(
            order_effect.c.edition_organisation == key.organisation,
            order_effect.c.document == key.document,
            order_effect.c.kind == "lapsed",
            order_point.c.kind.in_(("repeal", "revoke")),
        )
        .order_by(instrument.c.dated, instrument.c.recorded_at)
    )
    return {row.edition: _basis(row) for row in rows}


def _instrument(organisation: Any, id_: Any) -> Any:
    return and_(instrument.c.organisation == organisation, instrument.c.id == id_)


def _basis(row: Any) -> Basis:
    registered = date.fromisoformat(row.recorded_at[:10])
    return Basis(row.instrument, row.printed, row.dated, registered)


def _told(connection: Connection, key: DocumentKey) -> dict[tuple[int, str], ToldDay]:
    rows = connection.execute(select(edition_day).where(*_of(edition_day, key)))
    return {(row.edition, row.what): ToldDay(row.day, row.note) for row in rows}


def _late(connection: Connection, key: DocumentKey) -> dict[int, list[LateClause]]:
    """The clauses with a day of their own, in the order of those days."""
    found: dict[int, list[LateClause]] = {}
    rows = connection.execute(
        select(clause_entry)
        .where(*_of(clause_entry, key))
        .order_by(clause_entry.c.since, clause_entry.c.label)
    )
    for row in rows:
        found.setdefault(row.edition, []).append(LateClause(row.uid, row.label, row.since, row.basis))
    return found


def _corrected(connection: Connection, key: DocumentKey) -> dict[int, list[CorrectedOn]]:
    found: dict[int, list[CorrectedOn]] = {}
    names = ("edition", "number", "day", "reason", "recorded_by")
    columns = (editorial_correction.c[name] for name in names)
    rows = connection.execute(
        select(*columns).where(*_of(editorial_correction, key)).order_by(editorial_correction.c.number)
    )
    for row in rows:
        by = person(connection, row.recorded_by, row.day).signature
        found.setdefault(row.edition, []).append(CorrectedOn(row.number, row.day, row.reason, by))
    return found
