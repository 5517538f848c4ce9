"""Numbers that an amendment would give to two clauses: no number is borne twice by renumbering or moving."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def renumbered_twins(base: EditionText, operations: Sequence[Operation]) -> Iterator[str]:
    """The uids that take a number which another clause bears too: in the same unit, or 3.1 anywhere."""
    if not any(isinstance(one, Renumber | MoveUnit) for one in operations):
        return
    before, after = _bearers(base.clauses, ""), _changed(base, operations)
    for one in operations:
        if isinstance(one, Renumber | MoveUnit) and one.uid in after and after[one.uid] != before[one.uid]:
            mine = after[one.uid]
            if any(_twins(mine, other) for uid, other in after.items() if uid != one.uid):
                yield one.uid


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
