"""Organisations, their bodies and offices, the people in them, and the ways in."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, String, Table

from storage.tables.base import metadata, names, of_party

organisation = Table(
    "organisation",
    metadata,
    Column("id", String, primary_key=True),
    Column("parent", ForeignKey("organisation.id")),
    Column("zone", String, nullable=False),
    Column("place", String, nullable=False),
)

organisation_name = Table(
    "organisation_name",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("full", String, nullable=False),
    *names(),
)

# Whether documents are signed on paper or in the system, from a day on.
document_flow = Table(
    "document_flow",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("paperless", Boolean, nullable=False),
    Column("basis", String, nullable=False),
    sqlite_with_rowid=False,
)

party = Table(
    "party",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("nature", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("within", String),
    Column("since", Date, nullable=False),
    Column("until", Date),
)

party_name = Table(
    "party_name",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    *names(),
    of_party(),
    sqlite_with_rowid=False,
)

# A body that the organisation lawfully has not: who stated it, when and by what paper.
absence = Table(
    "absence",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("stated_by", ForeignKey("person.id"), nullable=False),
    Column("stated_on", Date, nullable=False),
    Column("basis", String, nullable=False),
    of_party(),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
)

person_name = Table(
    "person_name",
    metadata,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("surname", String, nullable=False),
    Column("given", String, nullable=False),
    Column("patronymic", String, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("capacity", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("category", String, nullable=False),
    of_party(),
    Index(None, "person"),
    sqlite_with_rowid=False,
)

account = Table(
    "account",
    metadata,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("password", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("account.person"), nullable=False),
    Column("created_at", String, nullable=False),
    Column("seen_at", String, nullable=False),
    Column("expires_at", String, nullable=False),
    Index(None, "person"),
)

login_attempt = Table(
    "login_attempt",
    metadata,
    Column("login", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("at", String, primary_key=True),
)
