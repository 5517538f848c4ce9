"""Signing an order: its number, its text as a document, all that its points do, at once or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from workflow.documents.document import Edition
from workflow.errors import Forbidden, Invalid, Refused, Stale
from workflow.governance.orders.effect import NO_EDITION
from workflow.governance.orders.known import said_point
from workflow.governance.orders.order import Draft
from workflow.governance.orders.together import Fault
from workflow.governance.people import Actor
from workflow.governance.registers import typed_number
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Instrument, Moment
from workflow.services import own_journal
from workflow.services.assignments import control
from workflow.services.cases import named
from workflow.services.following import put_into_force
from workflow.services.order_drafts import Preview, preview
from workflow.services.order_effects import Applied, apply, known_by_id
from workflow.services.order_ports import OrderStore, OrderWork
from workflow.services.replay import earlier
from workflow.services.reviewing import review_document
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Signature:
    """What the signer gives: which draft, as it was seen, the day, the number (empty draws the next)."""

    organisation: str
    draft: int
    version: int
    dated: date | None
    number: str = ""
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A signed order: the id of its register's entry, its printed number; `replayed` when signed before."""

    order: str
    printed: str
    document: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class _Signing:
    work: OrderWork
    actor: Actor
    capacity: str
    at: Moment
    seen: Preview
    dated: date
    order: Instrument
    events: list[Event] = field(default_factory=list)


def sign(store: OrderStore, actor: Actor, given: Signature, at: Moment) -> Issued:
    """Sign a draft: the order gets its number and everything that its points say happens, or nothing does.

    Raises Forbidden to all but the holder of the office, Stale when the draft is another one now, Invalid
    for what was typed, Refused with every fault of the points.
    """
    require(actor, Permission.ORDER, given.organisation)
    dated = _checked(given, at)
    with store.work() as work:
        draft = _locked(work, given, at)
        if before := earlier(work, given.organisation, given.command, "order_signed", draft=given.draft):
            facts = before.facts
            return Issued(str(facts["order"]), str(facts["number"]), int(str(facts["document"])), True)
        capacity = _capacity(work, actor, draft, dated)
        draft = work.orders.draft(given.organisation, given.draft, lock=True)
        if draft.version != given.version or draft.state != "open":
            raise Stale("order-changed", CHANGED)
        seen = preview(work, draft, actor, at, dated)
        _check_sound(seen.faults)
        order = _registered(work, draft, given, dated, actor, at)
        return _issue(_Signing(work, actor, capacity, at, seen, dated, order), given.command)


def _capacity(work: OrderWork, actor: Actor, draft: Draft, dated: date) -> str:
    """In what capacity the actor signs: of those who hold the office today, one who held it on that day."""
    if actor.capacity_for(draft.order.office) is None:
        raise Forbidden("not-signer", NOT_SIGNER)
    then = work.people.actor(actor.person, dated).capacity_for(draft.order.office)
    if then is None:
        raise Invalid({"dated": _NOT_THEN})
    return then


def _checked(given: Signature, at: Moment) -> date:
    fields: dict[str, Text] = {}
    if given.dated is None:
        fields["dated"] = _NO_DATE
    elif given.dated > at.today:
        fields["dated"] = _FUTURE.filled(today=f"{at.today:%d.%m.%Y}")
    if given.number.strip():
        try:
            typed_number(given.number)
        except Invalid as fault:
            fields.update(fault.fields)
    if fields or given.dated is None:
        raise Invalid(fields)
    return given.dated


def _locked(work: OrderWork, given: Signature, at: Moment) -> Draft:
    """The draft, with the heads of all that it may touch locked in the order of their keys."""
    draft = work.orders.draft(given.organisation, given.draft)
    order = draft.order
    keys = {key.of for one in order.points for key in one.editions}
    for one in order.points:
        if one.order:
            issued = work.orders.points(given.organisation, one.order)
            keys |= {
                each.edition.of for point in issued for each in point.effects if each.edition != NO_EDITION
            }
    own_journal.lock_all(work, {*keys, own_journal.key(given.organisation)}, at)
    return draft


