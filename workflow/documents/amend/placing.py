"""Where in an act the words of an instruction point, and where what it adds finds its place."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from workflow.documents.addresses import Address, Step, named, resolve, tables_at
from workflow.documents.amend.instructions import Instruction
from workflow.documents.clauses import Clause, Kind, walk
from workflow.documents.document import EditionText
from workflow.documents.tables import in_rows, rows_called, serial
from workflow.values import Text

_FIGURES = re.compile(r"\d+|\D+")


class NotBound(Exception):
    """The instruction fits this act not at all, or in more than one way."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.en)
        self.told = told


class Places:
    """The clauses of the base, and the order in which siblings will stand after the instructions so far."""

    def __init__(self, base: EditionText) -> None:
        self.base = base
        self.known = {one.uid: one for one in walk(base.clauses)}
        self.order = {one.uid: list(one.children) for one in walk(base.clauses)}
        self.order[""] = list(base.clauses)
        self.freed: set[str] = set()
        """Rows that go or take another number."""

    def cut(self, uid: str) -> None:
        """It will stand elsewhere."""
        for siblings in self.order.values():
            siblings[:] = [one for one in siblings if one.uid != uid]

    def clause(self, address: Address) -> Clause:
        """The one clause that the address means. Raises NotBound."""
        if not address:
            raise NotBound(WHICH)
        if address[0].unit == "annex":
            raise NotBound(IN_ANNEX)
        found = resolve(self.base.clauses, address)
        if len(found) != 1:
            told = NONE if not found else SEVERAL
            raise NotBound(filled(told, address))
        return found[0]

    def table(self, address: Address) -> tuple[Clause, ...]:
        """The rows of the one table that the address means, with those that have come. Raises NotBound."""
        found = tables_at(self.base.clauses, address)
        if len(found) != 1:
            raise NotBound(filled(SEVERAL if found else NONE, address))
        known = {one.uid for one in found[0]}
        runs = (run for siblings in self.order.values() for run in in_rows(siblings))
        return next((run for run in runs if known & {one.uid for one in run}), found[0])

    def _row_place(self, one: Instruction, row: Clause) -> tuple[str, str]:
        """After the last row with a smaller number, else before the first; a row without one comes last."""
        rows = self.table(one.target)
        parent, number = self.parent(rows[0].uid), serial(row)
        alike = [each for each in rows if serial(each)] if number else []
        smaller = [each for each in alike if _sorted(serial(each)) < _sorted(number)]
        if smaller or not alike:
            return parent, (smaller or rows)[-1].uid
        siblings = [each.uid for each in self.order[parent]]
        turn = siblings.index(alike[0].uid)
        return parent, siblings[turn - 1] if turn else ""

    def parent(self, uid: str) -> str:
        """The uid of what it stands in by now; "" at the top."""
        return next(
            (above for above, siblings in self.order.items() if any(one.uid == uid for one in siblings)), ""
        )

    def put(self, parent: str, after: str, clause: Clause) -> None:
        """It will stand there."""
        siblings = self.order.setdefault(parent, [])
        turn = next((at for at, one in enumerate(siblings, 1) if one.uid == after), 0)
        siblings.insert(turn, clause)

    def unknown(self, clause: Clause, one: Instruction, parent: str) -> None:
        """What is added must not bear a number that an earlier instruction adds there. Raises NotBound."""
        if clause.label not in ("", "–") and one.unit is not None and self._twin(clause, parent):
            raise NotBound(filled(THERE_ALREADY, (*self.named_within(one), one.unit)))

    def borne(self, one: Instruction, freed: Set[str]) -> Text | None:
        """Whether a clause that keeps its number bears the one that is added; `freed` take another."""
        if one.unit is None or one.unit.label == "" or one.unit.unit in ("paragraph", "dash", "row"):
            return None
        name = (*self.named_within(one), one.unit)
        bearing = [known for known in resolve(self.base.clauses, name) if known.uid not in freed]
        return filled(THERE_ALREADY, name) if bearing else None

    def named_within(self, one: Instruction) -> Address:
        """The unit within which a number that is added must be the only one."""
        unit = one.unit.unit if one.unit else ""
        return one.target or (one.beside[:-1] if unit == "item" else ())

    def _twin(self, clause: Clause, parent: str) -> bool:
        """Whether an earlier instruction adds such a unit too; letters count within their unit."""
        within = [parent] if clause.kind == "item" else [*self.order]
        added = (one for above in within for one in self.order.get(above, ()) if one.uid not in self.known)
        return any((one.kind, one.label) == (clause.kind, clause.label) for one in added)

    def place(self, one: Instruction, clause: Clause) -> tuple[str, str]:
        """Parent and sibling before of what is added. Raises NotBound."""
        if one.unit is not None and one.unit.unit == "row" and not one.beside:
            return self._row_place(one, clause)
        if one.beside:
            return self._beside_within(one)
        parent = self.clause(one.target) if one.target else self._parent_of(clause)
        if clause.label in ("", "–"):
            if parent is None:
                raise NotBound(WHICH)
            return self._turn(one, parent)
        return self._by_number(parent, clause)

    def _beside_within(self, one: Instruction) -> tuple[str, str]:
        """As `beside`; a neighbour named by its letter or turn is the target's own. Raises NotBound."""
        own = one.beside[0].unit in ("paragraph", "dash", "item", "table", "row")
        near = replace(one, beside=(*one.target, *one.beside)) if own else one
        parent, after = self.beside(near)
        if one.target[-1:] and one.target[-1].unit == "table":
            return parent, after
        if one.target and not self._stands_in(parent, self.clause(one.target).uid):
            raise NotBound(filled(NOT_THERE, near.beside))
        return parent, after

    def _stands_in(self, uid: str, whole: str) -> bool:
        """Whether it is the whole or below it."""
        while uid and uid != whole:
            uid = self.parent(uid)
        return uid == whole

    def beside(self, one: Instruction) -> tuple[str, str]:
        """Parent and sibling before, by the unit that the instruction names. Raises NotBound."""
        found = self._added_before(one.beside)
        if found is not None:
            return found
        sibling = self.clause(one.beside)
        if one.beside[-1].unit in ("paragraph", "dash") and numbered(sibling):
            # The first paragraph is the unit's own words: what follows it is its first child.
            if one.where == "before":
                raise NotBound(WHICH)
            return sibling.uid, ""
        parent = self.parent(sibling.uid)
        siblings = [known.uid for known in self.order[parent]]
        turn = siblings.index(sibling.uid)
        if one.where == "before":
            return parent, siblings[turn - 1] if turn else ""
        return parent, sibling.uid

    def _added_before(self, address: Address) -> tuple[str, str] | None:
        """The place after a unit that an earlier instruction of the same order adds."""
        if resolve(self.base.clauses, address):
            return None
        step = address[-1]
        if step.unit == "row":
            come = [
                one for one in rows_called(self.table(address[:-1]), step.label) if one.uid not in self.known
            ]
            return (self.parent(come[0].uid), come[0].uid) if len(come) == 1 else None
        for parent, siblings in self.order.items():
            for one in siblings:
                new = one.uid not in self.known and numbered(one)
                if (
                    new
                    and one.kind == KINDS.get(step.unit, "section")
                    and label_of(step, one.kind) == one.label
                ):
                    return parent, one.uid
        return None

    def _turn(self, one: Instruction, parent: Clause) -> tuple[str, str]:
        """A paragraph: at the turn that is named, else at the end of the unit."""
        siblings = self.order[parent.uid]
        turn = one.unit.label if one.unit else ""
        if not turn:
            return parent.uid, siblings[-1].uid if siblings else ""
        before = (*one.target, Step("paragraph", str(int(turn) - 1)))
        found = self.clause(before)
        if found.uid == parent.uid:
            return parent.uid, ""
        if self.parent(found.uid) != parent.uid:
            raise NotBound(filled(NOT_THERE, before))
        return parent.uid, found.uid

    def _parent_of(self, clause: Clause) -> Clause | None:
        """Where a number belongs: 3.5 under the clause or section 3, 7 at the top."""
        if clause.kind == "item":
            raise NotBound(WHICH)
        parts = clause.label.split(".")
        for end in range(len(parts) - 1, 0, -1):
            step = Step("point", ".".join(parts[:end]))
            found = resolve(self.base.clauses, (step,))
            if len(found) == 1:
                return found[0]
            if found:
                raise NotBound(filled(SEVERAL, (step,)))
        if len(parts) > 1:
            raise NotBound(filled(NONE, (Step("section", parts[0]),)))
        return None

    def _by_number(self, parent: Clause | None, clause: Clause) -> tuple[str, str]:
        """After the last of its kind with a smaller number, else before the first of them."""
        siblings = self.order[parent.uid if parent else ""]
        alike = [one for one in siblings if one.kind == clause.kind and one.label]
        smaller = [one for one in alike if _sorted(one.label) < _sorted(clause.label)]
        uid = parent.uid if parent else ""
        if smaller:
            return uid, smaller[-1].uid
        if alike:
            turn = siblings.index(alike[0])
            return uid, siblings[turn - 1].uid if turn else ""
        return uid, siblings[-1].uid if siblings else ""


