"""The same command sent again: its earlier record answers, and nothing is done twice."""

from __future__ import annotations

from workflow.errors import Stale
from workflow.journal import Fact, Recorded
from workflow.ports import Work
from workflow.values import DocumentKey, Text


def earlier(
    work: Work,
    organisation: str,
    command: str | None,
    kind: str,
    of: DocumentKey | None = None,
    **facts: Fact,
) -> Recorded | None:
    """The record that this command left, None if it is new; ask under the lock that the command takes.

    Raises Stale when its key stands on another act, of another document `of` or with other `facts`.
    """
    event = work.journal.by_command(organisation, command) if command else None
    if event is None:
        return None
    same = event.kind == kind and of in (None, event.key)
    if not same or any(event.facts.get(name) != fact for name, fact in facts.items()):
        raise Stale("command-reused", _REUSED)
    return event


_REUSED = Text(
    "Этот ключ команды уже использован для другого действия", "This command key was used for another act"
)
