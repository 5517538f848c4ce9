"""Closing a finding: with a reason, by one who may, journalled."""

from __future__ import annotations

from workflow.errors import Invalid
from workflow.governance.findings import Finding
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.values import DocumentKey, Text


def close(store: Store, actor: Actor, key: DocumentKey, number: int, reason: str, at: Moment) -> Finding:
    """Close an open finding of a document. Raises Stale when somebody closed it already."""
    member = require(actor, Permission.MANAGE_FINDINGS, key.organisation)
    if not reason.strip():
        raise Invalid({"remark": _REASON})
    with store.work() as work:
        work.documents.get(key)
        finding = work.findings.close(key, number, actor.person, reason.strip(), at.now)
        facts: dict[str, Fact] = {"finding": number, "code": finding.code, "compared": dict(finding.facts)}
        personal = {"name": actor.name.full, "remark": reason.strip()}
        work.journal.record(
            key, at.now, [Event("finding_closed", actor.person, member.kind, facts, personal)]
        )
    return finding


_REASON = Text("Напишите, чем закрывается замечание", "Say what closes the finding")
