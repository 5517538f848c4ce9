"""What stands on paper: each stamp of an archived document as it was read, beside the sign-off made of it."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKeyConstraint, Integer, String, Table

from storage.tables.base import metadata

# The order is the one to which an annex belongs; its own stamp should name the same.
paper_stamp = Table(
    "paper_stamp",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("word", String, nullable=False),
    Column("party", String, nullable=False),
    Column("evidence", String, nullable=False),
    Column("number", String),
    Column("dated", Date),
    Column("signer", String, nullable=False),
    Column("unsure", Boolean, nullable=False),
    Column("order_number", String),
    Column("order_dated", Date),
    ForeignKeyConstraint(
        ["organisation", "document", "edition", "step"],
        ["sign_off.organisation", "sign_off.document", "sign_off.edition", "sign_off.step"],
    ),
    sqlite_with_rowid=False,
)
