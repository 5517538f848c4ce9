"""An amendment and the edition that it made: kept true when it is sent, proved when it comes into force."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.amend import StaleBase, amendment, applied, edition_sha256, problems
from workflow.documents.document import Document, Edition
from workflow.errors import Refused
from workflow.ports import Work
from workflow.values import EditionKey, Text


def settle(work: Work, document: Document, edition: Edition) -> None:
    """The amendment of an edition that is sent says what that text says, also where a person wrote on in it.

    Raises StaleBase when the act was changed since the amendment was composed.
    """
    draft = work.amendments.of_edition(edition.key)
    if draft is None or document.in_force is None:
        return
    base = work.documents.edition(EditionKey(*document.key, document.in_force))
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
    base = work.documents.edition(EditionKey(*document.key, document.in_force))
    if edition_sha256(applied(base.text, draft.amendment)) != edition.sha256:
        raise Refused("not-as-amended", _OTHER)


_OTHER = Text(
    "Изменения, внесённые в действующую редакцию, дают другой текст: в силу ничего не вступило",
    "The changes made to the edition in force give another text: nothing came into force",
)
