"""A clause moved or numbered anew on the page: its instruction, and those of clauses that count with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.addresses import Address, Step, addresses, resolve
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.operations import ExcludeUnit, MoveUnit, Operation
from workflow.documents.amend.wording import Unsayable, step_of
from workflow.documents.clauses import Clause, Kind, walk
from workflow.documents.document import EditionText
from workflow.documents.editing.numbers import Renaming, below, free_label
from workflow.documents.editing.places import Place, Where, clause_at, place
from workflow.documents.numerals import Numeral, numeral
from workflow.errors import Invalid, NotFound
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Arranged:
    """Where a clause goes, beside or inside `target`, and the number it takes; "" asks for a free one."""

    uid: str
    target: str = ""
    where: Where = "after"
    label: str = ""
    following: bool = False


def address(base: EditionText, uid: str) -> Address:
    """How an order names the clause. Raises NotFound; Invalid where the name would mean another one too."""
    known = addresses(base.clauses).get(uid)
    if known is None:
        raise NotFound
    if [one.uid for one in resolve(base.clauses, known)] != [uid]:
        raise Invalid({"uid": _SEVERAL})
    return known


def moved(base: EditionText, asked: Arranged, before: Sequence[Operation] = ()) -> tuple[Instruction, ...]:
    """The clause to another place; what stands in it under its number follows.

    With `following` the numbers it leaves and those it comes among are counted on. Raises Invalid, NotFound.
    """
    clause = clause_at(base, asked.uid)
    if not asked.target or asked.target in {one.uid for one in walk((clause,))}:
        raise Invalid({"target": _WHERE_TO})
    at = place(base.clauses, asked.target, asked.where).without(clause.uid)
    if _stands(base, clause, at):
        raise Invalid({"target": _STANDS_THERE})
    others = tuple(_counted(base, clause, at, _gone(before))) if asked.following else ()
    mine = next((one for one in others if one.uid == clause.uid), None)
    label = mine.latter if mine else _label_there(clause, asked.label, at)
    unit = _step(clause, label) if label != clause.label else None
    inside = () if mine else below(clause, label)
    rest = (one for one in others if one.uid != clause.uid)
    return (_move(base, clause, at, unit), *_renumbered(base, (*inside, *rest)))


def _move(base: EditionText, clause: Clause, at: Place, unit: Step | None) -> Instruction:
    beside = address(base, at.after) if at.after else ()
    into = address(base, at.parent_uid) if at.parent_uid and not at.after else ()
    return Instruction(
        "move", address(base, clause.uid), unit, "after" if beside else "start", beside, into, line=0
    )


def _counted(base: EditionText, clause: Clause, at: Place, gone: set[str]) -> Iterator[Renaming]:
    """The numbers in order where the clause comes and where it goes away, as far as they change."""
    own, now = numeral(clause.label), place(base.clauses, clause.uid, "before")
    if own is None:
        return
    here = [*at.siblings[: at.turn], clause, *at.siblings[at.turn :]]
    known = next((one for one in (_like(each, clause.kind) for each in at.siblings) if one), None)
    label = free_label((), 0, clause.kind, at.parent) if known is None else known.at(1).label
    first = clause.kind, numeral(label or "") or own.at(1)
    if now.parent_uid == at.parent_uid:
        ends = sorted((now.turn, at.turn))
        yield from _in_turn(here, ends[0], ends[1] + 1, first, gone)
        return
    yield from _in_turn(here, at.turn, len(here), first, gone)
    left = [one for one in now.siblings if one.uid != clause.uid]
    yield from _in_turn(left, now.turn, len(left), (clause.kind, own.at(1)), gone)


def _in_turn(
    siblings: Sequence[Clause], start: int, end: int, first: tuple[Kind, Numeral], gone: set[str]
) -> Iterator[Renaming]:
    """Those from a turn to another, counted on from what stands before; `first` is the first number here."""
    kind, number = first
    last = number.at(number.serial - 1)
    for turn, one in enumerate(siblings[:end]):
        alike = _like(one, kind) if one.uid not in gone else None
        if alike is None:
            continue
        if turn < start:
            last = alike
            continue
        last = last.at(last.serial, alike.index) if alike.index and last.serial else last.at(last.serial + 1)
        if last.label != one.label:
            yield Renaming(one.uid, one.label, last.label)
            yield from below(one, last.label)


def _like(one: Clause, kind: Kind) -> Numeral | None:
    """The number of a clause of this kind."""
    return numeral(one.label) if one.kind == kind else None


def renumbered(
    base: EditionText, asked: Arranged, before: Sequence[Operation] = ()
) -> tuple[Instruction, ...]:
    """Another number for the clause, for what bears it in front, and, if asked, for those that follow it.

    `before` are the operations that stand already: what they exclude is not counted. Raises Invalid.
    """
    clause = clause_at(base, asked.uid)
    label = _typed(clause, asked.label)
    if not label:
        raise Invalid({"label": _NO_LABEL})
    if label == clause.label:
        raise Invalid({"label": _SAME_LABEL})
    own = Renaming(clause.uid, clause.label, label)
    next_ones = tuple(_following(base, clause, label, _gone(before))) if asked.following else ()
    return tuple(_renumbered(base, (own, *below(clause, label), *next_ones)))


def proposed_label(base: EditionText, uid: str, before: Sequence[Operation] = ()) -> str:
    """The number that the clause would have if its siblings were counted on; its own if it has that."""
    clause, gone = clause_at(base, uid), _gone(before)
    at, own = place(base.clauses, uid, "before"), numeral(clause.label)
    if own is None:
        return clause.label
    known = [_alike(one, own) for one in at.siblings[: at.turn] if one.uid not in gone]
    last = next((one for one in reversed(known) if one is not None), None)
    return own.at(last.serial + 1 if last else 1).label


def _stands(base: EditionText, clause: Clause, at: Place) -> bool:
    now = place(base.clauses, clause.uid, "before")
    return (now.parent_uid, now.after) == (at.parent_uid, at.after)


def _label_there(clause: Clause, typed: str, at: Place) -> str:
    if clause.kind in ("paragraph", "dash"):
        return clause.label
    label = _typed(clause, typed) or free_label(at.siblings, at.turn, clause.kind, at.parent)
    if not label:
        raise Invalid({"label": _NONE_FREE})
    return label


def _typed(clause: Clause, typed: str) -> str:
    """«3.5» as the clause would bear it: «3.5», «б)», «Глава 3»."""
    label = " ".join(typed.split()).removesuffix(".")
    if clause.kind == "item" and label and not label.endswith(")"):
        label = f"{label})"
    if clause.kind == "section" and label and " " not in label:
        label = " ".join([*clause.label.split()[:-1], label])
    if label and numeral(label) is None:
        raise Invalid({"label": _NO_NUMBER.filled(label=label)})
    return label


def _gone(before: Sequence[Operation]) -> set[str]:
    return {one.uid for one in before if isinstance(one, ExcludeUnit | MoveUnit)}


def _following(base: EditionText, clause: Clause, label: str, gone: set[str]) -> Iterator[Renaming]:
    """The siblings of the same count behind it, counted on from the label."""
    own, last = numeral(clause.label), numeral(label)
    if own is None or last is None or own.manner != last.manner:
        raise Invalid({"label": _ANOTHER_COUNT})
    at = place(base.clauses, clause.uid, "after")
    for one in at.siblings[at.turn :]:
        alike = _alike(one, own)
        if alike is None or one.uid in gone:
            continue
        last = last.at(last.serial, alike.index) if alike.index else last.at(last.serial + 1)
        if last.label != one.label:
            yield Renaming(one.uid, one.label, last.label)
            yield from below(one, last.label)


def _alike(one: Clause, own: Numeral) -> Numeral | None:
    found = numeral(one.label) if one.kind in ("section", "point", "item") else None
    return found if found is not None and found.manner == own.manner else None


def _renumbered(base: EditionText, names: Sequence[Renaming] | Iterator[Renaming]) -> Iterator[Instruction]:
    for one in names:
        unit = _step(clause_at(base, one.uid), one.latter)
        yield Instruction("renumber", address(base, one.uid), unit, line=0)


def _step(clause: Clause, label: str) -> Step:
    try:
        return step_of(clause.kind, label)
    except Unsayable:
        raise Invalid({"label": _NO_NUMBER.filled(label=label)}) from None


_SEVERAL = Text(
    "Под этим номером в тексте несколько пунктов: приказ не сможет назвать этот. Сделайте новую редакцию",
    "Several clauses bear this number, so that no order could name this one. Make a new edition instead",
)
_WHERE_TO = Text("Выберите, к какому пункту перенести", "Choose the clause to move it to")
_STANDS_THERE = Text("Он там и стоит: выберите другое место", "It stands there already: choose another place")
_NO_LABEL = Text("Впишите новый номер", "Give the new number")
_SAME_LABEL = Text("Это прежний номер: впишите другой", "That is the number it has: give another")
_NONE_FREE = Text(
    "Свободного номера на новом месте нет: впишите свой", "No number is free there: give one yourself"
)
_NO_NUMBER = Text("«{label}» не номер пункта", "“{label}” is no number of a clause")
_ANOTHER_COUNT = Text(
    "Номер другого вида: следующие по нему не пересчитать. Снимите отметку или впишите номер того же вида",
    "A number of another manner: those that follow cannot be counted on from it. Untick, or give one alike",
)
