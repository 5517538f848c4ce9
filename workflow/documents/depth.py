"""How far a clause is set in: by the dashes it stands under, by the numbers that count inside their like."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.documents.clauses import Clause
from workflow.documents.numerals import manner

# Further in, a line would have no room for words.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Depth:
    """What stands around clauses: how deep it is itself set in, and in which manners its numbers count."""

    around: int = 0
    manners: frozenset[str] = frozenset()

    def of(self, clause: Clause) -> int:
        """The depth of a clause: «1.» under «1.» is set in, since only its place tells them apart."""
        return min(self.around + self.counts_inside(clause), _DEEPEST)

    def counts_inside(self, clause: Clause) -> bool:
        """Whether the clause is numbered inside another number of its manner without repeating it."""
        return clause.kind != "section" and "." not in clause.label and _manner(clause) in self.manners

    def under(self, clause: Clause) -> Depth:
        """What stands around the children of a clause."""
        depth = min(self.of(clause) + (clause.kind == "dash"), _DEEPEST)
        manner = _manner(clause)
        return Depth(depth, self.manners | {manner} if manner else self.manners)


TOP = Depth()


def _manner(clause: Clause) -> str:
    return "" if clause.kind == "dash" or not clause.label else manner(clause.label)
