"""Closing a finding: with a reason, by one who may, journalled."""

from __future__ import annotations

from workflow.errors import Invalid
from workflow.governance.findings import Finding
from workflow.governance.people import Actor
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.services.reviewing import told
from workflow.values import EditionKey, Text

MAX_REASON = 4000


def close(store: Store, actor: Actor, key: EditionKey, number: int, reason: str, at: Moment) -> Finding:
    """Close an open finding of an edition. Raises Stale when somebody closed it already."""
    member = require(actor, Permission.MANAGE_FINDINGS, key.organisation)
    reason = reason.strip()
    if not reason:
        raise Invalid({"remark": _REASON})
    if len(reason) > MAX_REASON:
        raise Invalid({"remark": _LONG})
    with store.work() as work:
        work.documents.get(key.of)
        finding = work.findings.close(key.of, number, actor.person, reason, at.now)
        personal = {"name": actor.name.full, "remark": reason}
        event = told(key, "finding_closed", number, finding, actor.person, member.kind, **personal)
        work.journal.record(key.of, at.now, [event])
    return finding


_REASON = Text("Напишите, чем закрывается замечание", "Say what closes the finding")
_LONG = Text("Причина длиннее 4000 знаков", "A reason of over 4000 characters")
