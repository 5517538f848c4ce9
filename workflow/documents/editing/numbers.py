"""Numbers proposed for a draft: a free one between neighbours, or a new count that a person accepts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.clauses import Clause, Kind, walk
from workflow.documents.numerals import Numeral, first_label, numeral


@dataclass(frozen=True, slots=True)
class Renaming:
    """A clause that would bear another label."""

    uid: str
    former: str
    latter: str


def free_label(siblings: Sequence[Clause], turn: int, kind: Kind, parent: Clause | None) -> str | None:
    """The label of a clause that comes in at a turn, all others keeping theirs; None when none is free.

    The next number if nobody has it, else the index of the clause before: 3.1(1) between 3.1 and 3.2.
    """
    if kind in ("dash", "paragraph"):
        return first_label(kind, parent)
    before, after = _neighbours(siblings, turn, kind)
    if before is None and after is None:
        return first_label(kind, parent)
    found = _between(before, after)
    known = {one.label for one in siblings if one.kind == kind}
    return found.label if found is not None and found.label and found.label not in known else None


def counted_label(
    siblings: Sequence[Clause], turn: int, kind: Kind, parent: Clause | None
) -> tuple[str, tuple[Renaming, ...]] | None:
    """The next number in order, and the clauses after it that would move up; None where nothing counts."""
    if kind in ("dash", "paragraph"):
        return None
    before, after = _neighbours(siblings, turn, kind)
    if before is None and after is None:
        return None
    first = before.at(before.serial + 1) if before else after
    if first is None or not first.label:
        return None
    return first.label, tuple(_pushed(siblings[turn:], kind, first))


def below(clause: Clause, latter: str) -> Iterator[Renaming]:
    """What stands under a clause and bears its number in front, when the clause takes another label."""
    former = f"{clause.label}."
    for one in walk(clause.children):
        if clause.label and one.label.startswith(former):
            yield Renaming(one.uid, one.label, f"{latter}.{one.label.removeprefix(former)}")


def in_order(clauses: Sequence[Clause]) -> tuple[Renaming, ...]:
    """The whole text counted anew in order, each manner of numbers on its own; only what would change."""
    return tuple(one for one in _counted(clauses, None, "") if one.former != one.latter)


def _counted(clauses: Sequence[Clause], parent: Clause | None, above: str) -> Iterator[Renaming]:
    last: dict[tuple[str, ...], int] = {}
    for one in clauses:
        own = numeral(one.label) if one.kind in ("section", "point", "item") else None
        latter = one.label
        if own is not None:
            stem = f"{above}." if own.stem[:1].isdecimal() and _numbered(parent) else own.stem
            manner = (one.kind, stem, own.style, own.tail)
            last[manner] = last.get(manner, 0) + 1
            latter = Numeral(stem, own.style, last[manner], 0, own.tail).label or one.label
            yield Renaming(one.uid, one.label, latter)
        yield from _counted(one.children, one, latter)


def _numbered(parent: Clause | None) -> bool:
    """Whether the numbers of what it holds begin with its own."""
    own = numeral(parent.label) if parent and parent.kind in ("section", "point") else None
    return own is not None and own.style == "figure" and not own.tail and own.stem[:1] in "0123456789"


def _neighbours(siblings: Sequence[Clause], turn: int, kind: Kind) -> tuple[Numeral | None, Numeral | None]:
    """The numbers of its kind before and after a turn."""
    known = [(at, numeral(one.label)) for at, one in enumerate(siblings) if one.kind == kind]
    before = [own for at, own in known if at < turn and own is not None]
    after = [own for at, own in known if at >= turn and own is not None]
    return (before[-1] if before else None), (after[0] if after else None)


def _between(before: Numeral | None, after: Numeral | None) -> Numeral | None:
    if before is None:
        return after.at(after.serial - 1) if after is not None and after.serial > 1 else None
    following = before.at(before.serial + 1)
    if after is None or after.manner != before.manner or following.serial < after.serial:
        return following
    indexed = before.at(before.serial, before.index + 1)
    taken = (after.serial, after.index) <= (indexed.serial, indexed.index)
    return None if taken else indexed


def _pushed(following: Sequence[Clause], kind: Kind, first: Numeral) -> Iterator[Renaming]:
    """Each of the same count one further, until a gap takes it up."""
    last = first
    for one in following:
        own = numeral(one.label) if one.kind == kind else None
        if own is None or own.manner != first.manner:
            continue
        if (own.serial, own.index) > (last.serial, last.index):
            return
        last = last.at(last.serial, own.index) if own.index else last.at(last.serial + 1)
        yield Renaming(one.uid, one.label, last.label)
        yield from below(one, last.label)
