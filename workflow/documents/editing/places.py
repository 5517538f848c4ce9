"""Where in a text a clause stands or may come: its part, its parent, its turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.errors import NotFound, Refused
from workflow.values import Text

Where = Literal["before", "after", "inside"]
WHERE: tuple[Where, ...] = ("before", "after", "inside")


@dataclass(frozen=True, slots=True)
class Place:
    """A turn among siblings in a parent; None is the top of its part."""

    parent: Clause | None
    siblings: tuple[Clause, ...]
    turn: int

    @property
    def parent_uid(self) -> str:
        """As operations name the parent."""
        return self.parent.uid if self.parent else ""

    @property
    def after(self) -> str:
        """The uid of the sibling before; "" at the beginning."""
        return self.siblings[self.turn - 1].uid if self.turn else ""

    def without(self, uid: str) -> Place:
        """The same place once a sibling has gone from before or behind it."""
        left = tuple(one for one in self.siblings if one.uid != uid)
        gone = sum(one.uid == uid for one in self.siblings[: self.turn])
        return Place(self.parent, left, self.turn - gone)


def parts(text: EditionText) -> tuple[EditionText, ...]:
    """The text itself, then its annexes; a part is named by its turn here."""
    return (text, *text.annexes)


def part_of(text: EditionText, uid: str) -> int:
    """In which part a clause stands. Raises NotFound; Refused where two parts know the uid."""
    found = [at for at, part in enumerate(parts(text)) if any(one.uid == uid for one in walk(part.clauses))]
    if len(found) > 1:
        raise Refused("uid-twice", _TWICE)
    if not found:
        raise NotFound
    return found[0]


def clause_at(text: EditionText, uid: str) -> Clause:
    """The clause of that uid in the text or an annex. Raises NotFound."""
    for part in parts(text):
        for one in walk(part.clauses):
            if one.uid == uid:
                return one
    raise NotFound


def place(clauses: Sequence[Clause], uid: str, where: Where) -> Place:
    """Before or after a clause, or last inside it. Raises NotFound."""
    for parent, siblings in _families(clauses, None):
        for turn, one in enumerate(siblings):
            if one.uid == uid:
                if where == "inside":
                    return Place(one, one.children, len(one.children))
                return Place(parent, siblings, turn + (where == "after"))
    raise NotFound


def _families(
    clauses: Sequence[Clause], parent: Clause | None
) -> Iterator[tuple[Clause | None, tuple[Clause, ...]]]:
    yield parent, tuple(clauses)
    for one in clauses:
        yield from _families(one.children, one)


_TWICE = Text(
    "Этот пункт старой записи стоит и в тексте, и в приложении: измените весь текст сразу",
    "This clause of an old record stands both in the text and in an annex: change the whole text at once",
)
