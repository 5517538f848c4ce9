"""The organisation's decision to sign in the system in place of paper, and back; it stands in its journal."""

from __future__ import annotations

from workflow.errors import Invalid
from workflow.governance.paperless import FlowDecision
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.services import own_journal
from workflow.values import Text

LONGEST_BASIS = 500


def decide_flow(store: Store, actor: Actor, organisation: str, new: FlowDecision, at: Moment) -> None:
    """Documents are signed so from a day on. Raises Invalid without a basis, or for a day that is past.

    What was signed before stays as it was signed.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    basis = new.basis.strip()
    faults = {}
    if not basis or len(basis) > LONGEST_BASIS:
        faults["basis"] = _NO_BASIS
    if new.since < at.today:
        faults["since"] = _PAST
    if faults:
        raise Invalid(faults)
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        work.flows.put(organisation, FlowDecision(new.since, new.paperless, basis))
        kind = "paperless" if new.paperless else "on_paper"
        facts: dict[str, Fact] = {"since": new.since.isoformat(), "basis": basis}
        own_journal.tell(work, organisation, actor, Event(kind, actor.person, member.kind, facts), at)


_NO_BASIS = Text(
    "Назовите решение: приказ с датой и номером, согласование учредителя",
    "Name the decision: the order with its date and number, the founder's consent",
)
_PAST = Text(
    "День не может быть прошедшим: подписанное раньше уже подписано",
    "The day cannot be past: what was signed before is signed already",
)
