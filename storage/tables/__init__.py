"""The tables. Every organisation's row carries its organisation in every key (design §5, rule 10).

Global tables, the short list: organisation, organisation_name, person, person_name, account, session,
login_attempt, definition, production_year, production_day. Days are dates; instants are UTC text to the
microsecond on both databases.
"""

from __future__ import annotations

from storage.tables.amendments import amendment
from storage.tables.base import metadata
from storage.tables.calendar import own_day, own_year, production_day, production_year, school_week, vacation
from storage.tables.cases import case, decision, definition, publication, sign_off, task
from storage.tables.documents import annex, brought, document, edition, edition_file, file, finding, typed
from storage.tables.force import clause_entry, edition_day, editorial_correction
from storage.tables.journal import event, job
from storage.tables.orders import assignment, order_draft, order_effect, order_point
from storage.tables.organisations import (
    absence,
    account,
    document_flow,
    login_attempt,
    membership,
    organisation,
    organisation_name,
    party,
    party_name,
    person,
    person_name,
    session,
)
from storage.tables.registers import instrument, register, register_rule, register_term, void_number
from storage.tables.search import searched_clause, searched_edition
from storage.tables.sittings import (
    agenda_item,
    attendance,
    ballot,
    ballot_sheet,
    ballot_verdict,
    body_rule,
    correction,
    meeting,
    sitting,
    vote,
)
from storage.tables.stamps import paper_stamp
from storage.tables.void import void_decision, void_sign_off

__all__ = [
    "absence",
    "account",
    "agenda_item",
    "amendment",
    "annex",
    "assignment",
    "attendance",
    "ballot",
    "ballot_sheet",
    "ballot_verdict",
    "body_rule",
    "brought",
    "case",
    "clause_entry",
    "correction",
    "decision",
    "definition",
    "document",
    "document_flow",
    "edition",
    "edition_day",
    "edition_file",
    "editorial_correction",
    "event",
    "file",
    "finding",
    "instrument",
    "job",
    "login_attempt",
    "meeting",
    "membership",
    "metadata",
    "order_draft",
    "order_effect",
    "order_point",
    "organisation",
    "organisation_name",
    "own_day",
    "own_year",
    "paper_stamp",
    "party",
    "party_name",
    "person",
    "person_name",
    "production_day",
    "production_year",
    "publication",
    "register",
    "register_rule",
    "register_term",
    "school_week",
    "searched_clause",
    "searched_edition",
    "session",
    "sign_off",
    "sitting",
    "task",
    "typed",
    "vacation",
    "void_decision",
    "void_number",
    "void_sign_off",
    "vote",
]
