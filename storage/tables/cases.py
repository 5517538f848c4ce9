"""Definitions, cases on their way, tasks, and sign-offs with the decisions that carry them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    and_,
)

from storage.tables.base import metadata, of_edition, of_party

definition = Table(
    "definition",
    metadata,
    Column("hash", String, primary_key=True),
    Column("id", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("worklists", Boolean, nullable=False),
)

publication = Table(
    "publication",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("definition", ForeignKey("definition.hash"), primary_key=True),
    Column("since", String, primary_key=True),
    Column("until", String),
)

# `workflow` is empty in the case of the chain; what goes beside it is kept under the id it began with.
case = Table(
    "case",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("workflow", String, primary_key=True),
    Column("definition", ForeignKey("definition.hash"), nullable=False),
    Column("state", String, nullable=False),
    Column("signed", String, nullable=False),
    Column("variables", String),
    Column("since", String),
    Column("parties", String, nullable=False),
    Column("submitted_by", ForeignKey("person.id"), nullable=False),
    Column("submitted_at", String, nullable=False),
    Column("paper", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("claimed", Boolean),
    Column("listed", Boolean, nullable=False),
    of_edition(),
    sqlite_with_rowid=False,
)
# Only of cases whose definition has worklists: the others pay nothing for it.
Index(
    None,
    case.c.organisation,
    # Named too, or SQLite's planner reads every case of the organisation by the primary key instead.
    case.c.listed,
    case.c.open,
    case.c.definition,
    case.c.state,
    case.c.since,
    case.c.document,
    case.c.edition,
    sqlite_where=and_(case.c.listed, case.c.open),
    postgresql_where=and_(case.c.listed, case.c.open),
)

task = Table(
    "task",
    metadata,
    Column("party_organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("due", String, primary_key=True),
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("act", String, nullable=False),
    Column("since", String, nullable=False),
    Column("claimed_by", ForeignKey("person.id")),
    Index(None, "organisation", "document", "edition"),
    sqlite_with_rowid=False,
)

sign_off = Table(
    "sign_off",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("act", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("party_organisation", String, nullable=False),
    Column("party", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("decided_on", Date),
    Column("remark", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("capacity", String, nullable=False),
    Column("recorded_at", String, nullable=False),
    of_party("party_organisation"),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("instrument_organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("stated", Boolean, nullable=False),
    Column("item", Integer),
    ForeignKeyConstraint(
        ["instrument_organisation", "instrument", "item"],
        ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
    ),
    Index(None, "instrument_organisation", "instrument"),
    sqlite_with_rowid=False,
)
