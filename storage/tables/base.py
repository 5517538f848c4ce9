"""What all tables share: one metadata, names of constraints, the usual references."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKeyConstraint, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_document() -> ForeignKeyConstraint:
    """Belongs to a document of the same organisation."""
    return ForeignKeyConstraint(["organisation", "document"], ["document.organisation", "document.number"])


def of_edition() -> ForeignKeyConstraint:
    """Belongs to an edition of the same organisation."""
    return ForeignKeyConstraint(
        ["organisation", "document", "edition"],
        ["edition.organisation", "edition.document", "edition.number"],
    )


def of_party(organisation: str = "organisation", party: str = "party") -> ForeignKeyConstraint:
    """Names a body or an office."""
    return ForeignKeyConstraint([organisation, party], ["party.organisation", "party.id"])


def names() -> list[Column[str]]:
    """A name in the three grammatical cases that stamps need."""
    return [Column(case, String, nullable=False) for case in ("nominative", "genitive", "instrumental")]
