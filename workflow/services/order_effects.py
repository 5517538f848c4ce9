"""Doing what an order's points say, one effect after another, inside the transaction of its signature."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from workflow.chain.acts import ACTS
from workflow.chain.compile import IN_FORCE
from workflow.documents.clause_days import meant
from workflow.documents.dates import numeric
from workflow.documents.document import Edition
from workflow.errors import Refused
from workflow.governance.bodies import Party
from workflow.governance.names import Names
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.effects import COORDINATOR
from workflow.governance.orders.known import IssuedPoint, Known
from workflow.governance.orders.order import Order, Point, Who, coordinator_of
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import Actor, PersonName
from workflow.journal import SYSTEM, Event, Fact
from workflow.ports import Instrument, Moment
from workflow.services.answers import Decision
from workflow.services.approval import ByOrder, answer
from workflow.services.entering_clauses import Entering, entered
from workflow.services.following import put_into_force, repeal
from workflow.services.order_ports import OrderWork
from workflow.services.people import default_register, new_person, party_facts, seat_event
from workflow.services.people_ports import Seat
from workflow.services.reviewing import review_later, review_soon
from workflow.values import DocumentKey, EditionKey, PartyKey, Text


@dataclass(frozen=True, slots=True)
class Applied:
    """One order being signed; `events` gathers what documents' journals tell, `own` the organisation's.

    `assigned` are the points with a term: who answers for each, and its last day.
    """

    work: OrderWork
    actor: Actor
    capacity: str
    at: Moment
    by: Instrument
    dated: date
    order: Order
    known: Known
    events: dict[DocumentKey, list[Event]] = field(default_factory=dict)
    own: list[Event] = field(default_factory=list)
    people: dict[PersonName, str] = field(default_factory=dict)
    names: dict[str, Party] = field(default_factory=dict)
    assigned: list[tuple[int, str, date]] = field(default_factory=list)

    @property
    def basis(self) -> str:
        """«приказ № 95 от 21.02.2023», the basis of every seat that it gives."""
        return f"приказ № {self.by.printed} от {self.by.dated:%d.%m.%Y}"

    def party(self, id_: str) -> Party:
        """A body or office that was there or is created by this order."""
        return self.names[id_] if id_ in self.names else self.known.parties[id_].party

    def key(self, id_: str) -> PartyKey:
        """Its key in the order's organisation."""
        return PartyKey(self.by.organisation, id_)


def apply(of: Applied, point: int, effects: Sequence[Effect]) -> Sequence[Effect]:
    """Do what one point says; returns the effects with the ids of the people who were new."""
    return [_DO[one.kind](of, point, one) for one in effects]


def known_by_id(point: Point, people: Mapping[PersonName, str]) -> Point:
    """The point with the ids of those whom it named as new: names belong to people, not to rows of orders."""

    def of(who: Who) -> Who:
        return people.get(who, who) if isinstance(who, PersonName) else who

    members = tuple(replace(one, who=of(one.who)) for one in point.members)
    return replace(point, who=of(point.who), members=members)


def _answered(of: Applied, point: int, effect: Effect) -> Effect:
    """The office's sign-off by this order; it puts the edition into force where it is the last one."""
    edition = of.known.editions[effect.edition]
    entry = of.order.entry(effect.edition)
    since = (entry.since if entry else None) or of.dated
    text = of.work.documents.edition(effect.edition)
    chosen = ACTS[edition.act].outcomes[0].id
    decision = Decision(effect.edition, edition.step, text.sha256, chosen, dated=of.dated)
    done = answer(of.work, of.actor, decision, of.at, ByOrder(of.by, point, since))
    if (done.state == IN_FORCE) != edition.enters:
        raise Refused("order-other-way", _OTHER_WAY.filled(point=point))
    return effect


def _in_force(of: Applied, _point: int, effect: Effect) -> Effect:
    # What this order approves came into force with its answer.
    if effect.edition not in of.order.approved:
        since = effect.day or of.dated
        _tell(of, effect.edition, put_into_force(of.work, effect.edition, since, of.at))
    return effect


