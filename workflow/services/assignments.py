"""Points under control: kept from the signature on, closed with a note by those who answer for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.errors import Forbidden, Invalid, NotFound, Stale
from workflow.governance.orders.assignment import Assignment
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Instrument, Moment
from workflow.services.cases import named
from workflow.services.order_ports import OrderStore, OrderWork
from workflow.services.replay import earlier
from workflow.services.reviewing import review_document
from workflow.values import DocumentKey, EditionKey, Text

MAX_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Closing:
    """What is closed: a point of a signed order, and how it was done in words."""

    organisation: str
    order: str
    point: int
    note: str
    command: str | None = None


def control(
    work: OrderWork, order: Instrument, text: EditionKey, points: Sequence[tuple[int, str, date]], at: Moment
) -> None:
    """Keep the points of an order just signed under control; the day after its term each is looked at."""
    for point, person, due in points:
        work.orders.assign(order.organisation, order.id, point, person, due)
        day = due + timedelta(days=1)
        payload = {"document": list(text.of)}
        work.jobs.enqueue(order.organisation, "review", payload, f"{day.isoformat()}T00:00:00.000000Z")


def close(store: OrderStore, actor: Actor, given: Closing, at: Moment) -> Assignment:
    """Close a point with a note; who does not answer for it is Forbidden. Raises NotFound, Invalid, Stale."""
    member = require(actor, Permission.READ, given.organisation)
    with store.work() as work:
        every = work.orders.assignments(given.organisation, given.order)
        found = next((one for one in every if one.point == given.point), None)
        if found is None:
            raise NotFound
        key = DocumentKey(given.organisation, found.document)
        work.documents.get(key)
        if earlier(work, given.organisation, given.command, "point_closed", key, point=given.point):
            return found
        if not may_close(actor, found, every):
            raise Forbidden("not-in-control", NOT_YOURS)
        note = _note(given)
        if not work.orders.release(given.organisation, given.order, given.point, note, actor.person, at):
            raise Stale("point-closed", _CLOSED)
        facts: dict[str, Fact] = {"edition": 1, "point": given.point, "person_id": found.person}
        told = Event("point_closed", actor.person, member.kind, facts, {**named(actor), "remark": note})
        work.journal.record(key, at.now, [told], given.command)
        review_document(work, key, at)
    return found


def may_close(actor: Actor, one: Assignment, every: Sequence[Assignment]) -> bool:
    """Who answers for the point or controls the whole order; and who holds the office that signed it."""
    controlling = (each for each in every if (each.kind, each.order) == ("control", one.order))
    answering = {one.person, *(each.person for each in controlling)}
    return actor.person in answering or actor.capacity_for(one.office) is not None


def _note(given: Closing) -> str:
    note = given.note.strip()
    if not note:
        raise Invalid({"remark": _NO_NOTE})
    if len(note) > MAX_NOTE:
        raise Invalid({"remark": _LONG})
    return note


NOT_YOURS = Text(
    "Пункт снимает с контроля тот, кто за него отвечает, или тот, кто издаёт приказы",
    "A point is closed by those who answer for it, or by the holder of the office that signed the order",
)
_CLOSED = Text("Этот пункт уже снят с контроля", "This point is closed already")
_NO_NOTE = Text("Напишите, что сделано", "Say what was done")
_LONG = Text("Отметка длиннее 4000 знаков", "A note of over 4000 characters")
