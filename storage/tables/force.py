"""What is recorded of an edition once it is decided: days that people tell, editorial corrections."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from storage.tables.base import metadata, of_edition

edition_day = Table(
    "edition_day",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("what", String, primary_key=True),
    Column("day", Date, nullable=False),
    Column("note", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    of_edition(),
    sqlite_with_rowid=False,
)

# The text as it stands after the correction; what was signed stays in the edition's own row.
editorial_correction = Table(
    "editorial_correction",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("reason", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Column("sha256", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    of_edition(),
)

clause_entry = Table(
    "clause_entry",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("uid", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("since", Date, nullable=False),
    Column("basis", String, nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    of_edition(),
    sqlite_with_rowid=False,
)
