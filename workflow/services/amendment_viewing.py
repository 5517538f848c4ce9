"""Amendments as they are seen: on which text, in what words, with what result, and what is against them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from workflow.chain.compile import IN_FORCE
from workflow.documents.amend import (
    Amendment,
    Broken,
    Conflict,
    applied,
    broken_references,
    conflicts,
    lines,
    obstacles,
    problems,
)
from workflow.documents.amend.draft import AmendmentDraft
from workflow.documents.document import Edition, EditionText
from workflow.documents.own_annexes import OwnAnnex
from workflow.errors import Refused, Stale, Unmet
from workflow.governance.people import Actor
from workflow.policy import Permission, require
from workflow.ports import Work
from workflow.services.annexes import changing_apart
from workflow.services.enacting import act_name, as_it_reads, composed_on
from workflow.values import DocumentKey, EditionKey

Status = Literal["open", "made", "way", "done"]
"""Composed still; made into a draft edition; that edition on its way; come into force."""


class AmendmentStore(Protocol):
    """Opens units of work, and ones that only look."""

    def work(self) -> AbstractContextManager[Work]: ...
    def look(self) -> AbstractContextManager[Work]: ...


@dataclass(frozen=True, slots=True)
class Clash:
    """What another draft amendment of the same edition wants differently."""

    number: int
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an amendment has come, whether the act was changed since, and what other drafts want."""

    draft: AmendmentDraft
    status: Status
    stale: bool
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """An amendment as it stands: on which text, in what words, with what result, and what is against it.

    `text` is what it makes of its base, None while something keeps it from that; `current` is the edition
    in force, and `differs` what in it the amendment does not find as it expects; `apart` are annexes that
    change as documents of their own.
    """

    draft: AmendmentDraft
    base: Edition
    current: Edition
    status: Status
    lines: tuple[str, ...]
    text: EditionText | None
    faults: tuple[Unmet, ...]
    differs: tuple[Unmet, ...]
    broken: tuple[Broken, ...]
    clashes: tuple[Clash, ...]
    apart: tuple[OwnAnnex, ...]

    @property
    def stale(self) -> bool:
        """Whether the act was changed since."""
        return self.draft.amendment.base_sha256 != self.current.sha256 and self.status != "done"

    @property
    def composing(self) -> bool:
        """Whether its operations may still change."""
        return self.status in ("open", "made")


def look(store: AmendmentStore, actor: Actor, key: DocumentKey, number: int) -> Looked:
    """The amendment with all that must be known of it. Raises NotFound, Forbidden."""
    require(actor, Permission.READ_DRAFT, key.organisation)
    with store.look() as work:
        return _looked(work, work.amendments.get(key, number))


def on_document(store: AmendmentStore, actor: Actor, key: DocumentKey) -> Sequence[Standing]:
    """The amendments of a document that are not in force yet, the latest first. Raises Forbidden."""
    require(actor, Permission.READ_DRAFT, key.organisation)
    with store.look() as work:
        found = [(one, status_of(work, one)) for one in work.amendments.open_on(key)]
        return [_standing(work, one, status) for one, status in found if status != "done"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edition changes in the one that it was composed on, in the words of an order."""

    base: Edition
    lines: tuple[str, ...]


def changes_of(store: AmendmentStore, key: EditionKey) -> Changes | None:
    """The amendment that made an edition; None for one that was written anew. Its readers may know it."""
    with store.look() as work:
        draft = work.amendments.of_edition(key)
        if draft is None:
            return None
        base = composed_on(work, draft)
    return Changes(base, lines(base.text, draft.amendment, act_name(base.text)))


def _standing(work: Work, draft: AmendmentDraft, status: Status) -> Standing:
    base, current = composed_on(work, draft), _current(work, draft)
    stale = draft.amendment.base_sha256 != current.sha256
    return Standing(draft, status, stale, tuple(_clashes(work, draft, base)))


def _current(work: Work, draft: AmendmentDraft) -> Edition:
    """The edition in force as it reads now."""
    in_force = work.documents.seen(draft.document).in_force
    return as_it_reads(work.documents.edition(EditionKey(*draft.document, in_force or draft.base)))


def _looked(work: Work, draft: AmendmentDraft) -> Looked:
    base, current = composed_on(work, draft), _current(work, draft)
    status = status_of(work, draft)
    faults = tuple(problems(base.text, draft.amendment))
    text = None if faults else _tried(base.text, draft.amendment)
    return Looked(
        draft,
        base,
        current,
        status,
        lines(base.text, draft.amendment, act_name(base.text)),
        text,
        faults,
        tuple(obstacles(current.text, draft.amendment)),
        broken_references(base.text, text) if text else (),
        tuple(_clashes(work, draft, base)) if status != "done" else (),
        changing_apart(work, draft.document),
    )


def _tried(base: EditionText, amendment: Amendment) -> EditionText | None:
    try:
        return applied(base, amendment)
    except (Refused, Stale):
        return None


def _clashes(work: Work, draft: AmendmentDraft, base: Edition) -> list[Clash]:
    others = [
        one
        for one in work.amendments.open_on(draft.document)
        if one.number != draft.number
        and one.amendment.base_sha256 == draft.amendment.base_sha256
        and status_of(work, one) != "done"
    ]
    return [
        Clash(one.number, each)
        for one in others
        for each in conflicts(base.text, draft.amendment, one.amendment)
    ]


def status_of(work: Work, draft: AmendmentDraft) -> Status:
    """How far the amendment has come; one whose edition was returned or withdrawn is composed on."""
    if draft.edition_key is None:
        return "open"
    edition = work.documents.edition(draft.edition_key)
    if edition.submitted_at is None:
        return "made"
    case = work.cases.find(edition.key)
    if case is not None and case.open:
        return "way"
    entered = edition.in_force_from is not None or (case is not None and case.marking.state == IN_FORCE)
    return "done" if entered else "open"
