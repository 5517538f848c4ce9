"""Operations in the order of the act's own text, in which an order lists its changes."""

from __future__ import annotations

from dataclasses import replace

from workflow.documents.amend.operations import (
    AddUnit,
    Amendment,
    InAnnex,
    MoveUnit,
    Operation,
    ReplaceAnnex,
    ReplaceHead,
)
from workflow.documents.clauses import walk
from workflow.documents.document import EditionText

Turn = tuple[int, ...]
_HEADS: dict[str, Turn] = {"title": (-2,), "preamble": (-1,)}


def in_order(base: EditionText, amendment: Amendment) -> Amendment:
    """The same operations from the title to the annexes.

    Where something moves they stay as they are: what comes beside a moved clause must come after it.
    """
    done = [one.of if isinstance(one, InAnnex) else one for one in amendment.operations]
    if any(isinstance(one, MoveUnit) for one in done):
        return amendment
    turns = _Turns(base)
    told = [(turns.of(one), at, one) for at, one in enumerate(amendment.operations)]
    return replace(amendment, operations=tuple(one for *_, one in sorted(told, key=lambda each: each[:2])))


class _Turns:
    """Where each clause of the act stands, and where the last of what is in it does."""

    def __init__(self, base: EditionText) -> None:
        order = list(walk(base.clauses))
        self.first: dict[str, Turn] = {one.uid: (at,) for at, one in enumerate(order)}
        self.last: dict[str, Turn] = {
            one.uid: (at + len(list(walk(one.children))),) for at, one in enumerate(order)
        }
        self.end: Turn = (len(order),)
        self.annexes = [_Turns(one) for one in base.annexes]
        self.depth = {"": 0}
        for one in order:
            self.depth.update((child.uid, self.depth.get(one.uid, 1) + 1) for child in one.children)

    def of(self, one: Operation) -> Turn:
        if isinstance(one, ReplaceAnnex):
            return (self.end[0] + 1 + one.turn,)
        if isinstance(one, InAnnex):
            return (self.end[0] + 1 + one.turn, *self.annexes[one.turn].of(one.of))
        if isinstance(one, ReplaceHead):
            return _HEADS[one.name]
        if not isinstance(one, AddUnit):
            return self.first.get(getattr(one, "uid", ""), self.end)
        beside = self.last.get(one.after) if one.after else self.first.get(one.parent, (-1,))
        # Of two that come at one turn the one inside the other's neighbour is first.
        turn = (*(beside or self.end), 1, -self.depth.get(one.parent, 1))
        # What a later operation adds after this one stands behind it.
        self.last[one.clause.uid] = turn
        return turn
