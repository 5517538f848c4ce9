"""Rows whose owner is gone: what a foreign key would forbid where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select

from storage.tables.references import REFERENCES, Reference
from storage.verification import Fault
from workflow.values import DocumentKey, Text


def unowned(connection: Connection, organisation: str | None = None) -> Iterator[tuple[DocumentKey, Fault]]:
    """Each table's rows that belong to nothing, by the document that they name."""
    for reference in REFERENCES:
        for found in _unowned(connection, reference, organisation):
            yield found, Fault(_UNOWNED.filled(table=reference.table.name, owner=reference.owner.name))


def _unowned(connection: Connection, one: Reference, organisation: str | None) -> list[DocumentKey]:
    key = (one.table.c.organisation, one.table.c.document)
    owner = select(one.owner.c.organisation).where(one.on).correlate(one.table)
    wanted = select(*key).where(~owner.exists()).distinct().order_by(*key)
    if organisation is not None:
        wanted = wanted.where(one.table.c.organisation == organisation)
    return [DocumentKey(*row) for row in connection.execute(wanted)]


_UNOWNED = Text(
    "есть строки «{table}», а тех строк «{owner}», к которым они относятся, нет",
    "there are rows of “{table}”, but the rows of “{owner}” that they belong to are gone",
)
