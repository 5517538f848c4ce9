"""The points that an order for chosen editions begins with, and how points are put, taken out and moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from datetime import date

from workflow.governance.orders.known import Known
from workflow.governance.orders.order import Order, Point
from workflow.values import DocumentKey, EditionKey

CONTROL_POINT = Point("control")


def proposed(known: Known, keys: Sequence[EditionKey], since: date) -> tuple[Point, ...]:
    """Each edition is approved, or its changes are made; all come into force on one day; control last.

    Former editions lapse: those that are replaced whole are repealed by a point of their own.
    """
    amended = {key for key in keys if known.editions[key].changed and known.editions[key].former}
    approve = [Point("amend" if key in amended else "approve", (key,)) for key in keys]
    entering = tuple(key for key in keys if known.editions[key].enters)
    enter = [Point("enter", entering, since=since)] if entering else []
    formers = [former for key in entering if key not in amended and (former := known.editions[key].former)]
    return (*approve, *enter, *(Point("repeal", (former,)) for former in formers), CONTROL_POINT)


def put(order: Order, point: Point, number: int = 0) -> Order:
    """The order with the point in place of point `number`, or added: after all but the one on control."""
    points = list(order.points)
    if number:
        points[number - 1] = point
    elif point.kind != "control" and points and points[-1].kind == "control":
        points.insert(len(points) - 1, point)
    else:
        points.append(point)
    return replace(order, points=tuple(points))


def taken_out(order: Order, number: int) -> Order:
    """The order without that point, and without what other points said because of it.

    A document that is not approved is not put into force either, nor does its former edition lapse.
    """
    gone = order.points[number - 1]
    rest = order.points[: number - 1] + order.points[number:]
    if gone.kind in ("approve", "amend"):
        documents = {key.of for key in gone.editions}
        rest = tuple(one for point in rest for one in _without(point, documents))
    return replace(order, points=rest)


def _without(point: Point, documents: Set[DocumentKey]) -> Iterator[Point]:
    """The point as far as it is about other documents."""
    if point.kind not in ("enter", "repeal"):
        yield point
        return
    editions = tuple(key for key in point.editions if key.of not in documents)
    if editions or not point.editions:
        yield replace(point, editions=editions)


def moved(order: Order, number: int, by: int) -> Order:
    """The order with that point one place up (-1) or down (1); at the end of the list it stays."""
    points, there = list(order.points), number - 1 + by
    if 0 <= there < len(points):
        points[number - 1], points[there] = points[there], points[number - 1]
    return replace(order, points=tuple(points))
