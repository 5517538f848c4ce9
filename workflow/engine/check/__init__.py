"""A definition checked before it is used: what the file alone shows, and what its every course brings."""

from __future__ import annotations

from workflow.engine.check.findings import Finding, Origin
from workflow.engine.check.lint import lint
from workflow.engine.check.proofs import proofs
from workflow.engine.check.space import Space, explore
from workflow.engine.definition import Definition

__all__ = ["Finding", "Origin", "Space", "check", "explore"]


def check(definition: Definition, origin: Origin = "grif") -> tuple[Finding, ...]:
    """Everything wrong with a definition, each fault that takes a case to see with its shortest story."""
    found = lint(definition, origin)
    # Where a name leads nowhere there is nothing to follow.
    if any(one.code in ("unknown-state", "unknown-transition") for one in found):
        return found
    return (*found, *proofs(explore(definition), origin))
