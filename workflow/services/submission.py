"""Sending an edition on its way, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workflow.chain.acts import ABSENT
from workflow.chain.case import Case, tasks
from workflow.chain.compile import SUBMIT, WITHDRAW
from workflow.chain.procedures import owner
from workflow.documents.document import Document, Edition
from workflow.engine.definition import Definition
from workflow.engine.machine import Plan
from workflow.engine.process import Performed, begin, may_create, perform
from workflow.errors import Invalid, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services import beside
from workflow.services.asking import asker, circumstances
from workflow.services.cases import Done, counting, moved, named, replayed, tell, told_moves
from workflow.services.enacting import settle
from workflow.services.following import check_before, follow
from workflow.services.pinning import not_asked, pin
from workflow.values import EditionKey, Text

SAME_CHAIN = "same_chain"


def submit(
    store: Store, actor: Actor, edition: EditionKey, definition: str, at: Moment, command: str | None = None
) -> Done:
    """Send a draft edition on its way by a published definition; its bodies and offices are pinned now."""
    member = require(actor, Permission.DRAFT, edition.organisation)
    with store.work() as work:
        document = work.documents.get(edition.of)
        if before := replayed(work, edition, command, "submitted"):
            return before
        draft = work.documents.edition(edition)
        plan = _published(work, document, definition)
        _submittable(document, draft)
        settle(work, document, draft)
        person, known = asker(actor, edition.organisation), circumstances(plan, at)
        if unmet := may_create(plan, person, known):
            raise Refused("creation", _CREATION, unmet)
        steps = plan.definition.steps.values()
        parties = pin(work, steps, document, at.today)
        absent = not_asked(work, steps, parties, document, at.today)
        beginning = replace(begin(plan, person, known), signed=absent)
        performed = perform(plan, beginning, SUBMIT, person, known=known)
        check_before(work, plan, edition, performed.moves)
        case = Case(
            edition, definition, performed.marking, parties, draft.sha256, actor.person, at.now,
            since=at.today.isoformat(),
        )  # fmt: skip
        work.documents.submitted(edition, at.now)
        opened = tasks(plan, case, at.now, at.today, counting(work, edition.organisation, at.today))
        work.cases.add(case, opened)
        follow(work, plan, case, performed.moves, at)
        facts = _facts(case, plan, performed)
        work.journal.record(
            edition.of, at.now, [Event("submitted", actor.person, member.kind, facts, named(actor))], command
        )
        by = beside.Beginner(person, actor.person, actor.person, member.kind, named(actor))
        beside.begin(work, edition, document.kind, "submission", by, at)
        tell(work, edition, "opened", at)
    return Done(edition, case.marking.state)


def _facts(case: Case, plan: Plan, performed: Performed) -> dict[str, Fact]:
    return {
        "edition": case.key.edition,
        "sha256": case.text_sha256,
        "definition": case.definition,
        "chain": plan.definition.title.ru,
        "moves": told_moves(performed.moves),
        **({"absent": _absent(case)} if ABSENT in case.marking.signed.values() else {}),
    }


def _absent(case: Case) -> list[object]:
    """The bodies that were not formed, each once."""
    signed = case.marking.signed.items()
    return [
        list(key) for key in dict.fromkeys(case.parties[owner(one)] for one, said in signed if said == ABSENT)
    ]


def withdraw(
    store: Store, actor: Actor, edition: EditionKey, reason: str, at: Moment, command: str | None = None
) -> Done:
    """Take an edition back from its way; the next try is a new edition."""
    member = require(actor, Permission.DRAFT, edition.organisation)
    if not reason.strip():
        raise Invalid({"remark": _REASON})
    with store.work() as work:
        case = work.cases.get(edition)
        if before := replayed(work, edition, command, "withdrawn"):
            return before
        plan = work.definitions.plan(case.definition)
        person = asker(actor, edition.organisation)
        known = circumstances(plan, at, work.cases.sign_offs(edition) if plan.curious else ())
        performed = perform(plan, case.marking, WITHDRAW, person, comment=reason, known=known)
        check_before(work, plan, edition, performed.moves)
        after = moved(plan, case, performed, at.today)
        work.cases.save(after, None, (), moved=True)
        follow(work, plan, after, performed.moves, at)
        facts: dict[str, Fact] = {"edition": edition.edition, "moves": told_moves(performed.moves)}
        personal = {**named(actor), "remark": reason}
        work.journal.record(
            edition.of, at.now, [Event("withdrawn", actor.person, member.kind, facts, personal)], command
        )
        beside.end_all(work, edition, at)
    return Done(edition, performed.marking.state)


def same_chain(published: Mapping[str, Definition], former: Definition | None) -> Mapping[str, Definition]:
    """What an amendment may go by: the chain of the edition in force, while that one is still published.

    An act is amended in the way it was adopted; a paper's chain, or one no longer in use, binds nobody.
    """
    published = beside.chains(published)
    if former is None or former.amendments != SAME_CHAIN:
        return published
    return {known: one for known, one in published.items() if one.id == former.id} or published


def _published(work: Work, document: Document, digest: str) -> Plan:
    published = work.definitions.published(document.key.organisation, document.kind)
    if digest not in published:
        raise Refused("not-published", _NOT_PUBLISHED)
    former = _former(work, document)
    if digest not in same_chain(published, former):
        title = former.title if former else published[digest].title
        raise Refused(
            "other-chain",
            Text(_OTHER_CHAIN.ru.format(chain=title.ru), _OTHER_CHAIN.en.format(chain=title.en)),
        )
    return work.definitions.plan(digest)


def _former(work: Work, document: Document) -> Definition | None:
    """The definition by which the edition in force was adopted."""
    if document.in_force is None:
        return None
    case = work.cases.find(EditionKey(*document.key, document.in_force))
    return work.definitions.plan(case.definition).definition if case else None


def _submittable(document: Document, edition: Edition) -> None:
    if edition.submitted_at is not None:
        raise Stale("submitted", _SUBMITTED)
    if edition.key.edition != document.editions:
        raise Stale("not-last", _NOT_LAST)
    if not edition.text.clauses:
        raise Refused("empty", _EMPTY)


_CREATION = Text(
    "По этой цепочке документ отправляет не каждый", "Not everybody sends a document by this chain"
)
_REASON = Text("Напишите, почему редакция отзывается", "Say why the edition is withdrawn")
_OTHER_CHAIN = Text(
    "Действующая редакция шла по цепочке «{chain}»: изменения идут по ней же",
    "The edition in force went by the chain “{chain}”: its amendments go by the same",
)
_NOT_PUBLISHED = Text(
    "Эта цепочка не введена в организации для документов такого вида",
    "This chain is not published in the organisation for this kind of document",
)
_SUBMITTED = Text("Эта редакция уже отправлена", "This edition has been submitted already")
_NOT_LAST = Text("Есть более новая редакция: отправьте её", "There is a newer edition: submit that one")
_EMPTY = Text("В редакции нет текста", "The edition has no text")
