"""Amending an act in force: operations composed on its text, and the draft edition that they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workflow.documents.amend import (
    Amendment,
    Instruction,
    StaleBase,
    applied,
    bound,
    drafted,
    edition_sha256,
    problems,
    rebased,
    refuse_amending,
)
from workflow.documents.amend.draft import AmendmentDraft
from workflow.documents.amend.operations import NewEdition, RepealAct
from workflow.documents.amend.sorting import in_order
from workflow.documents.document import Document, Edition, EditionText
from workflow.errors import Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Work
from workflow.services.amendment_viewing import AmendmentStore, status_of
from workflow.services.annexes import refuse_apart
from workflow.services.cases import named
from workflow.services.documents import ISSUED, next_edition, rewritten
from workflow.services.enacting import act_name, as_it_reads
from workflow.services.replay import earlier
from workflow.values import DocumentKey, EditionKey, Text

MAX_OPERATIONS = 500


def begin(
    store: AmendmentStore, actor: Actor, key: DocumentKey, at: Moment, command: str | None = None
) -> AmendmentDraft:
    """Begin to amend the edition in force; an empty draft of the same person is taken up again.

    Raises Forbidden, NotFound; Refused for an act that is not in force, a signed order, an amending act.
    """
    member = require(actor, Permission.DRAFT, key.organisation)
    with store.work() as work:
        document = work.documents.get(key)
        if event := earlier(work, key.organisation, command, "amendment_begun", key):
            return work.amendments.get(key, int(str(event.facts["amendment"])))
        base = _current(work, document)
        refuse_amending(base.text)
        if work.cases.find(base.key) is None:
            raise Refused("issued-order", ISSUED)
        for one in work.amendments.open_on(key):
            if one.made_by == actor.person and not one.amendment.operations and one.base == base.key.edition:
                return one
        draft = work.amendments.add(base.key, Amendment(base.sha256, ()), actor.person, at.now)
        _tell(work, "amendment_begun", draft, actor, member.kind, at, command)
    return draft


def derive(store: AmendmentStore, actor: Actor, key: EditionKey, at: Moment) -> AmendmentDraft:
    """The amendment that a draft edition amounts to, so that an order lists its changes.

    Raises Stale once it is sent, Refused when it differs in nothing or can only be given anew as a whole.
    """
    member = require(actor, Permission.DRAFT, key.organisation)
    with store.work() as work:
        document = work.documents.get(key.of)
        edition, base = work.documents.edition(key), _current(work, document)
        if known := work.amendments.of_edition(key):
            return known
        if edition.submitted_at is not None:
            raise Stale("submitted", _SENT)
        refuse_amending(base.text)
        told = drafted(base.text, edition.text, act_name(base.text)).amendment
        if not told.operations:
            raise Refused("nothing-changes", _NOTHING)
        if any(isinstance(one, NewEdition) for one in told.operations):
            raise Refused("given-anew", _ANEW)
        draft = work.amendments.add(base.key, told, actor.person, at.now)
        draft = replace(draft, edition=key.edition, made_sha256=edition.sha256)
        draft = work.amendments.save(draft)
        _tell(work, "amendment_begun", draft, actor, member.kind, at)
    return draft


def compose(
    store: AmendmentStore,
    actor: Actor,
    seen: AmendmentDraft,
    found: Sequence[Instruction],
    texts: Sequence[EditionText],
    new_uid: Callable[[], str],
) -> AmendmentDraft:
    """Add what the instructions say, all of it or nothing; `texts` are their annexes.

    Raises Stale when the draft was changed since it was seen or its base is another one now, Refused with
    everything that does not fit the act.
    """
    require(actor, Permission.DRAFT, seen.document.organisation)
    with store.work() as work:
        draft, base = _composing(work, seen)
        amendment = bound(found, base.text, texts, new_uid, draft.amendment.operations)
        refuse_apart(work, seen.document, base.text, _checked(base.text, amendment))
        return work.amendments.save(replace(draft, amendment=in_order(base.text, amendment)))


def take_out(store: AmendmentStore, actor: Actor, seen: AmendmentDraft, number: int) -> AmendmentDraft:
    """The amendment without one operation, counted from 1. Raises Stale when the draft was changed since."""
    require(actor, Permission.DRAFT, seen.document.organisation)
    with store.work() as work:
        work.documents.get(seen.document)
        draft = _unchanged(work, seen)
        kept = draft.amendment.operations
        left = replace(draft.amendment, operations=kept[: number - 1] + kept[number:])
        return work.amendments.save(replace(draft, amendment=left))


def carry_over(store: AmendmentStore, actor: Actor, seen: AmendmentDraft, at: Moment) -> AmendmentDraft:
    """The same operations on the edition that is in force now. Raises StaleBase naming what differs there."""
    member = require(actor, Permission.DRAFT, seen.document.organisation)
    with store.work() as work:
        document = work.documents.get(seen.document)
        draft, current = _unchanged(work, seen), _current(work, document)
        moved = rebased(draft.amendment, current.text)
        saved = work.amendments.save(replace(draft, base=current.key.edition, amendment=moved))
        _tell(work, "amendment_rebased", saved, actor, member.kind, at)
    return saved


def drop(store: AmendmentStore, actor: Actor, seen: AmendmentDraft, at: Moment) -> None:
    """Put a draft away; an edition that was made of it stays what it is."""
    member = require(actor, Permission.DRAFT, seen.document.organisation)
    with store.work() as work:
        work.documents.get(seen.document)
        saved = work.amendments.save(replace(_unchanged(work, seen), state="dropped"))
        _tell(work, "amendment_dropped", saved, actor, member.kind, at)


def make(
    store: AmendmentStore, actor: Actor, seen: AmendmentDraft, at: Moment, command: str | None = None
) -> Edition:
    """The draft edition that the operations make of the one in force; made again, it is written anew.

    Raises StaleBase when the act was changed since, Stale when a person wrote on in the draft edition,
    Refused while another edition is a draft or on its way.
    """
    member = require(actor, Permission.DRAFT, seen.document.organisation)
    with store.work() as work:
        document = work.documents.get(seen.document)
        if event := earlier(work, seen.document.organisation, command, "edition_made", seen.document):
            return work.documents.edition(EditionKey(*seen.document, int(str(event.facts["edition"]))))
        draft, base = _unchanged(work, seen), _current(work, document)
        text = applied(base.text, draft.amendment)
        if edition_sha256(text) == base.sha256:
            raise Refused("nothing-changes", _NOTHING)
        if status_of(work, draft) == "made" and draft.edition_key:
            edition = rewritten(
                work,
                actor,
                member.kind,
                work.documents.edition(draft.edition_key),
                text,
                draft.made_sha256,
                at,
            )
        else:
            edition = next_edition(work, actor, member.kind, document, text, at, command)
        made = replace(draft, edition=edition.key.edition, made_sha256=edition.sha256)
        work.amendments.save(made)
    return edition


def _current(work: Work, document: Document) -> Edition:
    """The edition in force. Raises Refused when there is none, or it lapses."""
    if document.in_force is None:
        raise Refused("not-in-force", _NOT_IN_FORCE)
    current = as_it_reads(work.documents.edition(EditionKey(*document.key, document.in_force)))
    if current.in_force_until is not None:
        raise Refused("lapsed", _LAPSES.filled(day=f"{current.in_force_until:%d.%m.%Y}"))
    return current


def _unchanged(work: Work, seen: AmendmentDraft) -> AmendmentDraft:
    """The draft as it was seen, still to be composed. Raises Stale, Refused."""
    draft = work.amendments.get(seen.document, seen.number)
    status = status_of(work, draft)
    if status in ("way", "done"):
        raise Refused("amendment-made", _MADE.filled(edition=draft.edition))
    return replace(draft, version=seen.version)


def _composing(work: Work, seen: AmendmentDraft) -> tuple[AmendmentDraft, Edition]:
    """The draft and the edition in force, on which it was composed. Raises Stale when that is another now."""
    document = work.documents.get(seen.document)
    draft, base = _unchanged(work, seen), _current(work, document)
    if base.sha256 != draft.amendment.base_sha256:
        raise StaleBase(tuple(problems(base.text, draft.amendment)))
    return draft, base


def _checked(base: EditionText, amendment: Amendment) -> EditionText:
    """What the operations make of the text. Raises Refused with all that keeps them apart."""
    if any(isinstance(one, RepealAct) for one in amendment.operations):
        raise Refused("repeal-act", _REPEAL)
    if len(amendment.operations) > MAX_OPERATIONS:
        raise Refused("too-many", _MANY)
    if faults := tuple(problems(base, amendment)):
        raise Refused("amendment-not-applicable", _NOT_ADDED, faults)
    return applied(base, amendment)


def _tell(
    work: Work,
    kind: str,
    draft: AmendmentDraft,
    actor: Actor,
    capacity: str,
    at: Moment,
    command: str | None = None,
) -> None:
    facts: dict[str, Fact] = {"amendment": draft.number, "base": draft.base}
    work.journal.record(
        draft.document, at.now, [Event(kind, actor.person, capacity, facts, named(actor))], command
    )


_NOT_IN_FORCE = Text(
    "Изменять нечего: действующей редакции нет. Измените сам проект",
    "Nothing to amend: no edition is in force. Change the draft itself",
)
_LAPSES = Text(
    "Акт утрачивает силу {day}: изменения в него уже не вносят",
    "The act lapses on {day}: it is not amended any more",
)
_NOTHING = Text("Эти изменения ничего в тексте не меняют", "These changes change nothing in the text")
_MADE = Text(
    "Изменения уже стали редакцией {edition}, и она отправлена: чтобы продолжить, её сначала отзывают",
    "The amendment is edition {edition} now, and that is on its way: withdraw it first",
)
_REPEAL = Text(
    "Целый акт утрачивает силу пунктом приказа «Признать документ утратившим силу», а не изменением текста",
    "A whole act is repealed by a point of an order, “Repeal a document”, not by a change of its text",
)
_SENT = Text("Эта редакция уже отправлена", "This edition is on its way already")
_ANEW = Text(
    "Отдельными изменениями это не сказать: приказ изложит акт в новой редакции целиком",
    "Single changes cannot say this: the order will give the whole act anew",
)
_MANY = Text("Изменений больше 500: сделайте новую редакцию", "Over 500 changes: make a new edition")
_NOT_ADDED = Text(
    "С этим текстом и с остальными изменениями это не сочетается: ничего не добавлено",
    "This fits the text or the other changes not: nothing was added",
)
