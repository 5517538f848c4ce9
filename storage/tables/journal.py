"""The append-only journal and the jobs that follow a commit. Its keys: `storage/tables/references.py`."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import metadata

# With a rowid: a record may pass a thousand bytes, which spill out of the pages of a key-ordered table.
event = Table(
    "event",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("command", String),
    # What names people stands beside the record, which holds only the hash of both: it alone can be erased.
    Column("salt", LargeBinary),
    Column("payload", String),
    UniqueConstraint("organisation", "command"),
)

# Kept in the order in which jobs come due: a queue that is its own index, so that a sign-off writes one row.
job = Table(
    "job",
    metadata,
    Column("state", String, primary_key=True),
    Column("run_at", String, primary_key=True),
    Column("organisation", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("payload", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("lease_until", String),
    Column("last_error", String),
    sqlite_with_rowid=False,
)
