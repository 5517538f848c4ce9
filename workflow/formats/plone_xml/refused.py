"""What `check` will refuse a converted definition for, and which conditions, once written, mend it.

A guard that is not carried closes its transition: behind it states are not reached and documents stay.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from workflow.engine.check import Finding, check
from workflow.engine.definition import Definition
from workflow.engine.reader.soundness import place_of
from workflow.formats.plone_xml.reading import Reading
from workflow.values import Text

GUARD = "guard-expression"
MOST_TRIED = 5000
"""Closed transitions times states: above this none is tried alone, and all together are named."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error that the check will tell; `line` is the XML's. `any_of` or `all_of` name what mends it."""

    code: str
    element: str
    line: int
    message: Text
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()

    @property
    def mend(self) -> Text:
        """How to mend it; empty where the message says it."""
        if len(self.any_of) > 1:
            return _said(_ANY, self.any_of)
        needed = self.any_of or self.all_of
        return _said(_ALL, needed) if needed else Text("", "")


def refusals(reading: Reading) -> tuple[Refusal, ...]:
    """Every error of the check on the definition as it is converted, in the order of the XML."""
    closed = [one for one in _closed(reading) if one in reading.definition.transitions]
    found = (_refusal(reading, fault, closed) for fault in _errors(reading.definition))
    return tuple(sorted(found, key=lambda one: one.line))


def _refusal(reading: Reading, fault: Finding, closed: Sequence[str]) -> Refusal:
    definition = reading.definition
    tried = closed if len(closed) * len(definition.states) <= MOST_TRIED else ()
    alone = tuple(one for one in tried if _is_mended(definition, fault, (one,)))
    together = () if alone else _together(definition, fault, closed, tried)
    element = fault.kind if fault.kind == "definition" else f"{fault.kind} {fault.name}"
    line = place_of(fault, reading.places).line
    return Refusal(fault.code, element, line, fault.message, alone, together)


def _together(
    definition: Definition, fault: Finding, closed: Sequence[str], tried: Sequence[str]
) -> tuple[str, ...]:
    """As few of the closed transitions as mend the fault together, of those that come first in the file."""
    needed = tuple(closed)
    if not needed or not _is_mended(definition, fault, needed):
        return ()
    for one in reversed(tried):
        fewer = tuple(each for each in needed if each != one)
        needed = fewer if _is_mended(definition, fault, fewer) else needed
    return needed


def _is_mended(definition: Definition, fault: Finding, opened: Collection[str]) -> bool:
    """Whether the fault is gone; a document that stays for ever must not do so further on instead."""
    here = {one.name for one in _errors(definition) if one.code == fault.code}
    left = {one.name for one in _errors(_opened(definition, opened)) if one.code == fault.code}
    return fault.name not in left and (fault.code != "stranded" or left <= here)


def _errors(definition: Definition) -> list[Finding]:
    return [one for one in check(definition) if one.severity == "error"]


def _opened(definition: Definition, ways: Collection[str]) -> Definition:
    transitions = {
        id_: replace(way, guard=replace(way.guard, expression="")) if id_ in ways else way
        for id_, way in definition.transitions.items()
    }
    return replace(definition, transitions=transitions)


def _closed(reading: Reading) -> dict[str, None]:
    """The transitions whose guards are not carried, in the file's order."""
    named = (one.element for one in reading.lost if one.code == GUARD)
    return {one.removeprefix("transition "): None for one in named if one.startswith("transition ")}


def _said(told: Text, ways: Sequence[str]) -> Text:
    named = ", ".join(ways)
    return Text(told.ru.format(ways=named), told.en.format(ways=named))


_ANY = Text(
    "впишите условие (guard: when) вместо False хотя бы одному из переходов: {ways}",
    "write a condition (guard: when) instead of False for at least one of the transitions: {ways}",
)
_ALL = Text(
    "впишите условие (guard: when) вместо False, переходы: {ways}",
    "write a condition (guard: when) instead of False, transitions: {ways}",
)
