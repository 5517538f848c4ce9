"""The chains that an organisation offers: taken into use and out of it. Cases on their way keep theirs."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.kinds import document_kinds
from workflow.engine.definition import Definition
from workflow.errors import Invalid, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.services import own_journal
from workflow.values import Text


def publish(
    store: Store,
    actor: Actor,
    organisation: str,
    definition: Definition,
    at: Moment,
    kinds: Sequence[str] = (),
) -> str:
    """Offer a definition for kinds of document (its own when none are named); returns its hash.

    The same one twice is offered once. Raises Invalid for an unknown kind.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    wanted = tuple(kinds or definition.documents)
    if not wanted or set(wanted) - set(document_kinds):
        raise Invalid({"kinds": _NO_KIND.filled(kinds=", ".join(document_kinds))})
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        known = work.definitions.keep(definition)
        new = [kind for kind in wanted if known not in work.definitions.published(organisation, kind)]
        for kind in new:
            work.definitions.publish(organisation, kind, known, at.now)
        if new:
            facts: dict[str, Fact] = {"definition": known, "chain": definition.title.ru, "kinds": list(new)}
            event = Event("definition_published", actor.person, member.kind, facts)
            own_journal.tell(work, organisation, actor, event, at)
    return known


def withdraw(store: Store, actor: Actor, organisation: str, kind: str, digest: str, at: Moment) -> None:
    """Offer a definition no more for a kind of document. Raises Stale when it is not offered now."""
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        if not work.definitions.withdraw(organisation, kind, digest, at.now):
            raise Stale("chain-withdrawn", _GONE)
        title = work.definitions.plan(digest).definition.title.ru
        facts: dict[str, Fact] = {"definition": digest, "chain": title, "kinds": [kind]}
        event = Event("definition_withdrawn", actor.person, member.kind, facts)
        own_journal.tell(work, organisation, actor, event, at)


_GONE = Text("Эта цепочка уже не применяется", "This chain is out of use already")
_NO_KIND = Text("Выберите виды документов: {kinds}", "Choose kinds of document: {kinds}")
