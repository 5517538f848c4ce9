"""What a condition may look at: one frozen snapshot, made by the service and handed to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

Fact = str | int | bool | date | None

ENGINE_FACTS: Mapping[str, type] = {"state": str, "comment": str, "actor": str, "today": date}
"""What every situation knows without declaring it; a declared fact of the same name goes before."""


_NONE: Mapping[str, Any] = {}


class Situation(NamedTuple):
    """A case at one moment: who asks, what is signed, by whom and when, and the declared facts.

    `signed` gives the outcome of each signed step, `signed_on` its day, `signed_by` the person who
    recorded it; `facts` the definition's variables and what the service declares, by name; `given` what
    came with the act itself and is nobody's for an automatic one. No `person`: the system asks.
    """

    signed: Mapping[str, str]
    signed_on: Mapping[str, date] = _NONE
    signed_by: Mapping[str, str] = _NONE
    facts: Mapping[str, Fact] = _NONE
    person: str = ""
    today: date | None = None
    state: str = ""
    comment: str = ""
    given: Mapping[str, Fact] = _NONE

    def fact(self, name: str) -> Fact:
        """A declared fact, else the engine's own; None when it is unknown."""
        if name in self.facts:
            return self.facts[name]
        match name:
            case "state":
                return self.state
            case "comment":
                return self.comment
            case "actor":
                return self.person or None
            case "today":
                return self.today
        return None
