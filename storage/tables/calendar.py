"""The calendar of working days of the country, and what each organisation adds to it or has of its own."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table

from storage.tables.base import metadata

# The country's: what the law and the government say, put in when the database is migrated, never changed.
production_year = Table(
    "production_year",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("source", String, nullable=False),
)

production_day = Table(
    "production_day",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("moved", Date),
    sqlite_with_rowid=False,
)

# A year that an organisation entered itself, before the program knew it.
own_year = Table(
    "own_year",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

own_day = Table(
    "own_day",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("moved", Date),
    sqlite_with_rowid=False,
)

vacation = Table(
    "vacation",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date, nullable=False),
    Column("title", String, nullable=False),
    sqlite_with_rowid=False,
)

school_week = Table(
    "school_week",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("days", Integer, nullable=False),
    sqlite_with_rowid=False,
)
