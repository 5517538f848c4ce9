"""Who sits where in an organisation, over all time or on a day, and who of them has a way in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from storage.tables import account, membership, party, person_name
from workflow.governance.parties import Nature
from workflow.governance.people import PersonName
from workflow.values import PartyKey


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A person in a body or office on [since, until), under the name of the day that was asked for."""

    party: PartyKey
    kind: str
    nature: Nature
    person: str
    name: PersonName
    capacity: str
    since: date
    until: date | None
    basis: str

    def holds(self, on: date) -> bool:
        """Whether it is a seat of that day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class WayIn:
    """A person's login, and whether it is shut."""

    login: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person of the organisation with all seats there, ended ones too."""

    id: str
    name: PersonName
    seats: tuple[SeatRow, ...]
    way_in: WayIn | None


_SEATS = select(membership, party.c.kind, party.c.nature).join(party)
_BY_TERM = (membership.c.since, membership.c.person, membership.c.party)


def seats_in(connection: Connection, organisation: str, on: date) -> list[SeatRow]:
    """The seats of all bodies and offices over all time, the earliest first, named as on that day."""
    return _seats(connection, _SEATS.where(membership.c.organisation == organisation), on)


def seats_at(connection: Connection, key: PartyKey, on: date) -> list[SeatRow]:
    """The seats of one body or office over all time, the earliest first, named as on that day."""
    here = (membership.c.organisation == key.organisation, membership.c.party == key.party)
    return _seats(connection, _SEATS.where(*here), on)


def party_ids(connection: Connection, organisation: str) -> set[str]:
    """The ids of all bodies and offices that the organisation has, had or will have."""
    return set(connection.scalars(select(party.c.id).where(party.c.organisation == organisation)))


def people_in(connection: Connection, organisation: str, on: date) -> list[PersonRow]:
    """Everybody who has or had a seat in the organisation, by name."""
    return _people(connection, seats_in(connection, organisation, on))


def person_in(connection: Connection, organisation: str, person: str, on: date) -> PersonRow | None:
    """One of the organisation's people; None for anybody else."""
    own = _SEATS.where(membership.c.organisation == organisation, membership.c.person == person)
    return next(iter(_people(connection, _seats(connection, own, on))), None)


def _people(connection: Connection, seats: Sequence[SeatRow]) -> list[PersonRow]:
    found: dict[str, list[SeatRow]] = {}
    for seat in seats:
        found.setdefault(seat.person, []).append(seat)
    ways = _ways_in(connection, found)
    rows = [PersonRow(id_, own[0].name, tuple(own), ways.get(id_)) for id_, own in found.items()]
    return sorted(rows, key=lambda row: (row.name.full.casefold(), row.id))


def _ways_in(connection: Connection, people: Iterable[str]) -> dict[str, WayIn]:
    rows = connection.execute(select(account).where(account.c.person.in_(list(people))))
    return {row.person: WayIn(row.login, row.disabled) for row in rows}


def _seats(connection: Connection, query: Select[Any], on: date) -> list[SeatRow]:
    rows = connection.execute(query.order_by(*_BY_TERM)).all()
    names = names_of(connection, {row.person for row in rows}, on)
    return [_seat(row, names) for row in rows]


def _seat(row: Row[Any], names: Mapping[str, PersonName]) -> SeatRow:
    key = PartyKey(row.organisation, row.party)
    name = names[row.person]
    return SeatRow(key, row.kind, row.nature, row.person, name, row.capacity, row.since, row.until, row.basis)


def names_of(connection: Connection, people: set[str], on: date) -> dict[str, PersonName]:
    """The name that each has on that day; the first one known for a day before it."""
    query = select(person_name).where(person_name.c.person.in_(people)).order_by(person_name.c.since)
    found: dict[str, PersonName] = {}
    for row in connection.execute(query):
        if row.person not in found or row.since <= on:
            found[row.person] = PersonName(row.surname, row.given, row.patronymic)
    return found


def people_of(connection: Connection, organisation: str) -> list[PersonName]:
    """Everybody who ever held a seat or an office there, under each name that they ever bore."""
    columns = (person_name.c.surname, person_name.c.given, person_name.c.patronymic)
    query = (
        select(*columns)
        .join(membership, membership.c.person == person_name.c.person)
        .where(membership.c.organisation == organisation)
        .distinct()
    )
    return [PersonName(*row) for row in connection.execute(query)]


def name_of_day(rows: Sequence[Any], of: str, on: date) -> PersonName:
    """The name that the person's rows give on that day, else the earliest known, else the id."""
    current = [row for row in rows if row.since <= on and (row.until is None or row.until > on)]
    for row in (current or rows)[:1]:
        return PersonName(row.surname, row.given, row.patronymic)
    return PersonName(of, "")
