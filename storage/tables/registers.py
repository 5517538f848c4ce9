"""Registers, the rule of their numbers from a day on, and the protocols and orders that have one."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import metadata, of_party


def _of_register() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation", "register"], ["register.organisation", "register.id"])


register = Table(
    "register",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("instrument", String, nullable=False),
    Column("party", String, nullable=False),
    Column("title", String, nullable=False),
    Column("template", String, nullable=False),
    Column("restart", String, nullable=False),
    Column("file", String, nullable=False),
    of_party(),
    UniqueConstraint("organisation", "party", "instrument"),
)

# The row of the register holds the rule it began with; here stand those that followed.
register_rule = Table(
    "register_rule",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("register", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("template", String, nullable=False),
    Column("restart", String, nullable=False),
    Column("file", String, nullable=False),
    _of_register(),
    sqlite_with_rowid=False,
)

register_term = Table(
    "register_term",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("register", String, primary_key=True),
    Column("since", Date, primary_key=True),
    _of_register(),
    sqlite_with_rowid=False,
)

instrument = Table(
    "instrument",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("instrument", String, nullable=False),
    Column("register", String, nullable=False),
    Column("period", String, nullable=False),
    Column("serial", Integer),
    Column("sub", String, nullable=False),
    Column("printed", String, nullable=False),
    Column("dated", Date, nullable=False),
    Column("party", String, nullable=False),
    Column("signed_by", ForeignKey("person.id")),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("document", Integer),
    _of_register(),
    ForeignKeyConstraint(["organisation", "document"], ["document.organisation", "document.number"]),
    UniqueConstraint("organisation", "register", "period", "printed"),
    UniqueConstraint("organisation", "register", "period", "serial", "sub"),
    sqlite_with_rowid=False,
)

void_number = Table(
    "void_number",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("reason", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    ForeignKeyConstraint(["organisation", "instrument"], ["instrument.organisation", "instrument.id"]),
    sqlite_with_rowid=False,
)
