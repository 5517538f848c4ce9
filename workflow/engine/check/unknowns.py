"""What a check cannot know (dates, remarks, who asks), made finite: a few values that stand for all others.

A number compared with 5 is tried as 4, 5 and 6, a word as each word it is compared with and as another one.
A condition holds or not by these alone, so trying them all is trying everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from itertools import product
from typing import Literal as OneOf
from typing import get_args

from workflow.engine.conditions import Comparison, Condition, SamePerson, Signed
from workflow.engine.situation import Fact, Situation
from workflow.engine.terms import DaysSince, Given, Listed, Literal, Named, SignedOn, Verdict

TODAY = date(2001, 1, 1)
"""Any day would do: conditions only look at differences from it."""

ASKER, ANOTHER = "asker", "another"
OTHER_WORD = "…"
MAX_WORLDS = 256
"""Combinations of values tried at one move."""

UnknownKind = OneOf["any", "day", "fact", "given", "group", "guard", "person", "role"]


@dataclass(frozen=True, slots=True, order=True)
class Unknown:
    """A thing free to be either way.

    A fact, what comes with the act, the day a step was signed, whether the same person signed it; of who
    acts the roles, the groups, and whether the permissions of the guard of that name let him pass.
    """

    kind: UnknownKind
    name: str


_USUAL: Mapping[type, tuple[Fact, ...]] = {
    bool: (False, True), int: (0,), str: ("", OTHER_WORD), date: (TODAY,),
}  # fmt: skip

PERSONAL = frozenset({"group", "guard", "role"})
"""The kinds that are about who acts."""

World = tuple[tuple[Unknown, Fact], ...]
"""A value for each unknown thing that a move depends on."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a condition looks at: steps by whether they are signed and by their answers; the rest."""

    signed: frozenset[str]
    verdicts: frozenset[str]
    unknowns: frozenset[Unknown]


def mentions(condition: Condition) -> Mentions:
    """What a condition mentions."""
    parts = tuple(_parts(condition))
    signed = {part.step for part in parts if isinstance(part, Signed | SamePerson | SignedOn | Verdict)}
    verdicts = {part.step for part in parts if isinstance(part, Verdict)}
    unknowns = {found for part in parts if (found := _unknown(part))}
    return Mentions(frozenset(signed), frozenset(verdicts), frozenset(unknowns))


def _parts(node: object) -> Iterator[object]:
    yield node
    for child in _children(node):
        yield from _parts(child)


def _children(node: object) -> Iterator[object]:
    """The conditions and terms directly within a condition, whatever its kind."""
    if not is_dataclass(node):
        return
    for each in fields(node):
        held = getattr(node, each.name)
        yield from held if isinstance(held, tuple) else (held,)


def _unknown(part: object) -> Unknown | None:
    match part:
        case SamePerson(step=step):
            return Unknown("person", step)
        case SignedOn(step=step):
            return Unknown("day", step)
        case Named(name=name):
            return Unknown("fact", name)
        case Given(name=name):
            return Unknown("given", name)
    return None


def values(conditions: Iterable[Condition]) -> Mapping[Unknown, tuple[Fact, ...]]:
    """For each unknown thing that the conditions mention, the values that tell them all apart."""
    met: dict[Unknown, set[Fact]] = {}
    for condition in conditions:
        for node in _parts(condition):
            _compared(node, met)
            if found := _unknown(node):
                met.setdefault(found, set()).update(_always(node))
    return {unknown: tuple(sorted(found, key=_rank)) for unknown, found in met.items()}


def _compared(node: object, met: dict[Unknown, set[Fact]]) -> None:
    """What the terms of one comparison are told apart by: the literals beside them."""
    if not isinstance(node, Comparison):
        return
    beside = (node.left, node.right)
    literals = [value for one in beside for value in _written(one)]
    for term in beside:
        term, near = (
            (term.day, _days_ago(literals)) if isinstance(term, DaysSince) else (term, _near(literals))
        )
        if found := _unknown(term):
            met.setdefault(found, set()).update(near)


def _written(term: object) -> tuple[object, ...]:
    if isinstance(term, Listed):
        return term.written
    return (term.written,) if isinstance(term, Literal) else ()


def _always(node: object) -> set[Fact]:
    """The values that a thing of this type may have beside those it is compared with."""
    match node:
        case SamePerson():
            return {False, True}
        case SignedOn():
            return {TODAY}
        case Named(kind=kind) | Given(kind=kind):
            return set(_USUAL.get(kind, ()))
    return set()


def _near(literals: Iterable[object]) -> set[Fact]:
    found: set[Fact] = set()
    for one in literals:
        if isinstance(one, str | bool):
            found.add(one)
        elif isinstance(one, int):
            found |= {one - 1, one, one + 1}
        elif isinstance(one, date):
            found |= {one - timedelta(days=1), one, one + timedelta(days=1)}
    return found


def _days_ago(literals: Iterable[object]) -> set[Fact]:
    counts = [one for one in _near(literals) if isinstance(one, int) and abs(one) < 100_000]
    return {TODAY - timedelta(days=count) for count in counts}


def _rank(value: Fact) -> tuple[str, str]:
    return type(value).__name__, f"{value:+020d}" if isinstance(value, int) else str(value)


def worlds(
    unknowns: Iterable[Unknown], known: Mapping[Unknown, tuple[Fact, ...]]
) -> tuple[tuple[World, ...], bool]:
    """Every combination of values of the unknown things, and whether there were not too many."""
    ordered, found = sorted(unknowns), list[World]()
    for chosen in product(*(known[one] for one in ordered)):
        if len(found) == MAX_WORLDS:
            return tuple(found), False
        found.append(tuple(zip(ordered, chosen, strict=True)))
    return tuple(found), True


def situation(
    state: str, signed: Mapping[str, str], facts: Mapping[str, Fact], world: World, *, alone: bool = False
) -> Situation:
    """What a condition would look at in this world; what happens `alone` has no request and no remark."""
    told: dict[str, dict[str, Fact]] = {kind: {} for kind in get_args(UnknownKind)}
    told["fact"].update(facts)
    for unknown, value in world:
        told[unknown.kind][unknown.name] = value
    if alone:
        told["given"], told["fact"]["comment"] = {}, ""
    days = {step: told["day"].get(step, TODAY) for step in signed}
    return Situation(
        signed,
        {step: day for step, day in days.items() if isinstance(day, date)},
        {step: ASKER if told["person"].get(step) else ANOTHER for step in signed},
        told["fact"],
        ASKER,
        TODAY,
        state,
        given=told["given"],
    )
