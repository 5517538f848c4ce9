"""Instructions looked up in the act they amend: operations with uids and the hashes of what they expect."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from workflow.documents.addresses import Step
from workflow.documents.amend import fragment, rows
from workflow.documents.amend.annexed import within
from workflow.documents.amend.annexing import annex_of, annex_turn, in_its_name, told_inside
from workflow.documents.amend.fragment import NotAUnit
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.operations import (
    AddUnit,
    AddWords,
    Amendment,
    ExcludeUnit,
    ExcludeWords,
    HeadName,
    InAnnex,
    MoveUnit,
    NewEdition,
    Operation,
    PartOperation,
    Renumber,
    RepealAct,
    RepealUnit,
    ReplaceAnnex,
    ReplaceCell,
    ReplaceHead,
    ReplaceOwn,
    ReplaceUnit,
    ReplaceWords,
    edition_sha256,
    own_sha256,
    whole_sha256,
    words_sha256,
)
from workflow.documents.amend.placing import (
    KINDS,
    NONE,
    NOT_THERE,
    THERE_ALREADY,
    WHICH,
    NotBound,
    Places,
    filled,
    label_of,
    numbered,
)
from workflow.documents.amend.sentence_work import SentenceNotFound, on_sentence
from workflow.documents.amend.twins import numbers_twice
from workflow.documents.annexes import all_clauses
from workflow.documents.clauses import Clause, Kind
from workflow.documents.document import EditionText
from workflow.documents.matching import carry_uids
from workflow.errors import Refused, Unmet
from workflow.values import Text

_AMENDING = re.compile(r"\b(?:о|об)\s+внесении\s+изменени[йея]\b(?:\s+в\s+(?P<act>.+))?", re.IGNORECASE)


def bound(
    found: Sequence[Instruction],
    base: EditionText,
    texts: Sequence[EditionText] = (),
    new_uid: Callable[[], str] | None = None,
    before: Sequence[Operation] = (),
) -> Amendment:
    """The instructions as operations on this edition; labels are those of the edition as it stands.

    `texts` are the annexes of the order that give annexes or the whole act anew, in order; `before` are the
    operations that stand before these in the same amendment, and in what is returned. Raises Refused with
    every instruction that names no clause, or more than one, or whose text is not that unit.
    """
    refuse_amending(base)
    binder = _Binder(base, iter(texts), new_uid or _fresh(base), before)
    faults: list[Unmet] = []
    made: list[tuple[Instruction, Operation]] = []
    for one in found:
        try:
            made.append((one, binder.operation(one)))
        except NotBound as fault:
            faults.append(Unmet("not-bound", _at(one.line, fault.told)))
    operations = [operation for _one, operation in made]
    taken = binder.taken(made, (*before, *operations))
    faults += [Unmet("number-taken", _at(line, told)) for line, told in taken]
    if faults:
        raise Refused("instructions-not-bound", _NOT_BOUND, tuple(faults))
    return Amendment(edition_sha256(base), (*before, *operations))


def amending(text: EditionText) -> bool:
    """Whether it is an act that amends another one."""
    return _AMENDING.search(text.title) is not None or text.word in ("изменения", "дополнения")


def refuse_amending(base: EditionText) -> None:
    """An amending act is never amended (changes go into the original act). Raises Refused naming that act."""
    if not amending(base):
        return
    found = _AMENDING.search(base.title)
    act = (found["act"] if found else None) or ""
    raise Refused("amending-act", _NEVER.filled(act=act) if act else _NEVER_UNNAMED)


class _Binder:
    """The base, and the texts that the order brings."""

    def __init__(
        self,
        base: EditionText,
        texts: Iterator[EditionText],
        new_uid: Callable[[], str],
        before: Sequence[Operation],
    ) -> None:
        self.base = base
        self.texts = texts
        self.new_uid = new_uid
        self.before = before
        self.places = Places(base)
        self.annexes: dict[int, _Binder] = {}
        for one in before:
            self._stand(one)

    def _stand(self, one: Operation) -> None:
        """What an earlier operation adds or moves stands where later ones look for a place."""
        if isinstance(one, AddUnit):
            self.places.put(one.parent, one.after, one.clause)
        elif isinstance(one, MoveUnit):
            self.places.cut(one.uid)
            moved = replace(self.places.known[one.uid], label=one.label, kind=one.kind)
            self.places.put(one.parent, one.after, moved)
        elif isinstance(one, ExcludeUnit) or (isinstance(one, ReplaceCell) and one.column == 0):
            self.places.freed.add(one.uid)

    def operation(self, one: Instruction) -> Operation:
        """The operation. Raises NotBound."""
        turn = annex_of(one, self.base)
        if turn is not None:
            return self._in_annex(one, turn)
        return self._in_text(one)

    def _in_text(self, one: Instruction) -> Operation:
        made = self._made(one)
        if not isinstance(made, AddUnit | MoveUnit):
            self._stand(made)
        return made

    def _made(self, one: Instruction) -> Operation:
        if one.sentence:
            return self._sentence(one)
        made = {
            "add": self._add,
            "move": self._move,
            "renumber": self._renumber,
            "replace": self._replace,
            "replace_heading": self._heading,
            "replace_title": self._heading,
            "replace_annex": self._annex,
        }.get(one.does)
        if made is not None:
            return made(one)
        if one.does in ("new_edition", "repeal_act", "replace_preamble"):
            return self._act(one)
        return self._unit(one)

    def _in_annex(self, one: Instruction, turn: int) -> InAnnex:
        if turn not in self.annexes:
            before = within(self.before, turn)
            self.annexes[turn] = _Binder(self.base.annexes[turn], self.texts, self.new_uid, before)
        try:
            made = self.annexes[turn]._in_text(told_inside(one, turn, self.base))
        except NotBound as fault:
            raise NotBound(in_its_name(fault.told, turn, self.base)) from None
        assert isinstance(made, PartOperation)  # noqa: S101  # what concerns the act alone names no annex
        return InAnnex(turn, made)

    def taken(
        self, made: Sequence[tuple[Instruction, Operation]], whole: Sequence[Operation]
    ) -> Iterator[tuple[int, Text]]:
        """Numbers that two clauses would bear once all the operations are carried out, with their lines."""
        for turn, annex in self.annexes.items():
            inside = [
                (told_inside(one, turn, self.base), operation.of)
                for one, operation in made
                if isinstance(operation, InAnnex) and operation.turn == turn
            ]
            for line, twin in annex.taken(inside, within(whole, turn)):
                yield line, in_its_name(twin, turn, self.base)
        freed = {one.uid for one in whole if isinstance(one, Renumber | MoveUnit)}
        twins = {uid for uid, _label in numbers_twice(self.base, whole)}
        for one, operation in made:
            told: Text | None = None
            if isinstance(operation, AddUnit):
                told = self.places.borne(one, freed)
                if told is None and operation.clause.uid in twins and one.unit:
                    told = filled(THERE_ALREADY, (one.unit,))
            elif isinstance(operation, Renumber | MoveUnit) and operation.uid in twins and one.unit:
                told = filled(THERE_ALREADY, (one.unit,))
            if told is not None:
                yield one.line, told

    def _unit(self, one: Instruction) -> Operation:
        if one.target[-1:] and one.target[-1].unit == "column" and one.does not in ("repeal", "exclude"):
            return rows.reworded_cell(self.places, one)
        clause = self.places.clause(one.target)
        uid, own = clause.uid, own_sha256(clause)
        if rows.in_table(one.target):
            rows.refuse_bars(one)
            if one.does == "repeal":
                raise NotBound(_ROW_GOES)
        if one.does in ("repeal", "exclude"):
            if one.target[-1].unit in ("paragraph", "dash") and (clause.children or numbered(clause)):
                raise NotBound(filled(_LIST_BELOW, one.target))
            whole = whole_sha256(clause)
            return RepealUnit(uid, whole) if one.does == "repeal" else ExcludeUnit(uid, whole)
        if one.does == "replace_words":
            return ReplaceWords(uid, own, one.words, one.text)
        if one.does == "exclude_words":
            return ExcludeWords(uid, own, one.words)
        side = "after" if one.where == "after" else "before" if one.where == "before" else "end"
        return AddWords(uid, own, side, one.words, one.text)  # type: ignore[arg-type]  # one of the three

    def _sentence(self, one: Instruction) -> Operation:
        """Its words as words of the clause, so that they are looked for in the clause as it is signed."""
        clause = self.places.clause(one.target)
        try:
            return on_sentence(one, clause)
        except SentenceNotFound as fault:
            raise NotBound(fault.told) from None

    def _replace(self, one: Instruction) -> Operation:
        if rows.in_table(one.target):
            return rows.replaced(self.places, one)
        clause = self.places.clause(one.target)
        if one.target[-1].unit in ("paragraph", "dash"):
            return self._own(one)
        try:
            said = fragment.unit(one.text, clause.kind, clause.label)
        except NotAUnit as fault:
            raise NotBound(_NOT_UNIT.filled(said=str(fault))) from None
        below = carry_uids(clause.children, said.children, self.new_uid)
        return ReplaceUnit(clause.uid, whole_sha256(clause), replace(said, uid=clause.uid, children=below))

    def _own(self, one: Instruction) -> Operation:
        """One line: a heading, a paragraph, a clause's own words."""
        clause = self.places.clause(one.target)
        lines = one.text.strip().split("\n")
        text = lines[0].strip()
        starts = [f"{clause.label} ", f"{clause.label}. "] if clause.label else []
        for start in starts:
            text = text.removeprefix(start)
        if len(lines) != 1 or not text:
            raise NotBound(_NOT_UNIT.filled(said=one.text))
        return ReplaceOwn(clause.uid, own_sha256(clause), text)

    def _heading(self, one: Instruction) -> Operation:
        """The heading of a unit; without one the title of the text."""
        return self._own(one) if one.target else self._head("title", one.text)

    def _head(self, name: HeadName, text: str) -> ReplaceHead:
        return ReplaceHead(name, words_sha256(getattr(self.base, name)), text.strip())

    def _act(self, one: Instruction) -> Operation:
        if one.words and _plain(self.base.title) not in _plain(one.words):
            raise NotBound(_ANOTHER_ACT.filled(act=one.words))
        if one.does == "new_edition":
            return NewEdition(edition_sha256(self.base), self._text())
        if one.does == "repeal_act":
            return RepealAct(edition_sha256(self.base))
        if one.target:
            raise NotBound(WHICH)
        return self._head("preamble", one.text)

    def _annex(self, one: Instruction) -> Operation:
        if len(one.target) != 1:
            raise NotBound(filled(NONE, one.target))
        turn = annex_turn(one.target[0], self.base)
        return ReplaceAnnex(turn, edition_sha256(self.base.annexes[turn]), self._text())

    def _text(self) -> EditionText:
        text = next(self.texts, None)
        if text is None:
            raise NotBound(_NO_TEXT)
        return text

    def _renumber(self, one: Instruction) -> Operation:
        clause = self.places.clause(one.target)
        kind, label = self._numbered_as(one.unit, clause)
        return Renumber(clause.uid, own_sha256(clause), label, kind)

    def _numbered_as(self, unit: Step | None, clause: Clause) -> tuple[Kind, str]:
        if unit is None:
            raise NotBound(WHICH)
        kind = KINDS.get(unit.unit, "section")
        if kind == "point" and clause.kind == "section" and "." not in unit.label:
            kind = "section"
        return kind, label_of(unit, kind)

    def _move(self, one: Instruction) -> Operation:
        clause = self.places.clause(one.target)
        kind, label = self._numbered_as(one.unit, clause) if one.unit else (clause.kind, clause.label)
        parent, after = self.places.clause(one.into).uid if one.into else "", ""
        if one.beside:
            above, after = self.places.beside(one)
            if one.into and above != parent:
                raise NotBound(filled(NOT_THERE, one.beside))
            parent = above
        made = MoveUnit(clause.uid, own_sha256(clause), parent, after, label, kind)
        self._stand(made)
        return made

    def _add(self, one: Instruction) -> Operation:
        clause = self._added(one)
        parent, after = self.places.place(one, clause)
        above = self.places.known.get(parent)
        self.places.unknown(clause, one, parent)
        made = AddUnit(parent, after, own_sha256(above), clause)
        self._stand(made)
        return made

    def _added(self, one: Instruction) -> Clause:
        if one.unit is None:
            raise NotBound(WHICH)
        if one.unit.unit == "row":
            return self._with_uids(rows.new_row(self.places, one))
        kind: Kind = KINDS.get(one.unit.unit, "section")
        label = "" if kind in ("paragraph", "dash") else label_of(one.unit, kind)
        if kind == "paragraph" and one.text.lstrip()[:1] in "-–—":
            kind = "dash"
        try:
            said = fragment.unit(one.text, kind, "–" if kind == "dash" else label)
        except NotAUnit as fault:
            raise NotBound(_NOT_UNIT.filled(said=str(fault))) from None
        return self._with_uids(said)

    def _with_uids(self, clause: Clause) -> Clause:
        uid = self.new_uid()
        return replace(clause, uid=uid, children=tuple(self._with_uids(one) for one in clause.children))


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold().replace("ё", "е")))


