"""Sign-offs that a migration to another chain made void, with the decisions that carried them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table

from storage.tables.base import metadata, of_edition, of_party

# Beside `sign_off` and not in it: whoever reads sign-offs there gets the valid ones alone, and the step may
# be answered anew. `seq` is the record of the journal that says why.
void_sign_off = Table(
    "void_sign_off",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
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
    of_edition(),
    of_party("party_organisation"),
    ForeignKeyConstraint(
        ["organisation", "document", "seq"], ["event.organisation", "event.document", "event.seq"]
    ),
    sqlite_with_rowid=False,
)

void_decision = Table(
    "void_decision",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("instrument_organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("stated", Boolean, nullable=False),
    Column("item", Integer),
    ForeignKeyConstraint(
        ["organisation", "document", "edition", "seq", "step"],
        [
            "void_sign_off.organisation",
            "void_sign_off.document",
            "void_sign_off.edition",
            "void_sign_off.seq",
            "void_sign_off.step",
        ],
    ),
    ForeignKeyConstraint(
        ["instrument_organisation", "instrument"], ["instrument.organisation", "instrument.id"]
    ),
    ForeignKeyConstraint(
        ["instrument_organisation", "instrument", "item"],
        ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
    ),
    Index(None, "instrument_organisation", "instrument"),
    sqlite_with_rowid=False,
)
