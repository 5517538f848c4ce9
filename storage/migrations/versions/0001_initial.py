"""The first schema: documents, cases, decisions, the append-only journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage import append_only, one_in_force, search_index

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "definition",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("worklists", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_definition")),
    )
    op.create_table(
        "login_attempt",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("login", "address", "at", name=op.f("pk_login_attempt")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["organisation.id"], name=op.f("fk_organisation_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "account",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_account_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "document",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("editions", sa.Integer(), nullable=False),
        sa.Column("in_force", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_document_organisation")),
        sa.PrimaryKeyConstraint("organisation", "number", name=op.f("pk_document")),
        sa.UniqueConstraint("organisation", "source", name=op.f("uq_document_organisation_source")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "file",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_file_organisation")),
        sa.PrimaryKeyConstraint("organisation", "sha256", name=op.f("pk_file")),
    )
    op.create_table(
        "job",
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("run_at", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.String(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("state", "run_at", "organisation", "id", name=op.f("pk_job")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "organisation_name",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("full", sa.String(), nullable=False),
        sa.Column("nominative", sa.String(), nullable=False),
        sa.Column("genitive", sa.String(), nullable=False),
        sa.Column("instrumental", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_organisation_name_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "since", name=op.f("pk_organisation_name")),
    )
    op.create_table(
        "party",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("within", sa.String(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_party_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_party")),
    )
    op.create_table(
        "person_name",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("surname", sa.String(), nullable=False),
        sa.Column("given", sa.String(), nullable=False),
        sa.Column("patronymic", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_person_name_person")),
        sa.PrimaryKeyConstraint("person", "since", name=op.f("pk_person_name")),
    )
    op.create_table(
        "publication",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("until", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["definition"], ["definition.hash"], name=op.f("fk_publication_definition")),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_publication_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "kind", "definition", "since", name=op.f("pk_publication")),
    )
    op.create_table(
        "edition",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.String(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_until", sa.Date(), nullable=True),
        sa.Column("corrected", sa.Integer(), nullable=True),
        sa.Column("known_only", sa.Boolean(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_edition_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "document"],
            ["document.organisation", "document.number"],
            name=op.f("fk_edition_organisation_document"),
        ),
        sa.PrimaryKeyConstraint("organisation", "document", "number", name=op.f("pk_edition")),
    )
    op.create_index(
        "ix_edition_days",
        "edition",
        ["organisation", "document", "number", "in_force_from", "in_force_until"],
        sqlite_where=sa.text("in_force_from IS NOT NULL"),
        postgresql_where=sa.text("in_force_from IS NOT NULL"),
    )
    op.create_table(
        "event",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("command", sa.String(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("payload", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("organisation", "document", "seq", name=op.f("pk_event")),
        sa.UniqueConstraint("organisation", "command", name=op.f("uq_event_organisation_command")),
    )
    op.create_table(
        "membership",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_membership_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_membership_person")),
        sa.PrimaryKeyConstraint("organisation", "party", "person", "since", name=op.f("pk_membership")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person"), ["person"], unique=False)

    op.create_table(
        "absence",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("stated_by", sa.String(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_absence_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["stated_by"], ["person.id"], name=op.f("fk_absence_stated_by")),
        sa.PrimaryKeyConstraint("organisation", "party", "since", name=op.f("pk_absence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "party_name",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("nominative", sa.String(), nullable=False),
        sa.Column("genitive", sa.String(), nullable=False),
        sa.Column("instrumental", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_party_name_organisation_party"),
        ),
        sa.PrimaryKeyConstraint("organisation", "party", "since", name=op.f("pk_party_name")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "register",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("restart", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_register_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_register_organisation")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_register")),
        sa.UniqueConstraint(
            "organisation", "party", "instrument", name=op.f("uq_register_organisation_party_instrument")
        ),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("seen_at", sa.String(), nullable=False),
        sa.Column("expires_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["account.person"], name=op.f("fk_session_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_person"), ["person"], unique=False)

    op.create_table(
        "clause_entry",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_clause_entry_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_clause_entry_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "document", "edition", "uid", name=op.f("pk_clause_entry")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edition_day",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_edition_day_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_edition_day_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "document", "edition", "what", name=op.f("pk_edition_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "editorial_correction",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_editorial_correction_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_editorial_correction_recorded_by")
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "document", "edition", "number", name=op.f("pk_editorial_correction")
        ),
    )
    op.create_table(
        "case",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("workflow", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("signed", sa.String(), nullable=False),
        sa.Column("variables", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("parties", sa.String(), nullable=False),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.String(), nullable=False),
        sa.Column("paper", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("claimed", sa.Boolean(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["definition"], ["definition.hash"], name=op.f("fk_case_definition")),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_case_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(["submitted_by"], ["person.id"], name=op.f("fk_case_submitted_by")),
        sa.PrimaryKeyConstraint("organisation", "document", "edition", "workflow", name=op.f("pk_case")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_case_organisation_listed_open_definition_state_since_document_edition"),
            ["organisation", "listed", "open", "definition", "state", "since", "document", "edition"],
            unique=False,
            sqlite_where=sa.text("listed = 1 AND open = 1"),
            postgresql_where=sa.text("listed AND open"),
        )

    op.create_table(
        "brought",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_brought_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "document"],
            ["document.organisation", "document.number"],
            name=op.f("fk_brought_organisation_document"),
        ),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_brought_organisation")),
        sa.PrimaryKeyConstraint("organisation", "number", name=op.f("pk_brought")),
    )
    with op.batch_alter_table("brought", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_brought_organisation_state"), ["organisation", "state"], unique=False
        )
    op.create_table(
        "annex",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("act", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "act"],
            ["document.organisation", "document.number"],
            name=op.f("fk_annex_organisation_act"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "document"],
            ["document.organisation", "document.number"],
            name=op.f("fk_annex_organisation_document"),
        ),
        sa.PrimaryKeyConstraint("organisation", "document", name=op.f("pk_annex")),
        sa.UniqueConstraint("organisation", "act", "turn", name=op.f("uq_annex_organisation_act_turn")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "typed",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("tab", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_typed_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_typed_person")),
        sa.PrimaryKeyConstraint(
            "organisation", "document", "edition", "place", "person", "tab", name=op.f("pk_typed")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "edition_file",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_edition_file_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "sha256"],
            ["file.organisation", "file.sha256"],
            name=op.f("fk_edition_file_organisation_sha256"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "document", "edition", "purpose", "sha256", name=op.f("pk_edition_file")
        ),
    )
    op.create_table(
        "finding",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_finding_closed_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_finding_organisation_document_edition"),
        ),
        sa.PrimaryKeyConstraint("organisation", "document", "id", name=op.f("pk_finding")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_finding_organisation_closed_at_code"),
            ["organisation", "closed_at", "code"],
            unique=False,
        )

    op.create_table(
        "instrument",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("sub", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "document"],
            ["document.organisation", "document.number"],
            name=op.f("fk_instrument_organisation_document"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "register"],
            ["register.organisation", "register.id"],
            name=op.f("fk_instrument_organisation_register"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_instrument_recorded_by")),
        sa.ForeignKeyConstraint(["signed_by"], ["person.id"], name=op.f("fk_instrument_signed_by")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_instrument")),
        sa.UniqueConstraint(
            "organisation",
            "register",
            "period",
            "printed",
            name=op.f("uq_instrument_organisation_register_period_printed"),
        ),
        sa.UniqueConstraint(
            "organisation",
            "register",
            "period",
            "serial",
            "sub",
            name=op.f("uq_instrument_organisation_register_period_serial_sub"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sign_off",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("party_organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_sign_off_party_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_sign_off_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "document", "edition", "step", name=op.f("pk_sign_off")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "task",
        sa.Column("party_organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["claimed_by"], ["person.id"], name=op.f("fk_task_claimed_by")),
        sa.PrimaryKeyConstraint(
            "party_organisation",
            "party",
            "due",
            "organisation",
            "document",
            "edition",
            "step",
            name=op.f("pk_task"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_task_organisation_document_edition"),
            ["organisation", "document", "edition"],
            unique=False,
        )

    op.create_table(
        "body_rule",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_body_rule_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_body_rule_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "party", "since", name=op.f("pk_body_rule")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sitting",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=True),
        sa.Column("closes", sa.Date(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_sitting_organisation")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_sitting_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_sitting")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sitting_organisation_held_on"), ["organisation", "held_on"], unique=False
        )
    op.create_table(
        "meeting",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("sitting", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("secretary", sa.String(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("invited", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["chair"], ["person.id"], name=op.f("fk_meeting_chair")),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["instrument.organisation", "instrument.id"],
            name=op.f("fk_meeting_organisation_instrument"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_meeting_organisation_party"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "sitting"],
            ["sitting.organisation", "sitting.id"],
            name=op.f("fk_meeting_organisation_sitting"),
        ),
        sa.ForeignKeyConstraint(["secretary"], ["person.id"], name=op.f("fk_meeting_secretary")),
        sa.PrimaryKeyConstraint("organisation", "instrument", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "organisation", "sitting", "party", name=op.f("uq_meeting_organisation_sitting_party")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("by_post", sa.String(), nullable=False),
        sa.Column("presence", sa.String(), nullable=False),
        sa.Column("proxy", sa.String(), nullable=True),
        sa.Column("returned", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["meeting.organisation", "meeting.instrument"],
            name=op.f("fk_attendance_organisation_instrument"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_attendance_person")),
        sa.ForeignKeyConstraint(["proxy"], ["person.id"], name=op.f("fk_attendance_proxy")),
        sa.PrimaryKeyConstraint("organisation", "instrument", "person", name=op.f("pk_attendance")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "agenda_item",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("heard", sa.String(), nullable=False),
        sa.Column("spoke", sa.String(), nullable=False),
        sa.Column("resolved", sa.String(), nullable=False),
        sa.Column("document_organisation", sa.String(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("manner", sa.String(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("declared", sa.Boolean(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("quorum", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("former_instrument", sa.String(), nullable=True),
        sa.Column("former_item", sa.Integer(), nullable=True),
        sa.Column("former_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_agenda_item_document_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "former_instrument", "former_item"],
            ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
            name=op.f("fk_agenda_item_organisation_former_instrument_former_item"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["meeting.organisation", "meeting.instrument"],
            name=op.f("fk_agenda_item_organisation_instrument"),
        ),
        sa.PrimaryKeyConstraint("organisation", "instrument", "number", name=op.f("pk_agenda_item")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vote",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument", "item"],
            ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
            name=op.f("fk_vote_organisation_instrument_item"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_vote_person")),
        sa.PrimaryKeyConstraint("organisation", "instrument", "item", "person", name=op.f("pk_vote")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "correction",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument", "item"],
            ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
            name=op.f("fk_correction_organisation_instrument_item"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["meeting.organisation", "meeting.instrument"],
            name=op.f("fk_correction_organisation_instrument"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_correction_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "instrument", "number", name=op.f("pk_correction")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("opens", sa.Date(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("chair", sa.String(), nullable=True),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("document_organisation", sa.String(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("sitting", sa.Boolean(), nullable=False),
        sa.Column("former_instrument", sa.String(), nullable=True),
        sa.Column("former_item", sa.Integer(), nullable=True),
        sa.Column("former_reason", sa.String(), nullable=False),
        sa.Column("protocol", sa.String(), nullable=True),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["chair"], ["person.id"], name=op.f("fk_ballot_chair")),
        sa.ForeignKeyConstraint(
            ["document_organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_ballot_document_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_ballot_opened_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_ballot_organisation_party"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "former_instrument", "former_item"],
            ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
            name=op.f("fk_ballot_organisation_former_instrument_former_item"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "protocol"],
            ["meeting.organisation", "meeting.instrument"],
            name=op.f("fk_ballot_organisation_protocol"),
        ),
        sa.PrimaryKeyConstraint("organisation", "id", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ballot_organisation_party"), ["organisation", "party"], unique=False
        )
        batch_op.create_index(
            "ix_ballot_unwritten",
            ["organisation"],
            unique=False,
            sqlite_where=sa.text("protocol IS NULL"),
            postgresql_where=sa.text("protocol IS NULL"),
        )
    op.create_table(
        "ballot_sheet",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("ballot", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("by_post", sa.String(), nullable=False),
        sa.Column("cast", sa.Date(), nullable=True),
        sa.Column("choice", sa.String(), nullable=True),
        sa.Column("recorded_by", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "ballot"],
            ["ballot.organisation", "ballot.id"],
            name=op.f("fk_ballot_sheet_organisation_ballot"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_ballot_sheet_person")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_ballot_sheet_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "ballot", "person", name=op.f("pk_ballot_sheet")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("ballot_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_ballot_sheet_person"), ["person"], unique=False)
    op.create_table(
        "ballot_verdict",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("ballot", sa.String(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("quorum", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=False),
        sa.Column("closed_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_ballot_verdict_closed_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "ballot"],
            ["ballot.organisation", "ballot.id"],
            name=op.f("fk_ballot_verdict_organisation_ballot"),
        ),
        sa.PrimaryKeyConstraint("organisation", "ballot", name=op.f("pk_ballot_verdict")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decision",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("instrument_organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instrument_organisation", "instrument", "item"],
            ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
            name=op.f("fk_decision_instrument_organisation_instrument_item"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation",
            "document",
            "edition",
            "step",
            "instrument_organisation",
            "instrument",
            name=op.f("pk_decision"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_instrument_organisation_instrument"),
            ["instrument_organisation", "instrument"],
            unique=False,
        )
    op.create_table(
        "paper_stamp",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("order_number", sa.String(), nullable=True),
        sa.Column("order_dated", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition", "step"],
            ["sign_off.organisation", "sign_off.document", "sign_off.edition", "sign_off.step"],
            name=op.f("fk_paper_stamp_organisation_document_edition_step"),
        ),
        sa.PrimaryKeyConstraint("organisation", "document", "edition", "step", name=op.f("pk_paper_stamp")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "void_sign_off",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("party_organisation", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_void_sign_off_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "seq"],
            ["event.organisation", "event.document", "event.seq"],
            name=op.f("fk_void_sign_off_organisation_document_seq"),
        ),
        sa.ForeignKeyConstraint(
            ["party_organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_void_sign_off_party_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_void_sign_off_recorded_by")),
        sa.PrimaryKeyConstraint(
            "organisation", "document", "edition", "seq", "step", name=op.f("pk_void_sign_off")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "void_decision",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("instrument_organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("stated", sa.Boolean(), nullable=False),
        sa.Column("item", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instrument_organisation", "instrument", "item"],
            ["agenda_item.organisation", "agenda_item.instrument", "agenda_item.number"],
            name=op.f("fk_void_decision_instrument_organisation_instrument_item"),
        ),
        sa.ForeignKeyConstraint(
            ["instrument_organisation", "instrument"],
            ["instrument.organisation", "instrument.id"],
            name=op.f("fk_void_decision_instrument_organisation_instrument"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition", "seq", "step"],
            [
                "void_sign_off.organisation",
                "void_sign_off.document",
                "void_sign_off.edition",
                "void_sign_off.seq",
                "void_sign_off.step",
            ],
            name=op.f("fk_void_decision_organisation_document_edition_seq_step"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation",
            "document",
            "edition",
            "seq",
            "step",
            "instrument_organisation",
            "instrument",
            name=op.f("pk_void_decision"),
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("void_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_void_decision_instrument_organisation_instrument"),
            ["instrument_organisation", "instrument"],
            unique=False,
        )
    op.create_table(
        "amendment",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("made_sha256", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_amendment_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "document"],
            ["document.organisation", "document.number"],
            name=op.f("fk_amendment_organisation_document"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "base"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_amendment_organisation_document_base"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_amendment_organisation_document_edition"),
        ),
        sa.PrimaryKeyConstraint("organisation", "document", "number", name=op.f("pk_amendment")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_amendment_organisation_document_edition"),
            ["organisation", "document", "edition"],
            unique=False,
        )

    op.create_table(
        "order_draft",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_order_draft_made_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["instrument.organisation", "instrument.id"],
            name=op.f("fk_order_draft_organisation_instrument"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_order_draft_organisation_party"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_order_draft_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "number", name=op.f("pk_order_draft")),
    )
    with op.batch_alter_table("order_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_order_draft_organisation_state"), ["organisation", "state"], unique=False
        )

    op.create_table(
        "order_point",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["instrument.organisation", "instrument.id"],
            name=op.f("fk_order_point_organisation_instrument"),
        ),
        sa.PrimaryKeyConstraint("organisation", "instrument", "number", name=op.f("pk_order_point")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "assignment",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("point", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["closed_by"], ["person.id"], name=op.f("fk_assignment_closed_by")),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument", "point"],
            ["order_point.organisation", "order_point.instrument", "order_point.number"],
            name=op.f("fk_assignment_organisation_instrument_point"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_assignment_person")),
        sa.PrimaryKeyConstraint("organisation", "instrument", "point", name=op.f("pk_assignment")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assignment_person"),
            ["person"],
            unique=False,
            sqlite_where=sa.text("closed_on IS NULL"),
            postgresql_where=sa.text("closed_on IS NULL"),
        )

    op.create_table(
        "order_effect",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("point", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("edition_organisation", sa.String(), nullable=True),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("party_organisation", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("revoked_organisation", sa.String(), nullable=True),
        sa.Column("revoked_instrument", sa.String(), nullable=True),
        sa.Column("revoked_point", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["edition_organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_order_effect_edition_organisation_document_edition"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument", "point"],
            ["order_point.organisation", "order_point.instrument", "order_point.number"],
            name=op.f("fk_order_effect_organisation_instrument_point"),
        ),
        sa.ForeignKeyConstraint(
            ["party_organisation", "party"],
            ["party.organisation", "party.id"],
            name=op.f("fk_order_effect_party_organisation_party"),
        ),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_order_effect_person")),
        sa.ForeignKeyConstraint(
            ["revoked_organisation", "revoked_instrument", "revoked_point"],
            ["order_point.organisation", "order_point.instrument", "order_point.number"],
            name=op.f("fk_order_effect_revoked_organisation_revoked_instrument_revoked_point"),
        ),
        sa.PrimaryKeyConstraint("organisation", "instrument", "point", "seq", name=op.f("pk_order_effect")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("order_effect", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_order_effect_edition_organisation_document_edition"),
            ["edition_organisation", "document", "edition"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_order_effect_revoked_organisation_revoked_instrument_revoked_point"),
            ["revoked_organisation", "revoked_instrument", "revoked_point"],
            unique=False,
            sqlite_where=sa.text("revoked_organisation IS NOT NULL"),
            postgresql_where=sa.text("revoked_organisation IS NOT NULL"),
        )

    op.create_table(
        "production_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("moved", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_production_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "production_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_production_year")),
    )
    op.create_table(
        "own_day",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("moved", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_own_day_organisation")),
        sa.PrimaryKeyConstraint("organisation", "day", name=op.f("pk_own_day")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "own_year",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_own_year_organisation")),
        sa.PrimaryKeyConstraint("organisation", "year", name=op.f("pk_own_year")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "school_week",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_school_week_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "since", name=op.f("pk_school_week")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "document_flow",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("paperless", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation"], ["organisation.id"], name=op.f("fk_document_flow_organisation")
        ),
        sa.PrimaryKeyConstraint("organisation", "since", name=op.f("pk_document_flow")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vacation",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisation.id"], name=op.f("fk_vacation_organisation")),
        sa.PrimaryKeyConstraint("organisation", "since", name=op.f("pk_vacation")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "register_rule",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("restart", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "register"],
            ["register.organisation", "register.id"],
            name=op.f("fk_register_rule_organisation_register"),
        ),
        sa.PrimaryKeyConstraint("organisation", "register", "since", name=op.f("pk_register_rule")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "register_term",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "register"],
            ["register.organisation", "register.id"],
            name=op.f("fk_register_term_organisation_register"),
        ),
        sa.PrimaryKeyConstraint("organisation", "register", "since", name=op.f("pk_register_term")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "void_number",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "instrument"],
            ["instrument.organisation", "instrument.id"],
            name=op.f("fk_void_number_organisation_instrument"),
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_void_number_recorded_by")),
        sa.PrimaryKeyConstraint("organisation", "instrument", name=op.f("pk_void_number")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "searched_edition",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_searched_edition_organisation_document_edition"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "document", "edition", "reading", name=op.f("pk_searched_edition")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_searched_edition_serial"), "searched_edition", ["serial"])
    op.create_table(
        "searched_clause",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("annex", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("place_ru", sa.String(), nullable=False),
        sa.Column("place_en", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "document", "edition"],
            ["edition.organisation", "edition.document", "edition.number"],
            name=op.f("fk_searched_clause_organisation_document_edition"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation", "document", "edition", "reading", "turn", name=op.f("pk_searched_clause")
        ),
        sa.UniqueConstraint("id", name=op.f("uq_searched_clause_id")),
        sqlite_with_rowid=False,
    )
    dialect = op.get_bind().dialect.name
    own = (
        *append_only.statements(dialect),
        *one_in_force.statements(dialect),
        *search_index.statements(dialect),
    )
    for statement in own:
        op.execute(statement)
