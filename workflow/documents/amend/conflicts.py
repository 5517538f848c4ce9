"""Two amendments of one edition that want different things of one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from workflow.documents.addresses import addresses, named
from workflow.documents.amend.applying import clash
from workflow.documents.amend.operations import (
    WHOLE,
    AddUnit,
    Amendment,
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
    known = addresses(base.clauses)
    above = {child.uid: clause.uid for clause in walk(base.clauses) for child in clause.children}
    for mine, theirs in product(one.operations, other.operations):
        if _meet(mine, theirs, above):
            uid = _wanted(mine, theirs, above)
            place = named(known[uid]) if uid in known else _ACT
            yield Conflict(mine, theirs, place)
        elif number := same_number(mine, theirs, above):
            yield Conflict(mine, theirs, _NUMBER.filled(number=number))


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
    if isinstance(one, ReplaceAnnex) or isinstance(other, ReplaceAnnex):
        return isinstance(one, ReplaceAnnex) and isinstance(other, ReplaceAnnex) and one.turn == other.turn
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
