"""A text read apart given the uids of another, so that the two can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count

from workflow.documents.clauses import Clause, walk
from workflow.documents.compare.changes import NOTHING, annex_pairs
from workflow.documents.compare.values import lapsed
from workflow.documents.document import EditionText
from workflow.documents.matching import carry_uids

Clauses = tuple[Clause, ...]


def aligned(former: EditionText, latter: EditionText) -> EditionText:
    """The latter text bearing the former's uids where a clause is the same, reworded or moved."""
    annexes = [
        (after, aligned(NOTHING if before is None else former.annexes[before], latter.annexes[after]))
        for before, after in annex_pairs(former.annexes, latter.annexes)
        if after is not None
    ]
    told = tuple(annex for _, annex in sorted(annexes, key=lambda one: one[0]))
    return replace(latter, clauses=_aligned(former.clauses, latter.clauses), annexes=told)


def _aligned(former: Clauses, latter: Clauses) -> Clauses:
    known = {one.uid for one in walk(former)}
    carried = _known_by_children(former, carry_uids(former, latter, _fresh(known)), known)
    return _known_by_number(former, carried, known)


def _fresh(known: set[str]) -> Callable[[], str]:
    """Uids that no clause of the other text bears, the same at each comparison."""
    numbers = count(1)
    return lambda: next(uid for uid in (f"new{number}" for number in numbers) if uid not in known)


def _known_by_children(former: Clauses, latter: Clauses, known: set[str]) -> Clauses:
    """A heading said anew is the same one when most of what stood under it stands under it still."""
    parents = {child.uid: one for one in walk(former) for child in one.children}
    taken = {one.uid for one in walk(latter)}
    same: dict[str, str] = {}
    for one in walk(latter):
        if one.uid in known or not one.children:
            continue
        votes = Counter(parents[child.uid].uid for child in one.children if child.uid in parents)
        for uid, many in votes.most_common(1):
            enough = 2 * many > len(one.children) and uid not in taken
            if enough and _kind(former, uid) == one.kind:
                same[one.uid] = uid
                taken.add(uid)
    return _renamed(latter, same) if same else latter


def _known_by_number(former: Clauses, latter: Clauses, known: set[str]) -> Clauses:
    """A note that a clause lapsed stands under the number of the clause that it speaks of."""
    taken = {one.uid for one in walk(latter)}
    free: dict[tuple[str, str], list[str]] = {}
    for one in walk(former):
        free.setdefault((one.kind, one.label), []).append(one.uid)
    same = {
        one.uid: free[one.kind, one.label][0]
        for one in walk(latter)
        if one.uid not in known
        and one.label
        and lapsed(one.text)
        and len(free.get((one.kind, one.label), ())) == 1
    }
    return _renamed(latter, {new: old for new, old in same.items() if old not in taken})


def _kind(clauses: Iterable[Clause], uid: str) -> str:
    return next(one.kind for one in walk(clauses) if one.uid == uid)


def _renamed(clauses: Clauses, same: dict[str, str]) -> Clauses:
    return tuple(
        replace(one, uid=same.get(one.uid, one.uid), children=_renamed(one.children, same)) for one in clauses
    )
