"""Lists of signed orders: all of an organisation, and the points that a later order may still revoke."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, exists, func, literal, or_, select, tuple_

from storage.documents import edition_at
from storage.tables import decision, document, edition, instrument, order_effect, order_point
from workflow.documents.clauses import Clause
from workflow.governance.orders.faults import IRREVOCABLE
from workflow.governance.orders.order import TITLES, PointKind
from workflow.governance.orders.written import restored_point
from workflow.values import EditionKey

PAGE = 50


_POINTS = (
    select(func.count())
    .where(
        order_point.c.organisation == instrument.c.organisation, order_point.c.instrument == instrument.c.id
    )
    .correlate(instrument)
    .scalar_subquery()
)
_REVOKED = (
    select(func.count(order_effect.c.revoked_point.distinct()))
    .where(
        order_effect.c.revoked_organisation == instrument.c.organisation,
        order_effect.c.revoked_instrument == instrument.c.id,
    )
    .correlate(instrument)
    .scalar_subquery()
)
_OWN = and_(document.c.organisation == instrument.c.organisation, document.c.number == instrument.c.document)
_ORDERS = (
    select(instrument, document.c.title, _POINTS.label("points"), _REVOKED.label("revoked"))
    .outerjoin(document, _OWN)
    .where(instrument.c.instrument == "order")
    .order_by(instrument.c.dated.desc(), instrument.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A signed order: its number, date and heading; how many points it has and how many are revoked."""

    id: str
    printed: str
    dated: date
    title: str
    points: int
    revoked: int


@dataclass(frozen=True, slots=True)
class RevocablePoint:
    """A point that nobody has revoked yet, with its words."""

    order: str
    number: int
    printed: str
    dated: date
    words: str


def orders(connection: Connection, organisation: str, after: str = "") -> list[OrderRow]:
    """A page of orders by their day, the latest first, after the one with that id; one more than a page."""
    query = _ORDERS.where(instrument.c.organisation == organisation).limit(PAGE + 1)
    if after:
        last = instrument.alias()
        day = select(last.c.dated).where(last.c.organisation == organisation, last.c.id == after)
        place = tuple_(day.scalar_subquery(), literal(after))
        query = query.where(tuple_(instrument.c.dated, instrument.c.id) < place)
    rows = connection.execute(query).all()
    carried = _carried(connection, organisation, [row.id for row in rows if row.title is None])
    return [
        OrderRow(
            row.id, row.printed, row.dated, row.title or carried.get(row.id, ""), row.points, row.revoked
        )
        for row in rows
    ]


def revocable(connection: Connection, organisation: str) -> list[RevocablePoint]:
    """The points of the latest orders that may be revoked, the latest order first."""
    gone = exists().where(
        order_effect.c.revoked_organisation == order_point.c.organisation,
        order_effect.c.revoked_instrument == order_point.c.instrument,
        order_effect.c.revoked_point == order_point.c.number,
    )
    rows = connection.execute(
        select(order_point, instrument.c.printed, instrument.c.dated, instrument.c.document)
        .join(instrument)
        .where(order_point.c.organisation == organisation, order_point.c.kind.not_in(IRREVOCABLE), ~gone)
        .order_by(instrument.c.dated.desc(), instrument.c.id.desc(), order_point.c.number)
        .limit(4 * PAGE)
    ).all()
    texts = {
        row.document: edition_at(connection, EditionKey(organisation, row.document, 1)).text.clauses
        for row in rows
        if row.document is not None
    }
    return [
        RevocablePoint(row.instrument, row.number, row.printed, row.dated, _words(connection, row, texts))
        for row in rows
    ]


def _words(connection: Connection, row: Any, texts: Mapping[int, Sequence[Clause]]) -> str:
    """The point as its order says it; of an order without a text of its own, what it is about."""
    if row.document is not None:
        said: Clause = texts[row.document][row.number - 1]
        return said.text
    titles = [edition_at(connection, key).text.title for key in restored_point(row.content).editions]
    kind: PointKind = row.kind
    return ": ".join([TITLES[kind].ru, *titles])


def in_force(connection: Connection, organisation: str, on: date) -> list[tuple[EditionKey, str]]:
    """The editions in force then or to come, with their titles; an order is revoked by its points."""
    rows = connection.execute(
        select(edition.c.document, edition.c.number, edition.c.title)
        .join(document)
        .where(
            edition.c.organisation == organisation,
            edition.c.in_force_from.is_not(None),
            or_(edition.c.in_force_until.is_(None), edition.c.in_force_until > on),
            document.c.kind != "order",
        )
        .order_by(edition.c.document, edition.c.number)
    )
    return [(EditionKey(organisation, row.document, row.number), row.title) for row in rows]


def _carried(connection: Connection, organisation: str, ids: list[str]) -> dict[str, str]:
    """What orders without a text of their own decided on: the titles of the editions."""
    rows = connection.execute(
        select(decision.c.instrument, edition.c.title)
        .select_from(decision)
        .join(
            edition,
            and_(
                edition.c.organisation == decision.c.organisation,
                edition.c.document == decision.c.document,
                edition.c.number == decision.c.edition,
            ),
        )
        .where(decision.c.instrument_organisation == organisation, decision.c.instrument.in_(ids))
        .order_by(decision.c.instrument, decision.c.document)
    )
    found: dict[str, str] = {}
    for row in rows:
        known = found.get(row.instrument)
        found[row.instrument] = f"{known}; {row.title}" if known else row.title
    return found
