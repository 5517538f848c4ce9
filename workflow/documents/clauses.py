"""The clause: a numbered or unnumbered unit of a document's text, in a tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["section", "point", "item", "dash", "paragraph"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit of text: `uid` is permanent, `label` is as printed in this edition, without its final dot."""

    uid: str
    label: str
    text: str
    kind: Kind
    children: tuple[Clause, ...] = ()

    @property
    def printed(self) -> str:
        """The label with the mark that follows it: «3.1.», «а)», «3.1(1).»; always «–» of a dash."""
        if self.kind == "dash":
            return "–"
        closed = self.label.count(")") > self.label.count("(")
        return self.label if not self.label or closed or self.label[-1] in ".:–" else f"{self.label}."


def walk(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Every clause of the tree, each before its children."""
    for clause in clauses:
        yield clause
        yield from walk(clause.children)
