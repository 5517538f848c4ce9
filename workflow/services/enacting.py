"""An amendment and the edition that it made: kept true when it is sent, proved when it comes into force."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.amend import (
    StaleBase,
    amendment,
    applied,
    edition_sha256,
    problems,
    said,
)
from workflow.documents.amend.draft import AmendmentDraft
from workflow.documents.amend.operations import NewEdition
from workflow.documents.declension import named_document
from workflow.documents.document import Document, Edition, EditionText
from workflow.errors import GrifError, Refused
from workflow.governance.orders.amending import Changed
from workflow.governance.orders.known import KnownEdition
from workflow.ports import Work
from workflow.values import EditionKey, Text


def settle(work: Work, document: Document, edition: Edition) -> None:
    """The amendment of an edition that is sent says what that text says, also where a person wrote on in it.

    Raises StaleBase when the act was changed since the amendment was composed.
    """
    draft = work.amendments.of_edition(edition.key)
    if draft is None or document.in_force is None:
        return
    base = as_it_reads(work.documents.edition(EditionKey(*document.key, document.in_force)))
    if base.sha256 != draft.amendment.base_sha256:
        raise StaleBase(tuple(problems(base.text, draft.amendment)))
    if edition.sha256 != draft.made_sha256:
        told = amendment(base.text, edition.text)
        work.amendments.save(replace(draft, amendment=told, made_sha256=edition.sha256))


def check_entry(work: Work, document: Document, edition: Edition) -> None:
    """The operations on the edition in force give, byte for byte, the one that comes into force.

    Raises StaleBase when another edition came into force meanwhile, Refused when they give another text.
    """
    draft = work.amendments.of_edition(edition.key)
    if draft is None or document.in_force is None:
        return
    base = as_it_reads(work.documents.edition(EditionKey(*document.key, document.in_force)))
    if edition_sha256(applied(base.text, draft.amendment)) != edition.sha256:
        raise Refused("not-as-amended", _OTHER)


def with_changes(work: Work, told: KnownEdition, edition: Edition, document: Document) -> KnownEdition:
    """What an order is told of an edition, with the changes that made it; closed when they fit no more."""
    if edition.in_force_from is None and told.closed is None:
        try:
            check_entry(work, document, edition)
        except GrifError as refusal:
            return replace(told, closed=refusal.message)
    return replace(told, changed=changes_of(work, edition.key))


def changes_of(work: Work, key: EditionKey) -> Changed | None:
    """What an order says of the amendment that made the edition; None where it was given anew as a whole."""
    draft = work.amendments.of_edition(key)
    if draft is None:
        return None
    edition = composed_on(work, draft)
    if edition.sha256 != draft.amendment.base_sha256:
        return None
    base = edition.text
    drafted = said(base, draft.amendment, act_name(base))
    if any(isinstance(one, NewEdition) for one in drafted.amendment.operations):
        return None
    return Changed(base.title, base.word, drafted.wording, drafted.texts)


def as_it_reads(edition: Edition) -> Edition:
    """The edition with its corrected text and the hash of that in place of what was signed."""
    if edition.corrected is None:
        return edition
    return replace(edition, text=edition.corrected.text, sha256=edition.corrected.sha256)


def composed_on(work: Work, draft: AmendmentDraft) -> Edition:
    """The edition with the text that the amendment was composed on; as it reads now when that is gone."""
    edition = work.documents.edition(draft.base_key)
    return edition if edition.sha256 == draft.amendment.base_sha256 else as_it_reads(edition)


def act_name(text: EditionText) -> str:
    """The act as its amendments name it: «Положение о хоре» in the accusative."""
    return named_document(text.title, text.word).accusative


_OTHER = Text(
    "Изменения, внесённые в действующую редакцию, дают другой текст: в силу ничего не вступило",
    "The changes made to the edition in force give another text: nothing came into force",
)
