"""Opening a document: what this actor may see of it, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.chain.case import Case
from workflow.chain.progress import Progress, Signature, StepView
from workflow.documents.amend import amending
from workflow.documents.document import Corrected, Document, Edition
from workflow.documents.force import Days, on
from workflow.documents.life import EditionLife
from workflow.engine.definition import Definition
from workflow.engine.machine import Plan
from workflow.errors import NotFound
from workflow.governance.people import Actor
from workflow.policy import Permission, may, reads
from workflow.services.correcting import closed
from workflow.values import DocumentKey, EditionKey


class CaseView(Protocol):
    """A case with its definition and progress."""

    @property
    def case(self) -> Case: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def definition(self) -> Definition: ...
    @property
    def progress(self) -> Progress: ...
    @property
    def signatures(self) -> Sequence[Signature]: ...


class Reads(Protocol):
    """What opening needs of the read side."""

    def document(self, key: DocumentKey) -> Document: ...
    def edition(self, key: EditionKey) -> Edition: ...
    def case(self, key: EditionKey, today: date) -> CaseView | None: ...
    def published(self, organisation: str, kind: str) -> Mapping[str, Definition]: ...
    def force_days(self, key: DocumentKey) -> Sequence[Days]: ...
    def life(self, key: DocumentKey) -> Sequence[EditionLife]: ...
    def correction(self, key: EditionKey, number: int) -> Corrected: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A document at one of its editions, as this actor sees it."""

    document: Document
    edition: Edition
    case: CaseView | None
    mine: tuple[StepView, ...]
    may_draft: bool
    corrects: bool = False

    @property
    def key(self) -> EditionKey:
        """The edition that is open."""
        return self.edition.key

    @property
    def last(self) -> bool:
        """Whether it is the newest edition."""
        return self.key.edition == self.document.editions

    @property
    def draft(self) -> bool:
        """Whether its text may still change."""
        return self.edition.submitted_at is None

    @property
    def may_submit(self) -> bool:
        """Whether the actor may send it on its way."""
        return self.may_draft and self.draft and self.last

    @property
    def may_withdraw(self) -> bool:
        """Whether the actor may take it back."""
        return self.may_draft and self.case is not None and self.case.case.open

    def may_correct(self, today: date) -> bool:
        """Whether the actor may mend a misprint in it today: its chain allows that, and it is in force."""
        definition = self.case.definition if self.case else None
        return self.corrects and closed(definition, self.edition, today) is None

    @property
    def may_renew(self) -> bool:
        """Whether the actor may begin a new edition."""
        ended = self.case is not None and not self.case.case.open
        return self.may_draft and self.last and not self.draft and ended

    @property
    def may_amend(self) -> bool:
        """Whether the actor may amend it: what is in force, or will be, and is no amending act."""
        ends = self.edition.in_force_until is not None
        latest = self.key.edition == self.document.in_force
        return self.may_draft and latest and not ends and not amending(self.edition.text)


def open_document(reading: Reads, actor: Actor, key: DocumentKey, edition: int | None, today: date) -> Opened:
    """The document at an edition; at the one in force, else the newest, when none is named.

    Raises NotFound to one who may not read it, so that nobody learns what there is.
    """
    document = reading.document(key)
    number = edition or document.in_force or document.editions
    shown = reading.edition(EditionKey(*key, number))
    ahead = edition is None and shown.in_force_from is not None and today < shown.in_force_from
    if ahead and (holds := on(reading.force_days(key), today)):
        # The next edition is approved and waits for its day: until then the former one is the law.
        shown = reading.edition(EditionKey(*key, holds.edition))
    case = reading.case(shown.key, today)
    if not _visible(actor, shown, case):
        raise NotFound
    of = key.organisation
    may_draft, corrects = may(actor, Permission.DRAFT, of), may(actor, Permission.CORRECT, of)
    return Opened(document, shown, case, _mine(actor, case), may_draft, corrects)


def _visible(actor: Actor, edition: Edition, case: CaseView | None) -> bool:
    organisation = edition.key.organisation
    if edition.submitted_at is None:
        return may(actor, Permission.READ_DRAFT, organisation)
    return reads(actor, organisation, case.case.parties.values() if case else ())


def _mine(actor: Actor, case: CaseView | None) -> tuple[StepView, ...]:
    if case is None:
        return ()
    return tuple(
        step for step in case.progress.waiting if step.party and actor.capacity_for(step.party) is not None
    )
