"""The tables. Every organisation's row carries its organisation in every key (design §5, rule 10).

Global tables, the short list: organisation, organisation_name, person, person_name, account, session,
login_attempt, definition. Days are dates; instants are UTC text to the microsecond on both databases.
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
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_document() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["organisation", "document"], ["document.organisation", "document.number"])


def _of_edition() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["organisation", "document", "edition"],
        ["edition.organisation", "edition.document", "edition.number"],
    )


def _of_party(organisation: str = "organisation", party: str = "party") -> ForeignKeyConstraint:
    return ForeignKeyConstraint([organisation, party], ["party.organisation", "party.id"])


def _names() -> list[Column[str]]:
    return [Column(case, String, nullable=False) for case in ("nominative", "genitive", "instrumental")]


organisation = Table(
    "organisation",
    metadata,
    Column("id", String, primary_key=True),
    Column("parent", ForeignKey("organisation.id")),
    Column("zone", String, nullable=False),
    Column("place", String, nullable=False),
    Column("paperless_basis", String),
)

organisation_name = Table(
    "organisation_name",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("full", String, nullable=False),
    *_names(),
)

party = Table(
    "party",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("nature", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("within", String),
    Column("since", Date, nullable=False),
    Column("until", Date),
)

party_name = Table(
    "party_name",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    *_names(),
    _of_party(),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    Column("id", String, primary_key=True),
)

person_name = Table(
    "person_name",
    metadata,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("surname", String, nullable=False),
    Column("given", String, nullable=False),
    Column("patronymic", String, nullable=False),
)

membership = Table(
    "membership",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("capacity", String, nullable=False),
    Column("basis", String, nullable=False),
    _of_party(),
    Index(None, "person"),
    sqlite_with_rowid=False,
)

account = Table(
    "account",
    metadata,
    Column("person", ForeignKey("person.id"), primary_key=True),
    Column("login", String, nullable=False, unique=True),
    Column("password", String, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("id", String, primary_key=True),
    Column("person", ForeignKey("account.person"), nullable=False),
    Column("created_at", String, nullable=False),
    Column("seen_at", String, nullable=False),
    Column("expires_at", String, nullable=False),
    Index(None, "person"),
)

login_attempt = Table(
    "login_attempt",
    metadata,
    Column("login", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("at", String, primary_key=True),
)

definition = Table(
    "definition",
    metadata,
    Column("hash", String, primary_key=True),
    Column("id", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

publication = Table(
    "publication",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("definition", ForeignKey("definition.hash"), primary_key=True),
    Column("since", String, primary_key=True),
    Column("until", String),
)

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
    Column("text", LargeBinary, nullable=False),
    Column("sha256", String, nullable=False),
    Column("made_by", ForeignKey("person.id"), nullable=False),
    Column("made_at", String, nullable=False),
    Column("submitted_at", String),
    Column("in_force_from", Date),
    Column("in_force_until", Date),
    _of_document(),
)

case = Table(
    "case",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("definition", ForeignKey("definition.hash"), nullable=False),
    Column("state", String, nullable=False),
    Column("signed", String, nullable=False),
    Column("parties", String, nullable=False),
    Column("submitted_by", ForeignKey("person.id"), nullable=False),
    Column("submitted_at", String, nullable=False),
    Column("paper", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    _of_edition(),
    sqlite_with_rowid=False,
)

task = Table(
    "task",
    metadata,
    Column("party_organisation", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("due", String, primary_key=True),
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("act", String, nullable=False),
    Column("since", String, nullable=False),
    _of_edition(),
    _of_party("party_organisation"),
    Index(None, "organisation", "document", "edition"),
    sqlite_with_rowid=False,
)

register = Table(
    "register",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("instrument", String, nullable=False),
    Column("party", String, nullable=False),
    Column("title", String, nullable=False),
    Column("template", String, nullable=False),
    Column("restart", String, nullable=False),
    _of_party(),
    UniqueConstraint("organisation", "party", "instrument"),
)

instrument = Table(
    "instrument",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("instrument", String, nullable=False),
    Column("register", String, nullable=False),
    Column("period", String, nullable=False),
    Column("serial", Integer),
    Column("sub", String, nullable=False),
    Column("printed", String, nullable=False),
    Column("dated", Date, nullable=False),
    Column("party", String, nullable=False),
    Column("signed_by", ForeignKey("person.id")),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("document", Integer),
    _of_party(),
    ForeignKeyConstraint(["organisation", "register"], ["register.organisation", "register.id"]),
    ForeignKeyConstraint(["organisation", "document"], ["document.organisation", "document.number"]),
    UniqueConstraint("organisation", "register", "period", "printed"),
    UniqueConstraint("organisation", "register", "period", "serial", "sub"),
    sqlite_with_rowid=False,
)

sign_off = Table(
    "sign_off",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
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
    _of_edition(),
    _of_party("party_organisation"),
    Index(None, "party_organisation", "party", "recorded_at"),
    sqlite_with_rowid=False,
)

decision = Table(
    "decision",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("step", String, primary_key=True),
    Column("instrument_organisation", String, primary_key=True),
    Column("instrument", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("stated", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["organisation", "document", "edition", "step"],
        ["sign_off.organisation", "sign_off.document", "sign_off.edition", "sign_off.step"],
    ),
    ForeignKeyConstraint(
        ["instrument_organisation", "instrument"], ["instrument.organisation", "instrument.id"]
    ),
    Index(None, "instrument_organisation", "instrument"),
    sqlite_with_rowid=False,
)

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
    UniqueConstraint("organisation", "command"),
    _of_document(),
    sqlite_with_rowid=False,
)

event_payload = Table(
    "event_payload",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("payload", String, nullable=False),
    ForeignKeyConstraint(
        ["organisation", "document", "seq"], ["event.organisation", "event.document", "event.seq"]
    ),
    sqlite_with_rowid=False,
)

job = Table(
    "job",
    metadata,
    Column("organisation", ForeignKey("organisation.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("payload", String, nullable=False),
    Column("run_at", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("lease_until", String),
    Column("last_error", String),
    Index(None, "state", "run_at"),
    sqlite_with_rowid=False,
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
    _of_edition(),
    ForeignKeyConstraint(["organisation", "sha256"], ["file.organisation", "file.sha256"]),
)

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
    _of_edition(),
    Index(None, "organisation", "closed_at"),
    sqlite_with_rowid=False,
)
