"""Definition versions by content hash, compiled once a process, and what organisations publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import definition, publication
from workflow.engine.canonical import canonical, digest, restore
from workflow.engine.definition import Definition
from workflow.engine.machine import Plan
from workflow.errors import NotFound


@dataclass(frozen=True, slots=True)
class Publication:
    """A definition that an organisation offers for a kind of document, since an instant."""

    kind: str
    digest: str
    since: str
    definition: Definition


# By content hash, so never stale; an installation has tens of versions, not thousands.
_PLANS: dict[str, Plan] = {}
_ADD = {
    "sqlite": sqlite.insert(definition).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(definition).on_conflict_do_nothing(),
}


class Definitions:
    """A version is immutable: it is only ever added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, new: Definition) -> str:
        """Keep a definition; returns its hash. The same one twice is kept once."""
        body = canonical(new)
        known = digest(body)
        add = _ADD[self._connection.dialect.name]
        self._connection.execute(
            add, {"hash": known, "id": new.id, "body": body, "worklists": bool(new.worklists)}
        )
        return known

    def plan(self, known: str) -> Plan:
        """The compiled definition of that hash. Raises NotFound."""
        return plan_of(self._connection, known)

    def publish(self, organisation: str, kind: str, known: str, now: str) -> None:
        """Offer a definition for a kind of document of the organisation."""
        self._connection.execute(
            insert(publication),
            {"organisation": organisation, "kind": kind, "definition": known, "since": now},
        )

    def withdraw(self, organisation: str, kind: str, known: str, now: str) -> bool:
        """Offer it no more for that kind; False when it was not offered."""
        row = (
            publication.c.organisation == organisation,
            publication.c.kind == kind,
            publication.c.definition == known,
            publication.c.until.is_(None),
        )
        return self._connection.execute(update(publication).where(*row).values(until=now)).rowcount > 0

    def published(self, organisation: str, kind: str) -> Mapping[str, Definition]:
        """The definitions offered now for a kind of document, by hash."""
        return published_for(self._connection, organisation, kind)


def plan_of(connection: Connection, known: str) -> Plan:
    """The compiled definition of that hash, shared by the whole process. Raises NotFound."""
    if known not in _PLANS:
        body = connection.scalar(select(definition.c.body).where(definition.c.hash == known))
        if body is None:
            raise NotFound
        _PLANS[known] = Plan(restore(body))
    return _PLANS[known]


def published_for(connection: Connection, organisation: str, kind: str) -> Mapping[str, Definition]:
    """The definitions offered now for a kind of document, by hash, in the order they were published."""
    rows = connection.scalars(
        select(publication.c.definition)
        .where(
            publication.c.organisation == organisation,
            publication.c.kind == kind,
            publication.c.until.is_(None),
        )
        .order_by(publication.c.since, publication.c.definition)
    )
    return {known: plan_of(connection, known).definition for known in rows.all()}


def publications_of(connection: Connection, organisation: str) -> list[Publication]:
    """All that the organisation offers now, by kind of document, the first published first."""
    rows = connection.execute(
        select(publication)
        .where(publication.c.organisation == organisation, publication.c.until.is_(None))
        .order_by(publication.c.kind, publication.c.since, publication.c.definition)
    )
    return [
        Publication(row.kind, row.definition, row.since, plan_of(connection, row.definition).definition)
        for row in rows.all()
    ]
