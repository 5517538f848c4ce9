"""What a condition may look at: one frozen snapshot, made by the service and handed to the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Fact = str | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Situation:
    """A case at one moment: who asks, what is signed, by whom and when, and the declared facts.

    `signed` gives the outcome of each signed step, `signed_on` its day, `signed_by` the person who
    recorded it; `facts` the definition's variables and what the service declares, by name.
    """

    signed: Mapping[str, str]
    signed_on: Mapping[str, date] = field(default_factory=dict)
    signed_by: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    person: str = ""
    today: date | None = None