def _delayed(of: Applied, point: int, effect: Effect) -> Effect:
    """The clauses enter on the day that the order says, or with their edition after all."""
    edition = of.work.documents.edition(effect.edition)
    clauses, _faults = meant(effect.clauses, edition.text.clauses)
    basis = _POINT.filled(order=of.basis, point=point).ru
    entering = Entering(effect.edition, effect.clauses, effect.day, basis)
    _tell(of, effect.edition, [entered(of.work, of.actor, of.capacity, entering, clauses, of.at)])
    return effect


def _lapsed(of: Applied, _point: int, effect: Effect) -> Effect:
    if not _replaced(of, effect.edition):
        _tell(of, effect.edition, repeal(of.work, effect.edition, effect.day or of.dated))
    return effect


def _replaced(of: Applied, key: EditionKey) -> bool:
    """Whether it lapses with the entry into force of what this order approves."""
    known = [of.known.editions[one] for one in of.order.approved]
    return any(one.former == key and one.enters for one in known)


def _unlapsed(of: Applied, _point: int, effect: Effect) -> Effect:
    edition = of.work.documents.edition(effect.edition)
    _check_place(of, edition)
    of.work.documents.put_into_force(edition.key, edition.in_force_from or of.dated)
    _tell(of, effect.edition, [Event("unrepealed", SYSTEM, facts={"edition": effect.edition.edition})])
    return effect


def _check_place(of: Applied, edition: Edition) -> None:
    """No force is given back beside an edition that has it, or will. Raises Refused."""
    current = of.work.documents.get(edition.key.of).in_force
    if current is None or current == edition.key.edition:
        return
    other = of.work.documents.edition(EditionKey(*edition.key.of, current))
    since, until = other.in_force_from, other.in_force_until
    if since is not None and (until is None or since < until):
        raise Refused("replaced", _REPLACED.filled(edition=current, since=numeric(since)))


def _created(of: Applied, point: int, effect: Effect) -> Effect:
    kind, names = PARTY_KINDS[effect.party_kind], effect.names or Names.fixed("")
    within = _owner(of, effect.party) if effect.party_kind == COORDINATOR else None
    party = Party(of.key(effect.party), kind.nature, kind.id, names, within)
    of.work.people.add_party(party, effect.day or of.dated)
    register = default_register(party)
    if register is not None:
        of.work.instruments.add_register(register)
    of.names[effect.party] = party
    _own(of, point, "party_added", party_facts(party))
    return effect


def _owner(of: Applied, office: str) -> str | None:
    return next((id_ for id_ in of.names if coordinator_of(id_) == office), None)


def _renamed(of: Applied, point: int, effect: Effect) -> Effect:
    party, names, day = of.party(effect.party), effect.names or Names.fixed(""), effect.day or of.dated
    of.work.bodies.rename(party.key, names, day)
    of.names[effect.party] = replace(party, names=names)
    _own(
        of,
        point,
        "party_renamed",
        {**party_facts(party), "new_name": names.nominative, "since": day.isoformat()},
    )
    return effect


def _closed(of: Applied, point: int, effect: Effect) -> Effect:
    party, day = of.party(effect.party), effect.day or of.dated
    of.work.bodies.close(party.key, day)
    _own(of, point, "party_closed", {**party_facts(party), "until": day.isoformat()})
    return effect


def _seated(of: Applied, point: int, effect: Effect) -> Effect:
    party, day = of.party(effect.party), effect.day or of.dated
    person, name = _person(of, effect.who, day), of.known.name(effect.who)
    given = of.order.points[point - 1].basis.strip()
    basis = f"{of.basis}; {given}" if given else of.basis
    of.work.people.seat(party.key, person, effect.capacity, day, effect.until, basis)
    review_later(of.work, party.key, of.at)
    seat = Seat(person, effect.capacity, day, effect.until)
    event = seat_event(of.actor.person, of.capacity, party, seat, name.full, basis)
    _own(of, point, event.kind, event.facts, event.personal)
    return replace(effect, who=person)


