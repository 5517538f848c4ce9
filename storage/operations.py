"""What an operator asks: organisations, logins, jobs, and the addresses that mail goes to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, inspect, or_, select

from storage.tables import (
    account,
    edition,
    job,
    membership,
    organisation_name,
    party,
    party_name,
    person_name,
    task,
)
from storage.tables.references import TASK
from workflow.governance.people import RECORDING, PersonName
from workflow.values import EditionKey


@dataclass(frozen=True, slots=True)
class Login:
    """A way in, with the seats that its person holds that day."""

    login: str
    person: str
    name: str
    disabled: bool
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job that is not done; `error` tells why the last try failed."""

    organisation: str
    id: str
    kind: str
    state: str
    run_at: str
    attempt: int
    error: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recorder by e-mail, for whose body or office an edition waits."""

    address: str
    party: str
    title: str


def empty(connection: Connection) -> bool:
    """Whether the database holds no table at all: what a new one may be made in."""
    return not inspect(connection).get_table_names()


def organisations(connection: Connection, on: date) -> list[str]:
    """The ids of the organisations of that day."""
    rows = connection.scalars(
        select(organisation_name.c.organisation)
        .where(_on(organisation_name.c.since, organisation_name.c.until, on))
        .order_by(organisation_name.c.organisation)
    )
    return list(rows)


def logins(connection: Connection, organisation: str | None, on: date) -> list[Login]:
    """Everybody's ways in; with an organisation, of those who hold a seat there that day."""
    seats: dict[str, list[str]] = {}
    here: set[str] = set()
    for row in connection.execute(
        select(membership)
        .where(_on(membership.c.since, membership.c.until, on))
        .order_by(membership.c.organisation, membership.c.party)
    ):
        seats.setdefault(row.person, []).append(f"{row.organisation}/{row.party}: {row.capacity}")
        if row.organisation == organisation:
            here.add(row.person)
    rows = connection.execute(
        select(account, person_name.c.surname, person_name.c.given, person_name.c.patronymic)
        .join(person_name, person_name.c.person == account.c.person)
        .where(_on(person_name.c.since, person_name.c.until, on))
        .order_by(account.c.login)
    )
    return [
        Login(row.login, row.person, _name(row), row.disabled, tuple(seats.get(row.person, ())))
        for row in rows
        if organisation is None or row.person in here
    ]


def unfinished_jobs(connection: Connection, limit: int = 200) -> list[JobRow]:
    """The jobs that wait or have failed, the next one first."""
    rows = connection.execute(
        select(job).where(job.c.state != "done").order_by(job.c.state, job.c.run_at, job.c.id).limit(limit)
    )
    return [
        JobRow(row.organisation, row.id, row.kind, row.state, row.run_at, row.attempt, row.last_error or "")
        for row in rows
    ]


def waiting_addresses(connection: Connection, key: EditionKey, on: date) -> list[Waiting]:
    """The recorders of every body and office that the edition waits for now, whose login is an address."""
    rows = connection.execute(
        select(account.c.login, party_name.c.nominative, edition.c.title)
        .select_from(task)
        .join(edition, TASK.on)
        .join(party, _of_party(party.c.organisation, party.c.id))
        .join(party_name, _of_party(party_name.c.organisation, party_name.c.party))
        .join(membership, _of_party(membership.c.organisation, membership.c.party))
        .join(account, account.c.person == membership.c.person)
        .where(
            task.c.organisation == key.organisation,
            task.c.document == key.document,
            task.c.edition == key.edition,
            membership.c.capacity.in_(RECORDING),
            account.c.disabled.is_(False),
            account.c.login.contains("@"),
            _on(membership.c.since, membership.c.until, on),
            _on(party_name.c.since, party_name.c.until, on),
        )
        .order_by(account.c.login, party_name.c.nominative)
    )
    return [Waiting(row.login, row.nominative, row.title) for row in rows]


def holder(connection: Connection, kind: str, organisation: str, on: date) -> str | None:
    """The person who holds the organisation's office of that kind on that day, an acting one first."""
    return connection.scalar(
        select(membership.c.person)
        .join(party)
        .where(
            party.c.organisation == organisation,
            party.c.kind == kind,
            membership.c.capacity.in_(RECORDING),
            _on(membership.c.since, membership.c.until, on),
        )
        .order_by(membership.c.since.desc())
        .limit(1)
    )


def _on(since: Column[Any], until: Column[Any], day: date) -> ColumnElement[bool]:
    return and_(since <= day, or_(until.is_(None), until > day))


def _of_party(organisation: Column[Any], id_: Column[Any]) -> ColumnElement[bool]:
    return and_(organisation == task.c.party_organisation, id_ == task.c.party)


def _name(row: Any) -> str:  # a row with the columns of person_name
    return PersonName(row.surname, row.given, row.patronymic).full
