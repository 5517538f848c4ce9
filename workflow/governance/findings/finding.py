"""A finding and the rule it breaks, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from workflow.governance.findings.facts import Facts
from workflow.values import Text

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule with the facts it compares, days as ISO text; `steps` are the answers it is about.

    The code with the facts is the finding: found again it is the same one, on other facts another.
    """

    code: str
    severity: Severity
    facts: Mapping[str, str]
    steps: tuple[str, ...] = field(default=(), compare=False)


class Broken(NamedTuple):
    """What a rule found: the facts it compared, and the steps whose answers they are."""

    facts: Mapping[str, str]
    steps: tuple[str, ...] = ()


Look = Callable[[Facts], Iterator[Broken]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: how it looks at the facts, what it rests on, how a finding is told and how it is mended.

    `title` holds places for the facts it compares. A rule that `refuses` keeps live work from breaking it.
    """

    code: str
    severity: Severity
    look: Look
    law: Text
    title: Text
    mend: Text
    refuses: bool = False

    @property
    def short(self) -> Text:
        """What it is about, without the facts."""
        return Text(self.title.ru.partition(":")[0], self.title.en.partition(":")[0])
