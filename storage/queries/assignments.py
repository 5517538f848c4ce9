"""Points of orders under control: of one order, of a person, of an organisation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from storage.tables import assignment, document, instrument, order_point
from workflow.governance.orders.assignment import Assignment
from workflow.values import PartyKey

AT_MOST = 200
_TEXT = and_(document.c.organisation == instrument.c.organisation, document.c.number == instrument.c.document)
_ASSIGNMENTS = (
    select(
        assignment,
        order_point.c.kind,
        instrument.c.printed,
        instrument.c.dated,
        instrument.c.party,
        document.c.number,
        document.c.title,
    )
    .select_from(
        assignment.join(order_point)
        .join(
            instrument,
            and_(
                instrument.c.organisation == assignment.c.organisation,
                instrument.c.id == assignment.c.instrument,
            ),
        )
        .join(document, _TEXT)
    )
    .order_by(assignment.c.due, assignment.c.organisation, assignment.c.instrument, assignment.c.point)
    .limit(AT_MOST)
)


def assignments_of(connection: Connection, organisation: str, id_: str) -> list[Assignment]:
    """The points of one order, open and closed."""
    of = assignment.c
    return _found(connection, and_(of.organisation == organisation, of.instrument == id_))


def open_of(connection: Connection, person: str) -> list[Assignment]:
    """What a person answers for, by due day."""
    return _found(connection, and_(assignment.c.person == person, assignment.c.closed_on.is_(None)))


def open_in(connection: Connection, organisation: str) -> list[Assignment]:
    """What is open in an organisation, by due day."""
    of = assignment.c
    return _found(connection, and_(of.organisation == organisation, of.closed_on.is_(None)))


def _found(connection: Connection, which: ColumnElement[bool]) -> list[Assignment]:
    return [_assignment(row) for row in connection.execute(_ASSIGNMENTS.where(which))]


def _assignment(row: Any) -> Assignment:
    return Assignment(
        PartyKey(row.organisation, row.party),
        row.instrument,
        row.point,
        row.kind,
        row.printed,
        row.dated,
        row.number,
        row.title,
        row.person,
        row.due,
        row.closed_on,
        row.closed_by or "",
        row.note,
    )
