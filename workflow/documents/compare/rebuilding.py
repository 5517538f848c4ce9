"""The new text made from the old one and the changes alone, and a comparison turned back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.documents.clauses import Clause
from workflow.documents.compare.changes import NOTHING
from workflow.documents.compare.values import Change, Comparison, Head, Spot
from workflow.documents.document import EditionText

Clauses = tuple[Clause, ...]


def rebuilt(former: EditionText, comparison: Comparison) -> EditionText:
    """The latter text, from the former and what the comparison tells of its changes."""
    heads = {one.name: one.latter for one in comparison.heads}
    annexes = [
        (one.turns[1], rebuilt(NOTHING if one.turns[0] is None else former.annexes[one.turns[0]], one))
        for one in comparison.annexes
        if one.turns[1] is not None
    ]
    told = tuple(annex for _, annex in sorted(annexes, key=lambda one: one[0]))
    clauses = _rebuilt(former.clauses, comparison.changes)
    return replace(former, clauses=clauses, annexes=told, **heads)


def turned_back(comparison: Comparison) -> Comparison:
    """What the same comparison tells in the other direction."""
    return Comparison(
        comparison.latter,
        comparison.former,
        tuple(Head(one.name, one.latter, one.former) for one in comparison.heads),
        tuple(Change(one.uid, one.latter, one.former, one.moved) for one in comparison.changes),
        tuple(turned_back(one) for one in comparison.annexes),
        (comparison.turns[1], comparison.turns[0]),
    )


def _rebuilt(former: Clauses, changes: Iterable[Change]) -> Clauses:
    tree = _Tree(former)
    changed = list(changes)
    for one in changed:
        if one.former is not None and (one.latter is None or one.moved):
            tree.children[one.former.parent].remove(one.uid)
    comers: list[Spot] = []
    for one in changed:
        if one.latter is not None:
            tree.said[one.uid] = one.latter.clause
            tree.children.setdefault(one.uid, [])
            comers += [one.latter] if one.former is None or one.moved else []
    for spot in sorted(comers, key=lambda one: one.turn):
        tree.children[spot.parent].insert(spot.turn, spot.clause.uid)
    return tree.grown("")


class _Tree:
    """A tree taken apart, so that clauses can change and go elsewhere."""

    def __init__(self, clauses: Clauses) -> None:
        self.said: dict[str, Clause] = {}
        self.children: dict[str, list[str]] = {}
        self._take("", clauses)

    def _take(self, parent: str, clauses: Clauses) -> None:
        self.children[parent] = [one.uid for one in clauses]
        for one in clauses:
            self.said[one.uid] = one
            self._take(one.uid, one.children)

    def grown(self, parent: str) -> Clauses:
        """The tree below a clause."""
        return tuple(
            replace(self.said[uid], children=self.grown(uid)) for uid in self.children.get(parent, [])
        )
