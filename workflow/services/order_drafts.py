"""Drafts of orders: begun from chosen editions or blank, rewritten, dropped; what each would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.documents.document import EditionText
from workflow.errors import Invalid, Refused
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.effects import effects
from workflow.governance.orders.faults import faults
from workflow.governance.orders.headings import suggested_title
from workflow.governance.orders.known import Known
from workflow.governance.orders.order import Draft, Order
from workflow.governance.orders.proposed import proposed
from workflow.governance.orders.together import Fault
from workflow.governance.orders.words import suggested_preamble, worded
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import ORDERING, Permission, require
from workflow.ports import Moment
from workflow.services import own_journal
from workflow.services.cases import named
from workflow.services.order_facts import known
from workflow.services.order_ports import OrderStore, OrderWork
from workflow.services.replay import earlier
from workflow.values import EditionKey, Text

MAX_POINTS = 100
MAX_TITLE, MAX_PREAMBLE = 500, 10_000


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as it stands: its words, what each point would do, and everything that keeps it unsigned."""

    draft: Draft
    known: Known
    text: EditionText
    effects: tuple[tuple[Effect, ...], ...]
    faults: tuple[Fault, ...]

    def faults_of(self, point: int) -> tuple[Fault, ...]:
        """The faults of one point; 0 is the order itself."""
        return tuple(one for one in self.faults if one.point == point)


def begin(
    store: OrderStore,
    actor: Actor,
    order: Order,
    at: Moment,
    chosen: Sequence[EditionKey] = (),
    command: str | None = None,
) -> Draft:
    """Begin a draft; with `chosen` editions, the points that approve them and put them into force.

    Raises Forbidden, Refused when the office keeps no register of orders, Invalid.
    """
    organisation = order.office.organisation
    member = require(actor, Permission.ORDER, organisation)
    with store.work() as work:
        # The lock of the journal is also that of the drafts' numbers.
        chain = own_journal.lock(work, organisation, at)
        if before := earlier(work, organisation, command, "order_begun"):
            return work.orders.draft(organisation, int(str(before.facts["draft"])))
        _check_office(work, order, at)
        work.instruments.register(*order.office, "order")
        order = _proposed(work, order, actor, at, chosen)
        _check_size(order)
        draft = work.orders.add(order, actor.person, at.now)
        facts: dict[str, Fact] = {"draft": draft.number, "title": draft.order.title or "–"}
        event = Event("order_begun", actor.person, member.kind, facts, named(actor))
        work.journal.record(chain, at.now, [event], command)
    return draft


def rewrite(
    store: OrderStore, actor: Actor, organisation: str, number: int, seen: int, order: Order
) -> Draft:
    """Keep a changed draft over the version that was seen. Raises Stale when it is another one now."""
    require(actor, Permission.ORDER, organisation)
    _check_size(order)
    with store.work() as work:
        draft = work.orders.draft(organisation, number)
        return work.orders.save(replace(draft, order=replace(order, office=draft.order.office), version=seen))


def drop(store: OrderStore, actor: Actor, organisation: str, number: int, seen: int, at: Moment) -> None:
    """Put a draft away unsigned. Raises Stale when it was changed or signed meanwhile."""
    member = require(actor, Permission.ORDER, organisation)
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        draft = work.orders.draft(organisation, number)
        work.orders.save(replace(draft, state="dropped", version=seen))
        facts: dict[str, Fact] = {"draft": number, "title": draft.order.title or "–"}
        event = Event("order_dropped", actor.person, member.kind, facts)
        own_journal.tell(work, organisation, actor, event, at)


def look(
    store: OrderStore, actor: Actor, organisation: str, number: int, at: Moment, dated: date | None = None
) -> Preview:
    """The draft with all that its signature would do on that day. Raises NotFound, Forbidden."""
    require(actor, Permission.ORDER, organisation)
    with store.look() as work:
        draft = work.orders.draft(organisation, number)
        return preview(work, draft, actor, at, dated or at.today)


def preview(work: OrderWork, draft: Draft, actor: Actor, at: Moment, dated: date) -> Preview:
    """The same within a transaction; a point at fault does nothing yet."""
    order = draft.order
    facts = known(work, order, actor, at, dated)
    found = faults(order, facts, dated)
    wrong = {one.point for one in found}
    sound = [number for number in range(1, len(order.points) + 1) if number not in wrong]
    done = effects(replace(order, points=tuple(order.points[n - 1] for n in sound)), facts, dated)
    by_point = dict(zip(sound, done, strict=True))
    every = tuple(by_point.get(number, ()) for number in range(1, len(order.points) + 1))
    return Preview(draft, facts, worded(order, facts, dated), every, found)


def _proposed(work: OrderWork, order: Order, actor: Actor, at: Moment, chosen: Sequence[EditionKey]) -> Order:
    """The order over the chosen editions, with the heading and preamble that its points suggest."""
    facts = known(work, order, actor, at, at.today, chosen)
    if lost := [key for key in chosen if key not in facts.editions]:
        raise Invalid({"editions": _NO_EDITION.filled(count=len(lost))})
    points = proposed(facts, chosen, at.today) if chosen else ()
    filled = replace(order, points=(*points, *order.points))
    return replace(
        filled,
        title=order.title or suggested_title(filled, facts),
        preamble=order.preamble or suggested_preamble(filled, facts),
    )


def _check_office(work: OrderWork, order: Order, at: Moment) -> None:
    kinds = {one.key: one.kind for one in work.people.parties(order.office.organisation, at.today)}
    if kinds.get(order.office) not in ORDERING:
        raise Refused("no-office", _NO_OFFICE)


def _check_size(order: Order) -> None:
    """Raises Invalid for what no order holds."""
    fields: dict[str, Text] = {}
    if len(order.title) > MAX_TITLE:
        fields["title"] = _TITLE_LONG
    if len(order.preamble) > MAX_PREAMBLE:
        fields["preamble"] = _PREAMBLE_LONG
    if len(order.points) > MAX_POINTS:
        fields["points"] = _MANY_POINTS
    if fields:
        raise Invalid(fields)


_NO_EDITION = Text("Выбранных документов нет: {count}", "Chosen documents that are not there: {count}")
_NO_OFFICE = Text("Эта должность приказов не издаёт", "This office issues no orders")
_TITLE_LONG = Text("Заголовок длиннее 500 знаков", "The heading is over 500 characters")
_PREAMBLE_LONG = Text("Преамбула длиннее 10 000 знаков", "The preamble is over 10,000 characters")
_MANY_POINTS = Text("В приказе больше 100 пунктов: разделите его", "Over 100 points: divide the order")
