"""Amendments of acts: operations on an edition, kept until and after they have made the next one."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table

from storage.tables.base import metadata, of_document

# `edition` is what was made of it, `made_sha256` that text as it was made: a person may write on in it.
amendment = Table(
    "amendment",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("base", Integer, nullable=False),
    Column("content", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", String, nullable=False),
    Column("edition", Integer),
    Column("made_sha256", String),
    of_document(),
    ForeignKeyConstraint(
        ["organisation", "document", "base"], ["edition.organisation", "edition.document", "edition.number"]
    ),
    ForeignKeyConstraint(
        ["organisation", "document", "edition"],
        ["edition.organisation", "edition.document", "edition.number"],
    ),
    Index(None, "organisation", "document", "edition"),
)
