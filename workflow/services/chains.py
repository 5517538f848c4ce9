"""The chains that an organisation offers: taking one out of use. Cases on their way keep theirs."""

from __future__ import annotations

from workflow.errors import Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.values import DocumentKey, Text


def withdraw(store: Store, actor: Actor, organisation: str, kind: str, digest: str, at: Moment) -> None:
    """Offer a definition no more for a kind of document. Raises Stale when it is not offered now."""
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    journal = DocumentKey(organisation, 0)
    with store.work() as work:
        # Recording nothing takes the lock of the organisation's own journal.
        work.journal.record(journal, at.now, [])
        if not work.definitions.withdraw(organisation, kind, digest, at.now):
            raise Stale("chain-withdrawn", _GONE)
        title = work.definitions.plan(digest).definition.title.ru
        facts: dict[str, Fact] = {"definition": digest, "chain": title, "kinds": [kind]}
        event = Event("definition_withdrawn", actor.person, member.kind, facts, {"name": actor.name.full})
        work.journal.record(journal, at.now, [event])


_GONE = Text("Эта цепочка уже не применяется", "This chain is out of use already")
