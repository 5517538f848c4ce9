"""The points of a signed order: what each did, and by which later order it was revoked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, select

from storage.tables import instrument, order_effect, order_point
from workflow.documents.clause_days import typed
from workflow.errors import NotFound
from workflow.governance.orders.amending import kept_lines
from workflow.governance.orders.effect import NO_EDITION, Effect
from workflow.governance.orders.known import IssuedPoint
from workflow.governance.orders.order import Point
from workflow.governance.orders.written import restored_point
from workflow.values import EditionKey


def issued_points(connection: Connection, organisation: str, id_: str) -> tuple[IssuedPoint, ...]:
    """The points in their order; empty for an order that has none of ours."""
    rows = connection.execute(
        select(order_point, instrument.c.printed, instrument.c.dated)
        .join(instrument)
        .where(order_point.c.organisation == organisation, order_point.c.instrument == id_)
        .order_by(order_point.c.number)
    ).all()
    if not rows:
        return ()
    done, revoked = _effects(connection, organisation, id_), _revoked(connection, organisation, id_)
    return tuple(_issued(row, done.get(row.number, []), revoked.get(row.number, "")) for row in rows)


def approved_by(connection: Connection, organisation: str, id_: str) -> tuple[EditionKey, ...]:
    """The editions that a signed order approves whole, in the order of its points: its first annexes."""
    return _answered(connection, organisation, id_, amended=False)


def amended_by(connection: Connection, organisation: str, id_: str) -> tuple[EditionKey, ...]:
    """The editions whose changes a signed order says itself: they are no annexes of it."""
    return _answered(connection, organisation, id_, amended=True)


def _answered(
    connection: Connection, organisation: str, id_: str, *, amended: bool
) -> tuple[EditionKey, ...]:
    of, own = order_effect.c, order_point.c
    point = (own.organisation == of.organisation, own.instrument == of.instrument, own.number == of.point)
    rows = connection.execute(
        select(of.edition_organisation, of.document, of.edition, own.kind, own.content)
        .join(order_point, and_(*point))
        .where(of.organisation == organisation, of.instrument == id_, of.kind == "answered")
        .order_by(of.point, of.seq)
    )
    return tuple(
        EditionKey(*row[:3])
        for row in rows
        if (row.kind == "amend" and bool(restored_point(row.content).words)) == amended
    )


def order_name(connection: Connection, organisation: str, id_: str) -> tuple[str, date]:
    """The number and date of an order. Raises NotFound."""
    row = connection.execute(
        select(instrument.c.printed, instrument.c.dated).where(
            instrument.c.organisation == organisation, instrument.c.id == id_
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    return row.printed, row.dated


def _issued(row: Any, done: list[Effect], revoked_by: str) -> IssuedPoint:
    point = restored_point(row.content)
    effects = tuple(_told(one, point) for one in done)
    changes = kept_lines(point.words) if point.kind == "amend" else ()
    return IssuedPoint(
        row.instrument, row.number, row.kind, row.printed, row.dated, effects, revoked_by, changes
    )


def _told(effect: Effect, point: Point) -> Effect:
    """With what only the point's own words keep."""
    if effect.kind == "renamed":
        return replace(effect, names=point.names)
    if effect.kind == "delayed":
        return replace(effect, clauses=", ".join(typed(point.clauses)))
    return effect


def _effects(connection: Connection, organisation: str, id_: str) -> dict[int, list[Effect]]:
    rows = connection.execute(
        select(order_effect)
        .where(order_effect.c.organisation == organisation, order_effect.c.instrument == id_)
        .order_by(order_effect.c.point, order_effect.c.seq)
    )
    found: dict[int, list[Effect]] = {}
    for row in rows:
        found.setdefault(row.point, []).append(_effect(row))
    return found


def _effect(row: Any) -> Effect:
    key = EditionKey(row.edition_organisation, row.document, row.edition) if row.document else NO_EDITION
    return Effect(
        row.kind, key, row.party or "", row.person or "", row.capacity, row.day, row.until,
        row.revoked_instrument or "", row.revoked_point or 0, row.act,
    )  # fmt: skip


def _revoked(connection: Connection, organisation: str, id_: str) -> dict[int, str]:
    """The revoked points with the order that revoked each."""
    later = order_effect.c
    rows = connection.execute(
        select(later.revoked_point, later.instrument).where(
            and_(later.revoked_organisation == organisation, later.revoked_instrument == id_)
        )
    )
    return {row.revoked_point: row.instrument for row in rows}
