"""The days on which the editions of a document are in force."""

from __future__ import annotations

from sqlalchemy import Connection, select

from storage.tables import edition
from workflow.documents.force import Days
from workflow.values import DocumentKey


def days(connection: Connection, key: DocumentKey) -> list[Days]:
    """Every edition that came or will come into force, by the days on which they begin."""
    rows = connection.execute(
        select(edition.c.number, edition.c.in_force_from, edition.c.in_force_until)
        .where(
            edition.c.organisation == key.organisation,
            edition.c.document == key.document,
            edition.c.in_force_from.is_not(None),
        )
        .order_by(edition.c.in_force_from, edition.c.number)
    )
    return [Days(row.number, row.in_force_from, row.in_force_until) for row in rows]
