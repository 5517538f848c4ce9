"""Findings: rules that recorded facts break. Live work refuses them; what comes from paper is recorded."""

from workflow.governance.findings.facts import (
    Answer,
    Asked,
    Bypassed,
    Controlled,
    Entry,
    Facts,
    Holder,
    Other,
    Seats,
)
from workflow.governance.findings.finding import SEVERITIES, Finding, Rule, Severity
from workflow.governance.findings.rules import (
    FACT_NAMES,
    PERSONAL_FACTS,
    RULES,
    compared,
    find,
    refusals,
    told,
)

__all__ = [
    "FACT_NAMES",
    "PERSONAL_FACTS",
    "RULES",
    "SEVERITIES",
    "Answer",
    "Asked",
    "Bypassed",
    "Controlled",
    "Entry",
    "Facts",
    "Finding",
    "Holder",
    "Other",
    "Rule",
    "Seats",
    "Severity",
    "compared",
    "find",
    "refusals",
    "told",
]
