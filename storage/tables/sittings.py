"""Sittings: which bodies sat, who came, what was voted on and what it came to; rules and corrections.

All but the ballots are facts: rows are added, and what was wrong is said in a `correction` beside them.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import metadata, of_party


def _of_instrument() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation", "instrument"], ["instrument.organisation", "instrument.id"])


def _of_item() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation", "instrument", "item"],
        ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
    )


def _of_edition() -> ForeignKeyConstraint:
    """An edition that a body was asked about, of whatever organisation."""
    return ForeignKeyConstraint(
        ["document_organisation", "document", "edition"],
        ["edition.organisation", "edition.document", "edition.number"],
    )


body_rule = Table(
    "body_rule",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("rule", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    of_party(),
    sqlite_with_rowid=False,
)

sitting = Table(
    "sitting",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("held_on", Date, nullable=False),
    Column("place", String, nullable=False),
    Column("opens", Date),
    Column("closes", Date),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    Index(None, "organisation", "held_on"),
    sqlite_with_rowid=False,
)

meeting = Table(
    "meeting",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("sitting", String, nullable=False),
    Column("party", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("chair", ForeignKey("person.id")),
    Column("secretary", ForeignKey("person.id")),
    Column("named", Boolean, nullable=False),
    Column("invited", String, nullable=False),
    _of_instrument(),
    ForeignKeyConstraint(["organisation", "sitting"], ["sitting.organisation", "sitting.id"]),
    of_party(),
    UniqueConstraint("organisation", "sitting", "party"),
    sqlite_with_rowid=False,
)

# The whole list of the body that day, and how each took part: it answers for the roster for ever after.
attendance = Table(
    "attendance",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("capacity", String, nullable=False),
    Column("category", String, nullable=False),
    Column("by_post", String, nullable=False),
    Column("presence", String, nullable=False),
    Column("proxy", ForeignKey("person.id")),
    Column("returned", Date),
    ForeignKeyConstraint(["organisation", "instrument"], ["meeting.organisation", "meeting.instrument"]),
    sqlite_with_rowid=False,
)

agenda_item = Table(
    "agenda_item",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("heard", String, nullable=False),
    Column("spoke", String, nullable=False),
    Column("resolved", String, nullable=False),
    Column("document_organisation", String),
    Column("document", Integer),
    Column("edition", Integer),
    Column("step", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("remark", String, nullable=False),
    Column("manner", String, nullable=False),
    Column("in_favour", Integer, nullable=False),
    Column("against", Integer, nullable=False),
    Column("abstained", Integer, nullable=False),
    Column("chair", String),
    Column("declared", Boolean, nullable=False),
    Column("carried", Boolean, nullable=False),
    Column("quorum", String, nullable=False),
    Column("ground", String, nullable=False),
    Column("former_instrument", String),
    Column("former_item", Integer),
    Column("former_reason", String, nullable=False),
    ForeignKeyConstraint(["organisation", "instrument"], ["meeting.organisation", "meeting.instrument"]),
    _of_edition(),
    ForeignKeyConstraint(
        ["organisation", "former_instrument", "former_item"],
        ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
    ),
    sqlite_with_rowid=False,
)

# One row for each person of whom something is kept: for, against, abstained; took_part, which is all that a
# secret vote keeps; recused.
vote = Table(
    "vote",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("choice", String, nullable=False),
    _of_item(),
    sqlite_with_rowid=False,
)

correction = Table(
    "correction",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("item", Integer),
    Column("text", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    ForeignKeyConstraint(["organisation", "instrument"], ["meeting.organisation", "meeting.instrument"]),
    _of_item(),
    sqlite_with_rowid=False,
)

ballot = Table(
    "ballot",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("party", String, nullable=False),
    Column("title", String, nullable=False),
    Column("secret", Boolean, nullable=False),
    Column("rule", String, nullable=False),
    Column("opens", Date, nullable=False),
    Column("closes", Date, nullable=False),
    Column("chair", ForeignKey("person.id")),
    Column("in_favour", Integer, nullable=False),
    Column("against", Integer, nullable=False),
    Column("abstained", Integer, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("document_organisation", String),
    Column("document", Integer),
    Column("edition", Integer),
    Column("step", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("sitting", Boolean, nullable=False),
    Column("former_instrument", String),
    Column("former_item", Integer),
    Column("former_reason", String, nullable=False),
    Column("protocol", String),
    Column("opened_by", ForeignKey("person.id"), nullable=False),
    Column("opened_at", String, nullable=False),
    of_party(),
    _of_edition(),
    ForeignKeyConstraint(
        ["organisation", "former_instrument", "former_item"],
        ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
    ),
    ForeignKeyConstraint(["organisation", "protocol"], ["meeting.organisation", "meeting.instrument"]),
    Index(None, "organisation", "party"),
    sqlite_with_rowid=False,
)

# Votes that still want something of somebody, few among all that were ever held.
Index(
    "ix_ballot_unwritten",
    ballot.c.organisation,
    sqlite_where=ballot.c.protocol.is_(None),
    postgresql_where=ballot.c.protocol.is_(None),
)

# `choice` stays empty in a secret vote: `cast` alone says that this person took part.
ballot_sheet = Table(
    "ballot_sheet",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("ballot", String, primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("capacity", String, nullable=False),
    Column("category", String, nullable=False),
    Column("by_post", String, nullable=False),
    Column("cast", Date),
    Column("choice", String),
    Column("recorded_by", ForeignKey("person.id")),
    Column("basis", String, nullable=False),
    ForeignKeyConstraint(["organisation", "ballot"], ["ballot.organisation", "ballot.id"]),
    Index(None, "person"),
    sqlite_with_rowid=False,
)

# The key is the promise: one verdict a ballot, whoever closes it and however many at once.
ballot_verdict = Table(
    "ballot_verdict",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("ballot", String, primary_key=True),
    Column("carried", Boolean, nullable=False),
    Column("quorum", String, nullable=False),
    Column("ground", String, nullable=False),
    Column("closed_by", ForeignKey("person.id"), nullable=False),
    Column("closed_at", String, nullable=False),
    ForeignKeyConstraint(["organisation", "ballot"], ["ballot.organisation", "ballot.id"]),
    sqlite_with_rowid=False,
)
