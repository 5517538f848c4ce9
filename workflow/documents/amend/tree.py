"""A tree of clauses taken apart, so that operations can work on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workflow.documents.clauses import Clause, Kind


class Tree:
    """Clauses by uid with the uids of their children in order; "" is the top."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self.said: dict[str, Clause] = {}
        self.children: dict[str, list[str]] = {"": []}
        self.parent: dict[str, str] = {}
        for clause in clauses:
            self._hang(clause, "")

    def _hang(self, clause: Clause, parent: str) -> None:
        self.children[parent].append(self.take(clause, parent))

    def take(self, clause: Clause, parent: str = "") -> str:
        """The clause and all below it become known, without a place yet."""
        self.said[clause.uid] = clause
        self.children[clause.uid] = []
        self.parent[clause.uid] = parent
        for child in clause.children:
            self._hang(child, clause.uid)
        return clause.uid

    def say(
        self, uid: str, *, text: str | None = None, label: str | None = None, kind: Kind | None = None
    ) -> None:
        """Other words, another label or another kind."""
        one = self.said[uid]
        self.said[uid] = Clause(
            uid,
            one.label if label is None else label,
            one.text if text is None else text,
            kind or one.kind,
            one.children,
        )

    def cut(self, uid: str) -> None:
        """Out of its parent, with all below it; out of nothing when it has no place."""
        siblings = self.children.get(self.parent[uid], [])
        if uid in siblings:
            siblings.remove(uid)

    def clear(self, uid: str) -> None:
        """Nothing stands below it any more."""
        self.children[uid] = []

    def replace(self, uid: str, clause: Clause) -> None:
        """Another clause at its place; at its place to come, when it has been cut."""
        parent = self.parent[uid]
        siblings = self.children[parent]
        if uid in siblings:
            siblings[siblings.index(uid)] = clause.uid
        self.take(clause, parent)

    def put(self, uid: str, parent: str, after: str) -> None:
        """Into a parent, after a sibling or at the beginning. Raises KeyError, ValueError."""
        siblings = self.children[parent]
        siblings.insert(siblings.index(after) + 1 if after else 0, uid)
        self.parent[uid] = parent

    def grown(self, parent: str = "") -> tuple[Clause, ...]:
        """The tree below a clause."""
        return tuple(replace(self.said[uid], children=self.grown(uid)) for uid in self.children[parent])
