"""Organisations, bodies, offices and the people in them; every name and seat by date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, bindparam, insert, or_, select, update

from storage.documents import insert_document
from storage.statements import Statement
from storage.tables import (
    absence,
    membership,
    organisation,
    organisation_name,
    party,
    party_name,
    person,
    person_name,
)
from workflow.errors import NotFound
from workflow.governance.bodies import Absence, Organisation, Party
from workflow.governance.names import Names
from workflow.governance.people import ACTING, HOLDER, Actor, Membership, PersonName
from workflow.values import DocumentKey, PartyKey

ORGANISATION_CHAIN = "organisation"
"""The kind of document 0: it carries the organisation's own journal."""

_ON: Any = bindparam("on_day")


def _holds(since: Column[Any], until: Column[Any]) -> ColumnElement[bool]:
    return and_(since <= _ON, or_(until.is_(None), until > _ON))


_ORGANISATION = Statement(
    select(organisation, *(column for column in organisation_name.c if column.name not in ("organisation",)))
    .join(organisation_name, organisation_name.c.organisation == organisation.c.id)
    .where(
        organisation.c.id == bindparam("of_organisation"),
        _holds(organisation_name.c.since, organisation_name.c.until),
    )
)
_PARTIES = (
    select(
        party.c.organisation,
        party.c.id,
        party.c.nature,
        party.c.kind,
        party.c.within,
        party_name.c.nominative,
        party_name.c.genitive,
        party_name.c.instrumental,
    )
    .join(party_name)
    .where(
        party.c.organisation == bindparam("of_organisation"), _holds(party_name.c.since, party_name.c.until)
    )
    .order_by(party.c.id)
)
_CURRENT_PARTIES = _PARTIES.where(_holds(party.c.since, party.c.until))
_PARTY = _PARTIES.where(party.c.id == bindparam("of_party"))
_SEATS = Statement(
    select(membership, party.c.kind, party.c.nature, party.c.within)
    .join(party)
    .where(
        membership.c.person == bindparam("of_person"),
        _holds(membership.c.since, membership.c.until),
    )
    .order_by(membership.c.organisation, membership.c.party)
)
_NAME = select(person_name).where(
    person_name.c.person == bindparam("of_person"), _holds(person_name.c.since, person_name.c.until)
)
_HOLDER = (
    select(membership.c.person)
    .where(
        membership.c.organisation == bindparam("of_organisation"),
        membership.c.party == bindparam("of_party"),
        membership.c.capacity.in_([HOLDER, ACTING]),
        _holds(membership.c.since, membership.c.until),
    )
    # An acting holder, whose seat began later, signs in the holder's stead.
    .order_by(membership.c.since.desc())
)