KINDS: dict[str, Kind] = {"point": "point", "item": "item", "paragraph": "paragraph", "dash": "dash"}
_WORDED = {"chapter": "Глава", "article": "Статья", "part": "Часть"}


def label_of(step: Step, kind: Kind) -> str:
    """The label as it stands in the tree."""
    if kind == "item":
        return step.label if step.label.count(")") > step.label.count("(") else f"{step.label})"
    if kind in ("paragraph", "dash"):
        return "–" if kind == "dash" else ""
    return f"{_WORDED[step.unit]} {step.label}" if step.unit in _WORDED else step.label


def numbered(clause: Clause) -> bool:
    return clause.kind in ("section", "point", "item")


def _sorted(label: str) -> tuple[tuple[int, int | str], ...]:
    """3.10 after 3.9, б after а."""
    return tuple(
        (0, int(part)) if part.isdecimal() else (1, part.casefold()) for part in _FIGURES.findall(label)
    )


def filled(told: Text, address: Address) -> Text:
    name = named(address)
    return Text(told.ru.format(clause=name.ru), told.en.format(clause=name.en))


WHICH = Text("не названо, что меняется", "it is not said what is changed")
NONE = Text("в этой редакции нет такого: {clause}", "this edition has no {clause}")
SEVERAL = Text(
    "в этой редакции несколько таких: {clause}; назовите раздел", "several are {clause}: name the section"
)
IN_ANNEX = Text(
    "между текстом акта и приложением не переносят: исключите там и дополните здесь",
    "nothing moves between the act and an annex: exclude it there and add it here",
)
NOT_THERE = Text("{clause} стоит не там", "{clause} does not stand there")
THERE_ALREADY = Text("уже есть {clause}", "there is {clause} already")
