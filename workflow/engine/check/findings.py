"""What a check finds in a definition, about which part of it, with the story that shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflow.values import Text

Severity = Literal["error", "warning"]
Kind = Literal["definition", "state", "transition", "step", "variable", "worklist", "invariant"]
Origin = Literal["grif", "plone"]
"""Whose rules the file was written under: Plone knows no `final` and records no actor by itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: an error keeps the definition out, a warning does not.

    `kind` and `name` say which part it is about (an invariant is named by its number from 0);
    `story` is the shortest way to it, a line a move, empty when the file alone shows it.
    """

    code: str
    severity: Severity
    kind: Kind
    name: str
    message: Text
    story: tuple[Text, ...] = ()