def _fresh(base: EditionText) -> Callable[[], str]:
    known = {one.uid for one in all_clauses(base)}
    numbers = count(1)
    return lambda: next(uid for uid in (f"new{number}" for number in numbers) if uid not in known)


def _at(line: int, told: Text) -> Text:
    """With the line in the order, if it stands in one."""
    if not line:
        return told
    return Text(_AT.ru.format(line=line, what=told.ru), _AT.en.format(line=line, what=told.en))


_AT = Text("строка {line}: {what}", "line {line}: {what}")
_NOT_BOUND = Text(
    "Изменения не соответствуют тексту акта: ни одно не принято",
    "The changes do not fit the text of the act: none was taken",
)
_LIST_BELOW = Text("{clause} вводит перечень: назовите и его", "{clause} introduces a list: name that too")
_ROW_GOES = Text("строку таблицы не признают утратившей силу: исключите её", "a row of a table is excluded")
_NOT_UNIT = Text(
    "новый текст – не этот пункт или под другим номером: «{said}»",
    "the new text is not that unit, or bears another number: “{said}”",
)
_ANOTHER_ACT = Text("это другой акт: {act}", "that is another act: {act}")
_NO_TEXT = Text("нет приложения с новым текстом", "the annex with the new text is missing")
_NEVER = Text(
    "Изменяющий акт не изменяют: изменения вносят в основной акт ({act})",
    "An amending act is never amended: amend the act itself ({act})",
)
_NEVER_UNNAMED = Text(
    "Изменяющий акт не изменяют: изменения вносят в основной акт",
    "An amending act is never amended: amend the act itself",
)
