"""Which body or office each step asks, found once and kept: at submission, and when the chain changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from workflow.chain.acts import ABSENT
from workflow.chain.procedures import owner
from workflow.documents.document import Document
from workflow.engine.definition import Step
from workflow.governance.bodies import asked_organisation, resolve
from workflow.ports import Work
from workflow.values import PartyKey


def pin(work: Work, steps: Iterable[Step], document: Document, today: date) -> dict[str, PartyKey]:
    """The one body or office that each step asks.

    Raises Refused when there is none or are several, and when one has no register for its evidence.
    """
    own = work.people.organisation(document.key.organisation, today)
    absent = {one.party for one in work.people.absences(document.key.organisation, today)}
    pinned: dict[str, PartyKey] = {}
    for step in steps:
        where = asked_organisation(step, own)
        found = resolve(step, work.people.parties(where, today), document.body)
        if found.key not in absent:
            check_register(work, step, found.key)
        pinned[step.id] = found.key
    return pinned


def not_asked(
    work: Work, steps: Iterable[Step], parties: Mapping[str, PartyKey], of: Document, today: date
) -> dict[str, str]:
    """The steps of bodies that were not formed and the parts of their procedures: not applicable."""
    absent = {one.party for one in work.people.absences(of.key.organisation, today)}
    return {step.id: ABSENT for step in steps if parties[owner(step.id)] in absent}


def check_register(work: Work, step: Step, party: PartyKey) -> None:
    """Raises Refused when the party has no register for the instrument that the step demands."""
    if step.evidence != "none":
        work.instruments.register(party.organisation, party.party, step.evidence)
