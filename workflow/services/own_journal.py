"""The organisation's own journal: its lock is taken before a use case looks, and told what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.governance.people import Actor
from workflow.journal import Event
from workflow.ports import Moment, Work
from workflow.values import DocumentKey


def key(organisation: str) -> DocumentKey:
    """Document 0 carries the organisation's own journal."""
    return DocumentKey(organisation, 0)


def lock(work: Work, organisation: str, at: Moment) -> DocumentKey:
    """Of two administrators at once the second sees what the first did; returns the journal's key."""
    # Recording nothing takes the lock of the chain.
    work.journal.record(key(organisation), at.now, [])
    return key(organisation)


def lock_all(work: Work, keys: Iterable[DocumentKey], at: Moment) -> None:
    """Lock documents and own journals in the order of their keys, so that no two use cases wait in a ring."""
    for one in sorted(set(keys)):
        if one.document:
            work.documents.get(one)
        else:
            lock(work, one.organisation, at)


def tell(work: Work, organisation: str, actor: Actor, event: Event, at: Moment) -> None:
    """Record the event there with the name of who acted."""
    told = replace(event, personal={"name": actor.name.full, **event.personal})
    work.journal.record(key(organisation), at.now, [told])
