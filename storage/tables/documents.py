"""Documents, their editions, the files and findings that belong to them."""

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
    UniqueConstraint,
)

from storage.tables.base import metadata, of_document, of_edition

document = Table(
    "document",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("word", String, nullable=False),
    Column("title", String, nullable=False),
    Column("body", String),
    Column("paper", Boolean, nullable=False),
    Column("source", String),
    Column("seq", Integer, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("editions", Integer, nullable=False),
    Column("in_force", Integer),
    UniqueConstraint("organisation", "source"),
    sqlite_with_rowid=False,
)

edition = Table(
    "edition",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("title", String, nullable=False),
    Column("word", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", String, nullable=False),
    Column("submitted_at", String),
    Column("in_force_from", Date),
    Column("in_force_until", Date),
    Column("corrected", Integer),
    Column("known_only", Boolean),
    # Last: SQLite reads a row from its beginning, and what stands behind a long text only through all of it.
    Column("text", LargeBinary, nullable=False),
    of_document(),
)
# The days of many editions, without the rows that hold their texts.
Index(
    "ix_edition_days",
    edition.c.organisation,
    edition.c.document,
    edition.c.number,
    edition.c.in_force_from,
    edition.c.in_force_until,
    sqlite_where=edition.c.in_force_from.is_not(None),
    postgresql_where=edition.c.in_force_from.is_not(None),
)

# A document that is an annex of another, `act`, under its number there: it has a life of its own.
annex = Table(
    "annex",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("act", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    of_document(),
    ForeignKeyConstraint(["organisation", "act"], ["document.organisation", "document.number"]),
    UniqueConstraint("organisation", "act", "turn"),
    sqlite_with_rowid=False,
)

# What somebody has typed for a place of a draft and not saved; `tab` tells two windows of one person apart.
typed = Table(
    "typed",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("place", String, primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("tab", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("seen", String, nullable=False),
    Column("text", String, nullable=False),
    Column("kept_at", String, nullable=False),
    of_edition(),
    sqlite_with_rowid=False,
)

# A brought file while a person decides on its notices; `document` is what it was kept as.
brought = Table(
    "brought",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("text", String, nullable=False),
    Column("remarks", String, nullable=False),
    Column("answers", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", String, nullable=False),
    Column("document", Integer),
    of_document(),
    Index(None, "organisation", "state"),
)

file = Table(
    "file",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

edition_file = Table(
    "edition_file",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("purpose", String, primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("name", String, nullable=False),
    of_edition(),
    ForeignKeyConstraint(["organisation", "sha256"], ["file.organisation", "file.sha256"]),
)

# Closed by a person with a reason, or by nobody: then the facts that it compared are no more.
finding = Table(
    "finding",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("id", Integer, primary_key=True),
    Column("edition", Integer, nullable=False),
    Column("code", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("facts", String, nullable=False),
    Column("opened_at", String, nullable=False),
    Column("closed_at", String),
    Column("closed_by", ForeignKey("person.id")),
    Column("reason", String),
    of_edition(),
    Index(None, "organisation", "closed_at", "code"),
    sqlite_with_rowid=False,
)
