"""What a draft's points name, as it stands: looked up for the page, and again under the locks to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from workflow.chain.acts import ACTS
from workflow.chain.case import Case
from workflow.chain.compile import IN_FORCE
from workflow.documents.document import Edition
from workflow.engine.definition import Step
from workflow.engine.machine import Plan
from workflow.engine.process import open_steps, perform, signing
from workflow.errors import NotFound, Refused
from workflow.governance.orders.known import IssuedPoint, Known, KnownEdition, KnownSeat
from workflow.governance.orders.order import Order
from workflow.governance.people import Actor
from workflow.ports import Moment
from workflow.services.asking import asker, circumstances
from workflow.services.enacting import with_changes
from workflow.services.order_ports import OrderWork
from workflow.values import EditionKey, PartyKey, Text


@dataclass(frozen=True, slots=True)
class _Looked:
    work: OrderWork
    office: PartyKey
    signer: Actor
    at: Moment
    dated: date


def known(
    work: OrderWork, order: Order, actor: Actor, at: Moment, dated: date, more: Iterable[EditionKey] = ()
) -> Known:
    """Everything that the order's points name, and the editions `more`, on the day the order bears."""
    office = order.office
    looked = _Looked(work, office, signer(work, office, actor, dated), at, dated)
    points = dict(_points(looked, order))
    named = {key for one in order.points for key in one.editions} | set(more)
    named |= {effect.edition for one in points.values() for effect in one.effects}
    editions = {key: one for key in named if (one := _edition(looked, key))}
    formers = {one.former for one in editions.values() if one.former} - set(editions)
    editions |= {key: one for key in formers if (one := _edition(looked, key))}
    parties = work.orders.parties(office.organisation, dated)
    seats = {id_: _seats(work, PartyKey(office.organisation, id_)) for id_ in parties}
    people = work.orders.people(office.organisation, dated)
    return Known(office, editions, parties, seats, people, points)


def signer(work: OrderWork, office: PartyKey, actor: Actor, on: date) -> Actor:
    """Who would sign: the actor who holds the office, else whoever holds it that day, else the actor."""
    if actor.capacity_for(office) is not None:
        return actor
    holder = work.people.holder(office, on)
    return work.people.actor(holder, on) if holder else actor


def _points(looked: _Looked, order: Order) -> Iterator[tuple[tuple[str, int], IssuedPoint]]:
    for id_ in {one.order for one in order.points if one.order}:
        for point in looked.work.orders.points(looked.office.organisation, id_):
            yield (id_, point.number), point


def _seats(work: OrderWork, party: PartyKey) -> list[KnownSeat]:
    return [KnownSeat(one.person, one.capacity, one.since, one.until) for one in work.seats.of(party)]


def _edition(looked: _Looked, key: EditionKey) -> KnownEdition | None:
    """The edition as the order's office sees it; None when there is none or it is another's affair."""
    work = looked.work
    try:
        edition, document = work.documents.edition(key), work.orders.document(key.of)
    except NotFound:
        return None
    case = work.cases.find(key)
    if key.organisation != looked.office.organisation and not (case and _asks(case, looked.office)):
        return None
    former = EditionKey(*key.of, document.in_force) if document.in_force else None
    told = with_changes(work, _told(looked, edition, case), edition, document)
    lapsed = former is None or former == key or work.documents.edition(former).in_force_until is not None
    return replace(told, former=None if lapsed else former)


def _asks(case: Case, office: PartyKey) -> bool:
    return office in case.parties.values()


def _told(looked: _Looked, edition: Edition, case: Case | None) -> KnownEdition:
    key, work, today = edition.key, looked.work, looked.at.today
    plain = KnownEdition(
        key,
        edition.text.title,
        edition.text.word,
        since=edition.in_force_from,
        until=edition.in_force_until,
        grounds=work.orders.grounds(key, today),
        by=work.orders.approval(key, today),
        clauses=edition.text.clauses,
        annex=work.annexes.named(key.of, looked.dated),
    )
    if case is None:
        return replace(plain, closed=_NOT_SUBMITTED)
    if not case.open:
        return replace(plain, closed=_ENDED, approved=case.marking.state == IN_FORCE)
    plan = work.definitions.plan(case.definition)
    step = _asked(plan, case, looked.office)
    if step is None:
        return replace(plain, closed=_NOT_OURS)
    return _ready(looked, plan, case, step, plain)


def _asked(plan: Plan, case: Case, office: PartyKey) -> Step | None:
    """The step that waits, or will wait, for an order of this office."""
    ours = [
        one
        for id_, one in plan.definition.steps.items()
        if one.evidence == "order" and case.parties.get(id_) == office and id_ not in case.marking.signed
    ]
    waiting = {one.id for one in open_steps(plan, case.marking)}
    return next((one for one in ours if one.id in waiting), next(iter(ours), None))


def _ready(looked: _Looked, plan: Plan, case: Case, step: Step, plain: KnownEdition) -> KnownEdition:
    """What the answer would lead to, tried on the marking; a refusal names everything that is missing."""
    answers = looked.work.cases.sign_offs(case.key)
    told = replace(
        plain,
        act=step.act,
        step=step.id,
        latest=max((one.decided_on for one in answers if one.decided_on), default=None),
    )
    person = asker(looked.signer, case.key.organisation, case.parties.values())
    about = circumstances(plan, looked.at, answers if plan.curious else (), {step.id: looked.dated})
    try:
        transition = signing(plan, case.marking, step.id)
        outcome = ACTS[step.act].outcomes[0].id
        done = perform(plan, case.marking, transition, person, outcome=outcome, known=about)
    except Refused as refusal:
        return replace(told, closed=_not_ready(refusal), unmet=refusal.unmet)
    return replace(told, enters=done.marking.state == IN_FORCE)


def _not_ready(refusal: Refused) -> Text:
    why = refusal.message
    return Text(f"Редакция не готова. {why.ru}", f"The edition is not ready. {why.en}")


_NOT_SUBMITTED = Text(
    "Редакция ещё в проекте: сначала отправьте её по цепочке", "The edition is a draft: submit it first"
)
_ENDED = Text("Согласование этой редакции закончено", "The way of this edition has ended")
_NOT_OURS = Text(
    "На пути этой редакции нет приказа этой должности",
    "No order of this office is asked on the edition's way",
)
