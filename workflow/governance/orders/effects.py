"""What each point of an order will do: the page shows this list before the signature, which then does it.

Points work in their order on what the points before them have done: members are approved for a community
that an earlier point creates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workflow.documents.clause_days import typed
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.known import Known, KnownSeat
from workflow.governance.orders.order import Order, Point, PointKind, coordinator, coordinator_of
from workflow.values import EditionKey

COMMUNITY, COORDINATOR = "community", "coordinator"


@dataclass(frozen=True, slots=True)
class _Made:
    """One order being worked out: its day, and the seats as the points so far have left them."""

    order: Order
    known: Known
    dated: date
    seats: dict[str, list[KnownSeat]]


def effects(order: Order, known: Known, dated: date) -> tuple[tuple[Effect, ...], ...]:
    """What each point does, in the order of the points; a point that only says something does nothing."""
    seats = {party: list(found) for party, found in known.seats.items()}
    made = _Made(order, known, dated, seats)
    return tuple(tuple(_DOES[point.kind](made, point)) for point in order.points)


def _approve(made: _Made, point: Point) -> Iterator[Effect]:
    """The answer, and the entry into force where no other point says the day of it."""
    for key in point.editions:
        edition = made.known.editions[key]
        yield Effect("answered", key, day=made.dated, act=edition.act)
        if edition.enters and made.order.entry(key) is None:
            yield from _entry(made, key, made.dated)


def _enter(made: _Made, point: Point) -> Iterator[Effect]:
    for key in point.editions:
        yield from _entry(made, key, point.since or made.dated)


def _entry(made: _Made, key: EditionKey, day: date) -> Iterator[Effect]:
    former = made.known.editions[key].former
    said = {each for one in made.order.points if one.kind == "repeal" for each in one.editions}
    yield Effect("in_force", key, day=day)
    if former is not None and former not in said:
        yield Effect("lapsed", former, day=day)


def _delay(_made: _Made, point: Point) -> Iterator[Effect]:
    for key in point.editions:
        yield Effect("delayed", key, day=point.since, clauses=", ".join(typed(point.clauses)))


def _repeal(made: _Made, point: Point) -> Iterator[Effect]:
    for key in point.editions:
        yield Effect("lapsed", key, day=lapse_day(made.order, made.known, point, key, made.dated))


def lapse_day(order: Order, known: Known, point: Point, key: EditionKey, dated: date) -> date:
    """The day from which an edition is repealed: that of the edition which replaces it by the same order."""
    for one in order.approved:
        if known.editions[one].former == key and known.editions[one].enters:
            entry = order.entry(one)
            return (entry.since if entry else None) or dated
    return point.since or dated


def _revoke(made: _Made, point: Point) -> Iterator[Effect]:
    """What the revoked point had done is undone from the day on; what ended by it is not raised again."""
    issued = made.known.points[point.order, point.number]
    day = point.since or made.dated
    yield Effect("revoked", order=issued.order, number=issued.number, day=day)
    undone = (_UNDONE[done.kind](made, done, day) for done in issued.effects if done.kind in _UNDONE)
    yield from dict.fromkeys(effect for each in undone for effect in each)


def _undo_entry(made: _Made, done: Effect, day: date) -> Iterator[Effect]:
    edition = made.known.editions.get(done.edition)
    if edition and edition.since is not None and (edition.until is None or day < edition.until):
        yield Effect("lapsed", done.edition, day=max(day, edition.since))


def _undo_delay(_made: _Made, done: Effect, day: date) -> Iterator[Effect]:
    if done.day is not None and day < done.day:
        yield Effect("undelayed", done.edition, clauses=done.clauses)


def _undo_lapse(made: _Made, done: Effect, day: date) -> Iterator[Effect]:
    edition = made.known.editions.get(done.edition)
    if edition and edition.until is not None and day < edition.until:
        yield Effect("unlapsed", done.edition)


def _undo_creation(made: _Made, done: Effect, day: date) -> Iterator[Effect]:
    yield from _closing(made, done.party, day)


def _undo_seat(made: _Made, done: Effect, day: date) -> Iterator[Effect]:
    for seat in _running(made, done.party, day):
        if (seat.who, seat.since) == (done.who, done.day):
            yield _unseat(made, done.party, seat, day)


def _create(made: _Made, point: Point) -> Iterator[Effect]:
    day, names = point.since or made.dated, point.names
    yield Effect("created", party=point.party, day=day, names=names, party_kind=point.party_kind)
    if point.party_kind == COMMUNITY and names is not None:
        office = coordinator_of(point.party)
        yield Effect("created", party=office, day=day, names=coordinator(names), party_kind=COORDINATOR)


def _reorganise(made: _Made, point: Point) -> Iterator[Effect]:
    yield Effect("renamed", party=point.party, day=point.since or made.dated, names=point.names)


def _liquidate(made: _Made, point: Point) -> Iterator[Effect]:
    yield from _closing(made, point.party, point.since or made.dated)


def _closing(made: _Made, party: str, day: date) -> Iterator[Effect]:
    within = [id_ for id_, one in made.known.parties.items() if one.party.within == party]
    for id_ in (party, *within):
        known = made.known.parties.get(id_)
        if known is None or known.until is not None:
            continue
        yield from (_unseat(made, id_, seat, day) for seat in _running(made, id_, day))
        yield Effect("closed", party=id_, day=day)


def _members(made: _Made, point: Point) -> Iterator[Effect]:
    """The list is the whole body from that day on: the terms of all who sat before end."""
    day = point.since or made.dated
    yield from (_unseat(made, point.party, seat, day) for seat in _running(made, point.party, day))
    for one in point.members:
        made.seats.setdefault(point.party, []).append(KnownSeat(one.who, one.capacity, day, point.until))
        yield Effect(
            "seated", party=point.party, who=one.who, capacity=one.capacity, day=day, until=point.until
        )


def _appoint(made: _Made, point: Point) -> Iterator[Effect]:
    """A new holder takes the place of the former one; one who acts stands beside the holder."""
    day = point.since or made.dated
    former = [one for one in _running(made, point.party, day) if one.capacity == point.capacity]
    yield from (_unseat(made, point.party, seat, day) for seat in former)
    made.seats.setdefault(point.party, []).append(KnownSeat(point.who, point.capacity, day, point.until))
    yield Effect(
        "seated", party=point.party, who=point.who, capacity=point.capacity, day=day, until=point.until
    )


def _running(made: _Made, party: str, day: date) -> list[KnownSeat]:
    return [one for one in made.seats.get(party, []) if one.since <= day and one.meets(day, None)]


def _unseat(made: _Made, party: str, seat: KnownSeat, day: date) -> Effect:
    made.seats[party].remove(seat)
    return Effect("unseated", party=party, who=seat.who, capacity=seat.capacity, day=day)


def _assign(made: _Made, point: Point) -> Iterator[Effect]:
    """A point with a term is kept under control by whom it names, else by the office that signs."""
    if point.until is not None:
        office = "" if point.who else made.order.office.party
        yield Effect("assigned", party=office, who=point.who, day=made.dated, until=point.until)


_DOES: Mapping[PointKind, Callable[[_Made, Point], Iterator[Effect]]] = {
    "approve": _approve,
    "amend": _approve,
    "enter": _enter,
    "delay": _delay,
    "repeal": _repeal,
    "revoke": _revoke,
    "create": _create,
    "reorganise": _reorganise,
    "liquidate": _liquidate,
    "members": _members,
    "appoint": _appoint,
    "control": _assign,
    "free": _assign,
}
_UNDONE: Mapping[str, Callable[[_Made, Effect, date], Iterator[Effect]]] = {
    "answered": _undo_entry,
    "in_force": _undo_entry,
    "delayed": _undo_delay,
    "lapsed": _undo_lapse,
    "created": _undo_creation,
    "seated": _undo_seat,
}
