"""Orders: drafts, the points of signed orders with what each did, and the bodies that they found or close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.database import Database
from storage.documents import document_at
from storage.order_rows import add_points
from storage.people import to_party
from storage.queries.assignments import assignments_of
from storage.queries.issued import issued_points
from storage.queries.orders import approval_of, grounds_of
from storage.queries.people import people_in
from storage.seating import PeopleWork
from storage.tables import assignment, instrument, order_draft, party, party_name
from workflow.documents.document import Document
from workflow.errors import NotFound, Stale
from workflow.governance.orders.assignment import Assignment
from workflow.governance.orders.carried import Ground
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.known import IssuedPoint, KnownParty
from workflow.governance.orders.order import Draft, Order, Point
from workflow.governance.orders.written import order_text_of, restored_order
from workflow.governance.people import PersonName
from workflow.ports import Moment
from workflow.values import DocumentKey, EditionKey, Text


class Orders:
    """Drafts are rewritten until they are signed; what is signed is only ever added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, order: Order, made_by: str, now: str) -> Draft:
        """Keep a new draft under the organisation's next number, whose chain the caller has locked."""
        organisation = order.office.organisation
        last = self._connection.scalar(
            select(func.max(order_draft.c.number)).where(order_draft.c.organisation == organisation)
        )
        draft = Draft(organisation, (last or 0) + 1, order, 1, made_by, now)
        self._connection.execute(
            insert(order_draft),
            {
                "organisation": organisation,
                "number": draft.number,
                "party": order.office.party,
                "content": order_text_of(order),
                "version": draft.version,
                "state": draft.state,
                "made_by": made_by,
                "made_at": now,
            },
        )
        return draft

    def draft(self, organisation: str, number: int, *, lock: bool = False) -> Draft:
        """A draft, its row locked when asked. Raises NotFound."""
        return draft_at(self._connection, organisation, number, lock=lock)

    def save(self, draft: Draft) -> Draft:
        """Keep a changed draft over the version that it was made from. Raises Stale when that is gone."""
        changed = replace(draft, version=draft.version + 1)
        told = {
            "party": draft.order.office.party,
            "content": order_text_of(draft.order),
            "version": changed.version,
            "state": draft.state,
            "instrument": draft.instrument or None,
        }
        of = order_draft.c
        done = self._connection.execute(
            update(order_draft)
            .where(
                of.organisation == draft.organisation,
                of.number == draft.number,
                of.version == draft.version,
                of.state == "open",
            )
            .values(told)
        )
        if not done.rowcount:
            raise Stale("order-changed", _CHANGED)
        return changed

    def issue(
        self, organisation: str, id_: str, document: int, points: Sequence[tuple[Point, Sequence[Effect]]]
    ) -> None:
        """Keep the points of a signed order with what each did, and link it to the document of its text."""
        self._connection.execute(
            update(instrument)
            .where(instrument.c.organisation == organisation, instrument.c.id == id_)
            .values(document=document)
        )
        add_points(self._connection, organisation, id_, points)

    def points(self, organisation: str, id_: str) -> Sequence[IssuedPoint]:
        """The points of a signed order."""
        return issued_points(self._connection, organisation, id_)

    def document(self, key: DocumentKey) -> Document:
        """The document, not locked. Raises NotFound."""
        return document_at(self._connection, key)

    def grounds(self, key: EditionKey, today: date) -> tuple[Ground, ...]:
        """The decisions of bodies on an edition, each with its protocol."""
        return grounds_of(self._connection, key, today)

    def approval(self, key: EditionKey, today: date) -> Ground | None:
        """What approved an edition, if that is known."""
        return approval_of(self._connection, key, today)

    def parties(self, organisation: str, on: date) -> Mapping[str, KnownParty]:
        """The bodies and offices of all times, under their names of that day or the first that they bore."""
        rows = self._connection.execute(
            select(party, *(party_name.c[case] for case in ("nominative", "genitive", "instrumental")))
            .add_columns(party_name.c.since.label("named"))
            .join(party_name)
            .where(party.c.organisation == organisation)
            .order_by(party.c.id, party_name.c.since)
        )
        found: dict[str, KnownParty] = {}
        for row in rows:
            if row.id not in found or row.named <= on:
                found[row.id] = KnownParty(to_party(row), row.since, row.until)
        return found

    def people(self, organisation: str, on: date) -> Mapping[str, PersonName]:
        """Everybody who has or had a seat in the organisation."""
        return {one.id: one.name for one in people_in(self._connection, organisation, on)}

    def assign(self, organisation: str, id_: str, point: int, person: str, due: date) -> None:
        """Keep a point under control until it is closed."""
        row = {"organisation": organisation, "instrument": id_, "point": point}
        told = {"person": person, "due": due, "note": ""}
        self._connection.execute(insert(assignment), {**row, **told})

    def assignments(self, organisation: str, id_: str) -> Sequence[Assignment]:
        """The points of an order that are or were under control."""
        return assignments_of(self._connection, organisation, id_)

    def release(self, organisation: str, id_: str, point: int, note: str, by: str, at: Moment) -> bool:
        """Close a point; False when it was closed before or never under control."""
        of = assignment.c
        done = self._connection.execute(
            update(assignment)
            .where(of.organisation == organisation, of.instrument == id_, of.point == point)
            .where(of.closed_on.is_(None))
            .values(note=note, closed_by=by, closed_on=at.today, closed_at=at.now)
        )
        return bool(done.rowcount)


def draft_at(connection: Connection, organisation: str, number: int, *, lock: bool = False) -> Draft:
    """A draft of an order. Raises NotFound."""
    query = select(order_draft).where(
        order_draft.c.organisation == organisation, order_draft.c.number == number
    )
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    if row is None:
        raise NotFound
    return to_draft(row)


def open_drafts(connection: Connection, organisation: str) -> list[Draft]:
    """The orders that are being written, the latest first."""
    rows = connection.execute(
        select(order_draft)
        .where(order_draft.c.organisation == organisation, order_draft.c.state == "open")
        .order_by(order_draft.c.number.desc())
    )
    return [to_draft(row) for row in rows]


def to_draft(row: Any) -> Draft:
    """A draft's row as a value."""
    order = restored_order(row.content)
    return Draft(
        row.organisation, row.number, order, row.version, row.made_by, row.made_at, row.state,
        row.instrument or "",
    )  # fmt: skip


class OrderWork(PeopleWork):
    """A unit of work with orders."""

    @cached_property
    def orders(self) -> Orders:
        return Orders(self.connection)


class OrderDatabase:
    """The database as the order services use it (`workflow.services.order_ports`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def work(self) -> Iterator[OrderWork]:
        """A unit of work: commits at the end of the block, rolls back when it raises."""
        with self._database.work() as work:
            yield OrderWork(work.connection)

    @contextmanager
    def look(self) -> Iterator[OrderWork]:
        """The same to read alone; nothing is locked and nothing kept."""
        with self._database.read() as connection:
            yield OrderWork(connection)


_CHANGED = Text(
    "Пока вы писали, проект приказа изменили, подписали или удалили. Откройте его заново",
    "While you were writing, the draft was changed, signed or dropped. Open it again",
)
