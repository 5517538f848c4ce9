"""Numbers that an amendment, or two together, would give to two clauses: no number is borne twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workflow.documents.amend.annexed import by_annex
from workflow.documents.amend.operations import (
    AddUnit,
    ExcludeUnit,
    MoveUnit,
    Operation,
    Renumber,
    RepealUnit,
    ReplaceUnit,
)
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText

Bearer = tuple[str, str, str]
"""The uid of what a clause stands in, its kind and its label."""


def numbers_twice(base: EditionText, operations: Sequence[Operation]) -> Iterator[tuple[str, str]]:
    """Uids that take a number which another clause bears too, in the same unit or 3.1 anywhere; and it."""
    for turn, inside in by_annex(operations).items():
        if 0 <= turn < len(base.annexes):
            yield from numbers_twice(base.annexes[turn], inside)
    if not any(isinstance(one, Renumber | MoveUnit | AddUnit) for one in operations):
        return
    before, after = _bearers(base.clauses, ""), _changed(base, operations)
    for one in operations:
        uid = _numbered(one)
        mine = after.get(uid)
        if mine is None or mine == before.get(uid):
            continue
        if any(_twins(mine, bearer) for other, bearer in after.items() if other != uid):
            yield uid, mine[2]


def same_number(one: Operation, other: Operation, above: Mapping[str, str]) -> str:
    """The number that both give, to two clauses that would stand together; else ""."""
    mine, theirs = _given(one, above), _given(other, above)
    if mine is None or theirs is None or _numbered(one) == _numbered(other) or not _twins(mine, theirs):
        return ""
    return mine[2]


def _numbered(one: Operation) -> str:
    """The uid of the clause that the operation gives a number to."""
    if isinstance(one, AddUnit):
        return one.clause.uid
    return one.uid if isinstance(one, Renumber | MoveUnit) else ""


def _given(one: Operation, above: Mapping[str, str]) -> Bearer | None:
    if isinstance(one, AddUnit):
        return one.parent, str(one.clause.kind), one.clause.label
    if isinstance(one, MoveUnit):
        return one.parent, str(one.kind), one.label
    return (above.get(one.uid, ""), str(one.kind), one.label) if isinstance(one, Renumber) else None


def _twins(one: Bearer, other: Bearer) -> bool:
    (above, kind, label), (others_above, *others) = one, other
    anywhere = kind == "point" and "." in label
    return [kind, label] == others and label not in ("", "–") and (anywhere or above == others_above)


def _changed(base: EditionText, operations: Sequence[Operation]) -> dict[str, Bearer]:
    """Who bears which number once the operations are carried out."""
    clauses = {one.uid: one for one in walk(base.clauses)}
    found = _bearers(base.clauses, "")
    moved = [one for one in operations if isinstance(one, MoveUnit)]
    stay = {each.uid for one in moved if one.uid in clauses for each in walk((clauses[one.uid],))}
    for one in operations:
        if isinstance(one, ExcludeUnit | RepealUnit | ReplaceUnit) and one.uid in clauses:
            below = list(walk(clauses[one.uid].children))
            gone = {each.uid for each in below} | ({one.uid} if isinstance(one, ExcludeUnit) else set())
            found = {uid: bearer for uid, bearer in found.items() if uid not in gone - stay}
        if isinstance(one, ReplaceUnit):
            found |= _bearers(one.clause.children, one.clause.uid)
    for one in operations:
        if isinstance(one, AddUnit):
            found |= _bearers((one.clause,), one.parent)
        elif isinstance(one, MoveUnit) and one.uid in found:
            found[one.uid] = (one.parent, one.kind, one.label)
        elif isinstance(one, Renumber) and one.uid in found:
            found[one.uid] = (found[one.uid][0], one.kind, one.label)
    return found


def _bearers(clauses: Sequence[Clause], above: str) -> dict[str, Bearer]:
    found = {one.uid: (above, str(one.kind), one.label) for one in clauses}
    for one in clauses:
        found |= _bearers(one.children, one.uid)
    return found