def _person(of: Applied, who: Who, since: date) -> str:
    """The person's id; one who is new is added once, in however many points the name stands."""
    if isinstance(who, str):
        return who
    if who not in of.people:
        of.people[who] = new_person(of.work, of.by.organisation, who, since, of.at)
    return of.people[who]


def _unseated(of: Applied, point: int, effect: Effect) -> Effect:
    party, day = of.party(effect.party), effect.day or of.dated
    person = _person(of, effect.who, day)
    seats = of.work.seats.of(party.key)
    running = next(
        one for one in seats if (one.person, one.capacity) == (person, effect.capacity) and one.lasts(day)
    )
    of.work.people.end_seat(party.key, person, running.since, day)
    review_later(of.work, party.key, of.at)
    facts: dict[str, Fact] = {
        "party": list(party.key),
        "party_name": party.names.nominative,
        "capacity": effect.capacity,
        "person_id": person,
        "until": day.isoformat(),
    }
    _own(of, point, "seat_ended", facts, {"person": of.known.name(effect.who).full})
    return replace(effect, who=person)


def _revoked(of: Applied, point: int, effect: Effect) -> Effect:
    issued = of.known.points[effect.order, effect.number]
    facts: dict[str, Fact] = {
        "order": issued.order,
        "revoked": issued.printed,
        "revoked_dated": issued.dated.isoformat(),
        "point": issued.number,
        "since": (effect.day or of.dated).isoformat(),
    }
    _own(of, point, "order_point_revoked", facts)
    _release(of, issued)
    return effect


def _release(of: Applied, issued: IssuedPoint) -> None:
    """A revoked point is not to be done any more, and no finding stands on it."""
    organisation, note = of.by.organisation, _WITH_POINT.filled(number=of.by.printed).ru
    for one in of.work.orders.assignments(organisation, issued.order):
        if one.point == issued.number and one.closed_on is None:
            of.work.orders.release(organisation, one.order, one.point, note, of.actor.person, of.at)
            review_soon(of.work, DocumentKey(organisation, one.document), of.at)


def _assigned(of: Applied, point: int, effect: Effect) -> Effect:
    """Whom the point names answers for it, else who signs."""
    person = effect.who if isinstance(effect.who, str) and effect.who else of.actor.person
    due = (effect.until or of.dated) - timedelta(days=1)
    of.assigned.append((point, person, due))
    return replace(effect, who=person)


def _tell(of: Applied, key: EditionKey, events: Sequence[Event]) -> None:
    of.events.setdefault(key.of, []).extend(events)


def _own(
    of: Applied, point: int, kind: str, facts: Mapping[str, Fact], personal: Mapping[str, str] | None = None
) -> None:
    """An event of the organisation's own chain that names the order and its point."""
    told = {**facts, "by_order": of.by.id, "by_point": point}
    of.own.append(
        Event(kind, of.actor.person, of.capacity, told, {"name": of.actor.name.full, **(personal or {})})
    )


_DO: Mapping[str, Callable[[Applied, int, Effect], Effect]] = {
    "answered": _answered,
    "in_force": _in_force,
    "delayed": _delayed,
    "undelayed": _delayed,
    "lapsed": _lapsed,
    "unlapsed": _unlapsed,
    "created": _created,
    "renamed": _renamed,
    "closed": _closed,
    "seated": _seated,
    "unseated": _unseated,
    "revoked": _revoked,
    "assigned": _assigned,
}
_POINT = Text("{order}, пункт {point}", "{order}, point {point}")
_REPLACED = Text(
    "Вместо этой редакции с {since} действует редакция {edition}: сначала отмените её вступление в силу",
    "Edition {edition} is in force instead of it from {since}: revoke that entry into force first",
)
_WITH_POINT = Text("Пункт отменён приказом № {number}", "The point was revoked by order No. {number}")
_OTHER_WAY = Text(
    "Пункт {point}: путь документа изменился, пока приказ готовили. Откройте проект заново",
    "Point {point}: the document's way has changed meanwhile. Open the draft again",
)
