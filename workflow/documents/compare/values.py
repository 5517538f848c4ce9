"""What a comparison tells: every clause that differs, what it was and what it became."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workflow.documents.addresses import Address
from workflow.documents.clauses import Clause
from workflow.documents.compare.words import Run, runs
from workflow.documents.document import EditionText
from workflow.values import Text

ChangeKind = Literal[
    "added", "removed", "repealed", "moved", "renumbered", "reshaped", "reworded", "replaced"
]
HeadName = Literal["title", "preamble", "word", "kind"]

KINDS: dict[ChangeKind, Text] = {
    "added": Text("добавлен", "added"),
    "removed": Text("исключён", "removed"),
    "repealed": Text("утратил силу", "repealed"),
    "moved": Text("перенесён", "moved"),
    "renumbered": Text("перенумерован", "renumbered"),
    "reshaped": Text("оформлен иначе", "set differently"),
    "reworded": Text("изменён", "reworded"),
    # A row of the table alone: one clause gone, another come under its number.
    "replaced": Text("изложен заново", "replaced"),
}
# «Утратил силу.», «(Утратила силу – приказ …)», «Признан утратившим силу».
_LAPSED = re.compile(
    r"[\s(«\[]*(?:утрати(?:л|ла|ло|ли)\s+силу|призна\w+\s+утратившим\w?\s+силу)\b", re.IGNORECASE
)


def lapsed(text: str) -> bool:
    """Whether a clause says of itself that it lapsed."""
    return _LAPSED.match(text) is not None


@dataclass(frozen=True, slots=True)
class Spot:
    """A clause without its children: in its parent ("" at the top), at its turn there, under its address."""

    parent: str
    turn: int
    address: Address
    clause: Clause


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that differs; `former` is None when it was added, `latter` when it is no more there.

    `moved`: it stands in another parent, or in another order among those that stayed beside it.
    """

    uid: str
    former: Spot | None
    latter: Spot | None
    moved: bool = False

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """All that happened to the clause, the weightiest first."""
        if self.former is None:
            return ("added",)
        if self.latter is None:
            return ("removed",)
        return tuple(self._kinds(self.former.clause, self.latter.clause))

    def _kinds(self, was: Clause, became: Clause) -> Iterator[ChangeKind]:
        words = was.text != became.text
        if words and lapsed(became.text) and not lapsed(was.text):
            yield "repealed"
            words = False
        if self.moved:
            yield "moved"
        if was.label != became.label:
            yield "renumbered"
        elif was.kind != became.kind:
            yield "reshaped"
        if words:
            yield "reworded"

    @property
    def words(self) -> tuple[Run, ...]:
        """The text of the clause as runs of words."""
        return runs(
            self.former.clause.text if self.former else "", self.latter.clause.text if self.latter else ""
        )

    @property
    def spot(self) -> Spot:
        """Where to look for it: in the new text, or in the old when it is no more."""
        found = self.latter or self.former
        assert found is not None  # noqa: S101  # a change has one side at least
        return found


@dataclass(frozen=True, slots=True)
class Head:
    """Something of the document itself that differs."""

    name: HeadName
    former: str
    latter: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of both texts read together; an unchanged one has no change.

    A moved clause stands at its new place; at its former one it leaves a row that has `former` alone.
    """

    depth: int
    former: Clause | None
    latter: Clause | None
    change: Change | None
    left: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts and all in which they differ; `turns` are the places of an annex, None where it is not."""

    former: EditionText
    latter: EditionText
    heads: tuple[Head, ...]
    changes: tuple[Change, ...]
    annexes: tuple[Comparison, ...] = ()
    turns: tuple[int | None, int | None] = (0, 0)

    @property
    def same(self) -> bool:
        """Whether the texts say the same in the same order."""
        return not (self.heads or self.changes) and all(
            one.same and one.turns[0] == one.turns[1] for one in self.annexes
        )

    def counts(self) -> dict[ChangeKind, int]:
        """How many clauses each thing happened to, annexes too; kinds that did not happen are left out."""
        kinds = [kind for one in self.parts() for change in one.changes for kind in change.kinds]
        return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}

    def parts(self) -> Iterator[Comparison]:
        """The document and its annexes, outer first."""
        yield self
        for annex in self.annexes:
            yield from annex.parts()
