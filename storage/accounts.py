"""Accounts, server-side sessions and failed sign-ins. A session's token is kept only as its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from storage.people import seats_on
from storage.statements import Statement
from storage.tables import (
    account,
    assignment,
    ballot,
    case,
    login_attempt,
    membership,
    person_name,
    session,
)
from workflow.governance.people import Actor, PersonName


@dataclass(frozen=True, slots=True)
class Account:
    """A person's way in."""

    person: str
    login: str
    password: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A living session and its actor; `listed` when a document of his organisations may be on a worklist,
    `voting` when a vote of members there has no protocol yet, `assigned` when he answers for an open point.
    """

    session: str
    actor: Actor
    seen_at: str
    listed: bool
    voting: bool
    assigned: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A living session as its owner sees it."""

    id: str
    created_at: str
    seen_at: str


# Part of the one query: whoever has no worklists is not asked about them again.
_LISTED = (
    select(case.c.document)
    .join(membership, membership.c.organisation == case.c.organisation)
    .where(membership.c.person == account.c.person, case.c.listed, case.c.open)
    .exists()
)
_VOTING = (
    select(ballot.c.id)
    .join(membership, membership.c.organisation == ballot.c.organisation)
    .where(membership.c.person == account.c.person, ballot.c.protocol.is_(None))
    .exists()
)
_ASSIGNED = (
    select(assignment.c.point)
    .where(assignment.c.person == account.c.person, assignment.c.closed_on.is_(None))
    .exists()
)
_SESSION = Statement(
    select(
        _LISTED.label("listed"),
        _VOTING.label("voting"),
        _ASSIGNED.label("assigned"),
        session.c.id,
        session.c.seen_at,
        account.c.person,
        person_name.c.surname,
        person_name.c.given,
        person_name.c.patronymic,
    )
    .select_from(
        session.join(account, account.c.person == session.c.person).join(
            person_name, person_name.c.person == account.c.person
        )
    )
    .where(
        session.c.id == bindparam("of_id"),
        session.c.expires_at > bindparam("at_now"),
        session.c.seen_at > bindparam("not_before"),
        account.c.disabled.is_(False),
        person_name.c.since <= bindparam("on_day"),
        or_(person_name.c.until.is_(None), person_name.c.until > bindparam("on_day")),
    )
)


def hashed(token: str) -> str:
    """What the database knows of a session's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(connection: Connection, token: str, now: str, not_before: str, today: date) -> SignedIn | None:
    """The session of a token, unless it ended, was idle since `not_before`, or its account is disabled."""
    row = _SESSION.one(
        connection, {"of_id": hashed(token), "at_now": now, "not_before": not_before, "on_day": today}
    )
    if row is None:
        return None
    name = PersonName(row.surname, row.given, row.patronymic)
    actor = Actor(row.person, name, tuple(seats_on(connection, row.person, today)))
    return SignedIn(row.id, actor, row.seen_at, row.listed, row.voting, row.assigned)


def find(connection: Connection, login: str) -> Account | None:
    """The account of a login, in any letter case."""
    row = connection.execute(select(account).where(account.c.login == login.strip().lower())).one_or_none()
    return Account(row.person, row.login, row.password, row.disabled) if row else None


def account_of(connection: Connection, person: str) -> Account | None:
    """The account of a person."""
    row = connection.execute(select(account).where(account.c.person == person)).one_or_none()
    return Account(row.person, row.login, row.password, row.disabled) if row else None


def open_account(connection: Connection, new: Account) -> None:
    """Give a person a way in."""
    connection.execute(
        insert(account),
        {
            "person": new.person,
            "login": new.login.strip().lower(),
            "password": new.password,
            "disabled": new.disabled,
        },
    )


def change(connection: Connection, person: str, **values: object) -> None:
    """Change the password or the `disabled` mark; every session of the account ends."""
    connection.execute(update(account).where(account.c.person == person).values(**values))
    connection.execute(delete(session).where(session.c.person == person))


def open_session(connection: Connection, token: str, person: str, now: str, expires_at: str) -> None:
    """Begin a session."""
    connection.execute(
        insert(session),
        {
            "id": hashed(token),
            "person": person,
            "created_at": now,
            "seen_at": now,
            "expires_at": expires_at,
        },
    )


def seen(connection: Connection, id_: str, now: str) -> None:
    """Note that the session is in use."""
    connection.execute(update(session).where(session.c.id == id_).values(seen_at=now))


def end_session(connection: Connection, id_: str) -> None:
    """End a session on the server."""
    connection.execute(delete(session).where(session.c.id == id_))


def sessions_of(connection: Connection, person: str, now: str, not_before: str) -> list[OpenSession]:
    """The person's sessions that neither ended nor were idle since `not_before`, the latest used first."""
    rows = connection.execute(
        select(session)
        .where(session.c.person == person, session.c.expires_at > now, session.c.seen_at > not_before)
        .order_by(session.c.seen_at.desc(), session.c.id)
    )
    return [OpenSession(row.id, row.created_at, row.seen_at) for row in rows]


def end_other_sessions(connection: Connection, person: str, but: str) -> None:
    """End every session of the person but this one."""
    connection.execute(delete(session).where(session.c.person == person, session.c.id != but))


def failed(connection: Connection, login: str, address: str, now: str) -> None:
    """Note a failed sign-in."""
    connection.execute(insert(login_attempt), {"login": login.lower()[:200], "address": address, "at": now})


def failures(connection: Connection, login: str, address: str, since: str) -> tuple[int, int]:
    """Failed sign-ins since then: of this login from this address, and of this address."""
    recent = login_attempt.c.at > since
    here = login_attempt.c.address == address
    of_login = select(func.count()).where(recent, here, login_attempt.c.login == login.lower()[:200])
    of_address = select(func.count()).where(recent, here)
    return connection.scalar(of_login) or 0, connection.scalar(of_address) or 0


def forget_failures(connection: Connection, login: str, before: str) -> None:
    """Drop the failures of a login that got in, and everybody's old ones."""
    connection.execute(
        delete(login_attempt).where(
            or_(login_attempt.c.login == login.lower()[:200], login_attempt.c.at < before)
        )
    )


def set_password(connection: Connection, person: str, password: str) -> None:
    """Keep the same password under a newer method; sessions go on."""
    connection.execute(update(account).where(account.c.person == person).values(password=password))
