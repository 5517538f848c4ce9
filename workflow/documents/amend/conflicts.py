"""Two amendments of one edition that want different things of one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from workflow.documents.addresses import Address, addresses, named
from workflow.documents.amend.annexed import annex_address
from workflow.documents.amend.applying import clash
from workflow.documents.amend.operations import (
    WHOLE,
    AddUnit,
    Amendment,
    InAnnex,
    MoveUnit,
    NewEdition,
    Operation,
    RepealAct,
    ReplaceAnnex,
    ReplaceHead,
)
from workflow.documents.amend.twins import same_number
from workflow.documents.clauses import walk
from workflow.documents.document import EditionText
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Conflict:
    """An operation of each amendment, and the place that both want."""

    one: Operation
    other: Operation
    place: Text


def conflicts(base: EditionText, one: Amendment, other: Amendment) -> tuple[Conflict, ...]:
    """Every pair of operations that cannot both stand; empty when the amendments can be joined."""
    return tuple(_conflicts(base, one, other))


def _conflicts(base: EditionText, one: Amendment, other: Amendment) -> Iterator[Conflict]:
    act = _Wanted(base)
    annexes = [_Wanted(text, annex_address(base, turn)) for turn, text in enumerate(base.annexes)]
    for mine, theirs in product(one.operations, other.operations):
        if isinstance(mine, InAnnex) and isinstance(theirs, InAnnex):
            place = annexes[mine.turn].place(mine.of, theirs.of) if mine.turn == theirs.turn else None
        elif isinstance(mine, ReplaceAnnex | InAnnex) and isinstance(theirs, ReplaceAnnex | InAnnex):
            place = named(annexes[mine.turn].of) if mine.turn == theirs.turn else None
        else:
            place = act.place(mine, theirs)
        if place is not None:
            yield Conflict(mine, theirs, place)


class _Wanted:
    """One text under the names of its clauses: the act's own, or that of the annex `of`."""

    def __init__(self, text: EditionText, of: Address = ()) -> None:
        self.of = of
        self.known = {uid: (*of, *known) for uid, known in addresses(text.clauses).items()}
        self.above = {child.uid: clause.uid for clause in walk(text.clauses) for child in clause.children}

    def place(self, mine: Operation, theirs: Operation) -> Text | None:
        """The place or the number that both want; None where both can stand."""
        if _meet(mine, theirs, self.above):
            known = self.known.get(_wanted(mine, theirs, self.above), self.of)
            return named(known) if known else _ACT
        number = same_number(mine, theirs, self.above)
        return _NUMBER.filled(number=number) if number else None


def _wanted(one: Operation, other: Operation, above: dict[str, str]) -> str:
    """The uid of the place that both want: the larger one, whichever comes first."""
    if _taken(other, one, above) and not _taken(one, other, above):
        return _place(other)
    return _place(one) or _place(other)


def _meet(one: Operation, other: Operation, above: dict[str, str]) -> bool:
    if isinstance(one, NewEdition | RepealAct) or isinstance(other, NewEdition | RepealAct):
        return True
    if isinstance(one, ReplaceHead) or isinstance(other, ReplaceHead):
        return isinstance(one, ReplaceHead) and isinstance(other, ReplaceHead) and one.name == other.name
    if isinstance(one, ReplaceAnnex | InAnnex) or isinstance(other, ReplaceAnnex | InAnnex):
        return False
    if _taken(one, other, above) or _taken(other, one, above):
        return True
    if isinstance(one, AddUnit) or isinstance(other, AddUnit):
        return _same_gap(one, other)
    return (one.uid == other.uid and clash(one, other)) or _same_gap(one, other)


def _taken(whole: Operation, other: Operation, above: dict[str, str]) -> bool:
    """Whether one replaces, repeals or excludes what the other works in."""
    if not isinstance(whole, WHOLE):
        return False
    places = [_place(other)]
    if isinstance(other, MoveUnit):
        places.append(other.parent)
    return any(_within(place, whole.uid, above, isinstance(other, AddUnit)) for place in places)


def _within(uid: str, whole: str, above: dict[str, str], itself: bool) -> bool:
    if uid == whole:
        return itself
    while uid in above:
        uid = above[uid]
        if uid == whole:
            return True
    return False


def _same_gap(one: Operation, other: Operation) -> bool:
    """Both put something between the same two clauses: which comes first?"""
    if not isinstance(one, AddUnit | MoveUnit) or not isinstance(other, AddUnit | MoveUnit):
        return False
    return (one.parent, one.after) == (other.parent, other.after)


def _place(one: Operation) -> str:
    if isinstance(one, AddUnit):
        return one.parent
    return getattr(one, "uid", "")


_ACT = Text("весь акт", "the whole act")
_NUMBER = Text("номер {number}", "number {number}")