class People:
    """Rows and the values of `workflow.governance`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def organisation(self, of: str, on: date) -> Organisation:
        """The organisation under its names of that day. Raises NotFound."""
        return organisation_on(self._connection, of, on)

    def add_organisation(self, new: Organisation, since: date) -> None:
        """A new organisation with the chain of its own journal."""
        self._connection.execute(
            insert(organisation),
            {
                "id": new.id,
                "parent": new.parent,
                "zone": new.zone,
                "place": new.place,
            },
        )
        self._connection.execute(
            insert(organisation_name),
            {"organisation": new.id, "since": since, "full": new.full, **_named(new.names)},
        )
        insert_document(self._connection, DocumentKey(new.id, 0), ORGANISATION_CHAIN, "", new.full, None)

    def parties(self, of: str, on: date) -> Sequence[Party]:
        """The bodies and offices that exist on that day."""
        return parties_on(self._connection, of, on)

    def absences(self, of: str, on: date) -> Sequence[Absence]:
        """The bodies that the organisation lawfully has not on that day."""
        return absences_on(self._connection, of, on)

    def party(self, key: PartyKey, on: date) -> Party:
        """A body or office under its names of that day. Raises NotFound."""
        row = self._connection.execute(
            _PARTY, {"of_organisation": key.organisation, "of_party": key.party, "on_day": on}
        ).one_or_none()
        if row is None:
            raise NotFound
        return to_party(row)

    def add_party(self, new: Party, since: date, until: date | None = None) -> None:
        """A new body or office."""
        key = {"organisation": new.key.organisation}
        self._connection.execute(
            insert(party),
            {
                **key,
                "id": new.key.party,
                "nature": new.nature,
                "kind": new.kind,
                "within": new.within,
                "since": since,
                "until": until,
            },
        )
        self._connection.execute(
            insert(party_name), {**key, "party": new.key.party, "since": since, **_named(new.names)}
        )

    def actor(self, of: str, on: date) -> Actor:
        """A person with the seats and offices held that day. Raises NotFound."""
        return actor_on(self._connection, of, on)

    def add_person(self, new: str, name: PersonName, since: date) -> None:
        """A new person."""
        self._connection.execute(insert(person), {"id": new})
        self._connection.execute(
            insert(person_name),
            {
                "person": new,
                "since": since,
                "surname": name.surname,
                "given": name.given,
                "patronymic": name.patronymic,
            },
        )

    def holder(self, key: PartyKey, on: date) -> str | None:
        """Who holds the office that day, an acting holder first; None if it is vacant."""
        return self._connection.scalars(
            _HOLDER, {"of_organisation": key.organisation, "of_party": key.party, "on_day": on}
        ).first()

    def seat(
        self,
        key: PartyKey,
        of: str,
        capacity: str,
        since: date,
        until: date | None = None,
        basis: str = "",
        category: str = "",
    ) -> None:
        """Give a person a seat or an office from a day on."""
        self._connection.execute(
            insert(membership),
            {
                "organisation": key.organisation,
                "party": key.party,
                "person": of,
                "since": since,
                "until": until,
                "capacity": capacity,
                "basis": basis,
                "category": category,
            },
        )

    def end_seat(self, key: PartyKey, of: str, since: date, until: date) -> None:
        """End a seat: `until` is the first day without it."""
        self._connection.execute(
            update(membership)
            .where(
                membership.c.organisation == key.organisation,
                membership.c.party == key.party,
                membership.c.person == of,
                membership.c.since == since,
            )
            .values(until=until)
        )


def organisation_on(connection: Connection, of: str, on: date) -> Organisation:
    """The organisation under its names of that day. Raises NotFound."""
    row = _ORGANISATION.one(connection, {"of_organisation": of, "on_day": on})
    if row is None:
        raise NotFound
    names = Names(row.nominative, row.genitive, row.instrumental)
    return Organisation(row.id, row.parent, row.zone, row.place, row.full, names)


def organisation_of_day(connection: Connection, of: str, on: date, today: date) -> Organisation:
    """The organisation of that day; of today when the system did not know it then. Raises NotFound."""
    try:
        return organisation_on(connection, of, on)
    except NotFound:
        return organisation_on(connection, of, today)


def parties_on(connection: Connection, of: str, on: date) -> list[Party]:
    """The bodies and offices that exist on that day, by id."""
    rows = connection.execute(_CURRENT_PARTIES, {"of_organisation": of, "on_day": on})
    return [to_party(row) for row in rows]


def absences_on(connection: Connection, of: str, on: date) -> list[Absence]:
    """The bodies that the organisation lawfully has not on that day."""
    rows = connection.execute(
        select(absence).where(absence.c.organisation == of, _holds(absence.c.since, absence.c.until)),
        {"on_day": on},
    )
    return [
        Absence(PartyKey(of, row.party), row.since, row.until, row.stated_by, row.stated_on, row.basis)
        for row in rows
    ]


def actor_on(connection: Connection, of: str, on: date) -> Actor:
    """A person with the seats and offices held that day. Raises NotFound."""
    return Actor(of, person_name_on(connection, of, on), tuple(seats_on(connection, of, on)))


def seats_on(connection: Connection, of: str, on: date) -> list[Membership]:
    """The seats and offices that a person holds that day."""
    return [to_membership(row) for row in _SEATS.all(connection, {"of_person": of, "on_day": on})]


def person_name_on(connection: Connection, of: str, on: date) -> PersonName:
    """A person's name on that day. Raises NotFound."""
    row = connection.execute(_NAME, {"of_person": of, "on_day": on}).one_or_none()
    if row is None:
        raise NotFound
    return PersonName(row.surname, row.given, row.patronymic)


def to_party(row: Any) -> Party:
    """A party row joined with its names."""
    names = Names(row.nominative, row.genitive, row.instrumental)
    return Party(PartyKey(row.organisation, row.id), row.nature, row.kind, names, row.within)


def to_membership(row: Any) -> Membership:
    """A membership row joined with its party."""
    return Membership(
        PartyKey(row.organisation, row.party),
        row.kind,
        row.nature,
        row.capacity,
        row.since,
        row.until,
        row.basis,
        row.within,
    )


def _named(names: Names) -> dict[str, str]:
    return {
        "nominative": names.nominative,
        "genitive": names.genitive,
        "instrumental": names.instrumental,
    }