def _check_sound(found: Sequence[Fault]) -> None:
    """Raises Refused that names every fault with its point, and what each edition waits for."""
    if not found:
        return
    told = [_told(one) for one in found]
    message = Text("; ".join(one.ru for one in told), "; ".join(one.en for one in told))
    raise Refused("order-unsound", message, tuple(each for one in found for each in one.unmet))


def _told(fault: Fault) -> Text:
    if not fault.point:
        return fault.message
    said = fault.message
    return Text(f"Пункт {fault.point}: {said.ru}", f"Point {fault.point}: {said.en}")


def _registered(
    work: OrderWork, draft: Draft, given: Signature, dated: date, actor: Actor, at: Moment
) -> Instrument:
    register = work.instruments.register(*draft.order.office, "order")
    typed = register.read(given.number, dated) if given.number.strip() else None
    order = work.instruments.enter(register, typed, dated, actor.person, actor.person, at.now)
    if not order.new:
        taken = _TAKEN.filled(number=order.printed, day=f"{order.dated:%d.%m.%Y}")
        raise Invalid({"number": taken})
    return order


def _issue(one: _Signing, command: str | None) -> Issued:
    """Keep the text, do what the points say, and tell the journals."""
    work, draft, order = one.work, one.seen.draft, one.order
    text = _kept(one)
    applied = Applied(work, one.actor, one.capacity, one.at, order, one.dated, draft.order, one.seen.known)
    done = [apply(applied, number, each) for number, each in enumerate(one.seen.effects, 1)]
    points = [said_point(known_by_id(point, applied.people), one.seen.known) for point in draft.order.points]
    work.orders.issue(order.organisation, order.id, text.key.document, list(zip(points, done, strict=True)))
    work.orders.save(replace(draft, state="signed", instrument=order.id))
    control(work, order, text.key, applied.assigned, one.at)
    signed = _signed(one, text)
    for key in sorted(applied.events):
        work.journal.record(key, one.at.now, applied.events[key])
        review_document(work, key, one.at)
    work.journal.record(own_journal.key(order.organisation), one.at.now, [signed, *applied.own], command)
    told = Event(
        "order_signed", signed.actor, signed.capacity, {**signed.facts, "edition": 1}, signed.personal
    )
    entered = put_into_force(work, text.key, one.dated, one.at)
    work.journal.record(text.key.of, one.at.now, [told, *entered])
    return Issued(order.id, order.printed, text.key.document)


def _kept(one: _Signing) -> Edition:
    """The order's text as a document of its own, frozen with the signature."""
    text, work = one.seen.text, one.work
    document = work.documents.add(one.order.organisation, text.kind, text.word, text.title, None)
    edition = work.documents.add_edition(document, text, one.actor.person, one.at.now)
    work.documents.submitted(edition.key, one.at.now)
    return edition


def _signed(one: _Signing, text: Edition) -> Event:
    order, draft = one.order, one.seen.draft
    facts: dict[str, Fact] = {
        "draft": draft.number,
        "order": order.id,
        "number": order.printed,
        "dated": order.dated.isoformat(),
        "title": text.text.title,
        "document": text.key.document,
        "sha256": text.sha256,
        "points": [point.kind for point in draft.order.points],
    }
    return Event("order_signed", one.actor.person, one.capacity, facts, named(one.actor))


_NO_DATE = Text("Укажите дату: ДД.ММ.ГГГГ", "Give the date: DD.MM.YYYY")
_FUTURE = Text("Дата ещё не наступила: сегодня {today}", "The date is in the future: today is {today}")
_TAKEN = Text(
    "Номер {number} уже занят: им отмечено {day}", "Number {number} is taken: it was given on {day}"
)
NOT_SIGNER = Text(
    "Приказ подписывает тот, кто сегодня занимает эту должность или исполняет её обязанности",
    "The order is signed by the one who holds the office today or acts in it",
)
_NOT_THEN = Text("В этот день вы этой должности не занимали", "You did not hold the office on that day")
CHANGED = Text(
    "Пока вы читали, проект изменили, подписали или удалили. Ничего не подписано: откройте его заново",
    "While you were reading, the draft was changed, signed or dropped. Nothing was signed: open it again",
)
