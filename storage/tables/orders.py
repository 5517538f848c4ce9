"""Orders: drafts that are rewritten until they are signed; the points of signed ones and what each did."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, String, Table

from storage.tables.base import metadata, of_party

order_draft = Table(
    "order_draft",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("party", String, nullable=False),
    Column("content", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", String, nullable=False),
    Column("instrument", String),
    of_party(),
    ForeignKeyConstraint(["organisation", "instrument"], ["instrument.organisation", "instrument.id"]),
    Index(None, "organisation", "state"),
)

order_point = Table(
    "order_point",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("content", String, nullable=False),
    ForeignKeyConstraint(["organisation", "instrument"], ["instrument.organisation", "instrument.id"]),
    sqlite_with_rowid=False,
)

# A point with a term: who answers for it, and how it was closed.
assignment = Table(
    "assignment",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("point", Integer, primary_key=True),
    Column("person", ForeignKey("person.id"), nullable=False),
    Column("due", Date, nullable=False),
    Column("note", String, nullable=False),
    Column("closed_by", ForeignKey("person.id")),
    Column("closed_on", Date),
    Column("closed_at", String),
    ForeignKeyConstraint(
        ["organisation", "instrument", "point"],
        ["order_point.organisation", "order_point.instrument", "order_point.number"],
    ),
    sqlite_with_rowid=False,
)
Index(
    None,
    assignment.c.person,
    sqlite_where=assignment.c.closed_on.is_(None),
    postgresql_where=assignment.c.closed_on.is_(None),
)

# What an effect is about: an edition, a body or office with a person in it, or a point of another order.
order_effect = Table(
    "order_effect",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("point", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("act", String, nullable=False),
    Column("edition_organisation", String),
    Column("document", Integer),
    Column("edition", Integer),
    Column("party_organisation", String),
    Column("party", String),
    Column("person", ForeignKey("person.id")),
    Column("capacity", String, nullable=False),
    Column("day", Date),
    Column("until", Date),
    Column("revoked_organisation", String),
    Column("revoked_instrument", String),
    Column("revoked_point", Integer),
    ForeignKeyConstraint(
        ["organisation", "instrument", "point"],
        ["order_point.organisation", "order_point.instrument", "order_point.number"],
    ),
    ForeignKeyConstraint(
        ["edition_organisation", "document", "edition"],
        ["edition.organisation", "edition.document", "edition.number"],
    ),
    of_party("party_organisation"),
    ForeignKeyConstraint(
        ["revoked_organisation", "revoked_instrument", "revoked_point"],
        ["order_point.organisation", "order_point.instrument", "order_point.number"],
    ),
    Index(None, "edition_organisation", "document", "edition"),
    sqlite_with_rowid=False,
)

# Few points revoke another; the rest write no entry.
_REVOKES = order_effect.c.revoked_organisation.is_not(None)
Index(
    None,
    order_effect.c.revoked_organisation,
    order_effect.c.revoked_instrument,
    order_effect.c.revoked_point,
    sqlite_where=_REVOKES,
    postgresql_where=_REVOKES,
)
