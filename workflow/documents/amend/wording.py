"""Operations put into the words of an order, by the formulas of drafting rules (our own templates)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from workflow.documents.addresses import Address, Case, Step, addresses, bare, named
from workflow.documents.amend import fragment
from workflow.documents.amend.annexed import annex_address
from workflow.documents.amend.applying import applied
from workflow.documents.amend.binding import bound
from workflow.documents.amend.generating import amendment, whole_edition
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.operations import (
    AddUnit,
    AddWords,
    Amendment,
    ExcludeUnit,
    ExcludeWords,
    InAnnex,
    MoveUnit,
    NewEdition,
    Operation,
    Renumber,
    RepealAct,
    RepealUnit,
    ReplaceAnnex,
    ReplaceCell,
    ReplaceHead,
    ReplaceOwn,
    ReplaceUnit,
    ReplaceWords,
)
from workflow.documents.amend.orders import read_order
from workflow.documents.amend.placing import KINDS, NotBound, Places, label_of
from workflow.documents.amend.rows import row_step
from workflow.documents.clauses import Clause, Kind
from workflow.documents.document import EditionText
from workflow.documents.tables import row_labels, row_table, serial
from workflow.errors import Refused, Stale

_FEMININE = ("chapter", "article", "part")
_HEADS = {"title": "наименование", "preamble": "преамбулу"}


@dataclass(frozen=True, slots=True)
class Drafted:
    """An amendment, its wording line by line, and the texts that the order brings as its annexes."""

    amendment: Amendment
    wording: tuple[str, ...]
    texts: tuple[EditionText, ...] = ()


class Unsayable(ValueError):
    """No formula says this operation so that it could be read back."""


def drafted(former: EditionText, latter: EditionText, act: str = "Положение") -> Drafted:
    """The amendment that makes the latter text of the former, and its wording.

    Read back and applied the wording gives the latter text; where clause by clause it would not, the whole
    act is given in a new edition.
    """
    found = amendment(former, latter)
    told: Drafted | None = None
    with suppress(Unsayable):
        told = Drafted(found, wording(former, found, act), _texts(found))
    if told is not None and _reads_back(former, latter, told):
        return told
    whole = whole_edition(former, latter)
    return Drafted(whole, wording(former, whole, act), (latter,))


def said(former: EditionText, of: Amendment, act: str = "Положение") -> Drafted:
    """The amendment with its wording, as it was composed where that is read back; else drafted anew."""
    latter = applied(former, of)
    with suppress(Unsayable):
        told = Drafted(of, wording(former, of, act), _texts(of))
        if _reads_back(former, latter, told):
            return told
    return drafted(former, latter, act)


def lines(base: EditionText, of: Amendment, act: str = "Положение") -> tuple[str, ...]:
    """One instruction for each operation; empty for one that no formula says."""
    writer = _Writer(base, act)
    return tuple(_tried(writer, one) for one in of.operations)


def _tried(writer: _Writer, one: Operation) -> str:
    try:
        return writer.said(one)
    except (Unsayable, KeyError):
        return ""


def wording(base: EditionText, of: Amendment, act: str = "Положение") -> tuple[str, ...]:
    """One instruction for each operation, in order. Raises Unsayable."""
    writer = _Writer(base, act)
    return tuple(writer.said(one) for one in of.operations)


def same_words(one: EditionText, other: EditionText) -> bool:
    """Whether two texts say the same, the uids of clauses aside."""
    heads = ("title", "kind", "word", "preamble")
    return (
        all(getattr(one, name) == getattr(other, name) for name in heads)
        and [fragment.shape(clause) for clause in one.clauses]
        == [fragment.shape(clause) for clause in other.clauses]
        and len(one.annexes) == len(other.annexes)
        and all(same_words(*pair) for pair in zip(one.annexes, other.annexes, strict=True))
    )


def _reads_back(former: EditionText, latter: EditionText, told: Drafted) -> bool:
    read = read_order("\n".join(f"{turn}) {line}" for turn, line in enumerate(told.wording, 1)))
    if read.faults:
        return False
    try:
        return same_words(applied(former, bound(read.found, former, told.texts)), latter)
    except (Refused, Stale):
        return False


def _texts(of: Amendment) -> tuple[EditionText, ...]:
    return tuple(one.text for one in of.operations if isinstance(one, NewEdition | ReplaceAnnex))


class _Writer:
    """The base under the names of its clauses, and the places taken so far; `of`: it is that annex."""

    def __init__(self, base: EditionText, act: str, of: Address = ()) -> None:
        self.base = base
        self.act = act
        self.of = of
        self.annexes = [_Writer(one, act, annex_address(base, at)) for at, one in enumerate(base.annexes)]
        self.known = addresses(base.clauses)
        self.places = Places(base)

    def said(self, one: Operation) -> str:
        """The instruction. Raises Unsayable."""
        if isinstance(one, InAnnex):
            return self.annexes[one.turn].said(one.of)
        if isinstance(one, AddUnit):
            return self._add(one)
        if isinstance(one, MoveUnit):
            return self._move(one)
        if isinstance(one, ReplaceHead):
            head = f"{_HEADS[one.name]} {self._named((), 'genitive')}".rstrip()
            return f"{head} изложить в следующей редакции: «{one.text}»"
        if isinstance(one, ReplaceAnnex):
            annex = self.annexes[one.turn]._named((), "accusative")
            return f"{annex} изложить в новой редакции (приложение к настоящему приказу)"
        if isinstance(one, NewEdition):
            return _NEW_EDITION.format(act=self.act)
        if isinstance(one, RepealAct):
            return f"признать утратившим силу {self.act}"
        if isinstance(one, ReplaceWords | AddWords | ExcludeWords):
            return self._words(one)
        if isinstance(one, ReplaceCell):
            cell = (*self.known[one.uid], Step("column", str(one.column + 1)))
            return f"{self._named(cell, 'accusative')} изложить в следующей редакции: «{one.text}»"
        return self._unit(one)

    def _name(self, uid: str, case: Case) -> str:
        if uid not in self.known:
            raise Unsayable(uid)
        return self._named(self.known[uid], case)

    def _named(self, address: Address, case: Case) -> str:
        """With the annex in which it stands."""
        return named((*self.of, *address), case).ru

    def _unit(self, one: ReplaceUnit | ReplaceOwn | RepealUnit | ExcludeUnit | Renumber) -> str:
        name = self._name(one.uid, "accusative")
        if isinstance(one, ReplaceUnit):
            return f"{name} изложить в следующей редакции:\n«{fragment.printed(one.clause)}»"
        if isinstance(one, ReplaceOwn):
            return self._own(one)
        if isinstance(one, ExcludeUnit):
            return f"{name} исключить"
        if isinstance(one, Renumber):
            return f"{name} считать {named((step_of(one.kind, one.label),), 'instrumental').ru}"
        feminine = self.known[one.uid][-1].unit in _FEMININE
        return f"{name} признать {'утратившей' if feminine else 'утратившим'} силу"

    def _own(self, one: ReplaceOwn) -> str:
        clause = self.places.known[one.uid]
        if clause.kind == "section":
            name = f"наименование {self._name(one.uid, 'genitive')}"
        elif clause.kind in ("point", "item"):
            name = self._named((*self.known[one.uid], Step("paragraph", "1")), "accusative")
        else:
            name = self._name(one.uid, "accusative")
        return f"{name} изложить в следующей редакции: «{one.text}»"

    def _words(self, one: ReplaceWords | AddWords | ExcludeWords) -> str:
        if isinstance(one, ReplaceWords):
            was, became = _word(one.old), _word(one.new, "instrumental")
            return f"в {self._name(one.uid, 'prepositional')} {was} заменить {became}"
        if isinstance(one, ExcludeWords):
            return f"в {self._name(one.uid, 'prepositional')} {_word(one.words)} исключить"
        added = _word(one.words, "instrumental")
        name = self._name(one.uid, "accusative")
        if one.side == "end":
            return f"{name} дополнить {added}"
        side = "после" if one.side == "after" else "перед"
        return f"{name} {side} слов{'' if one.side == 'after' else 'ами'} «{one.beside}» дополнить {added}"

    def _add(self, one: AddUnit) -> str:
        clause = one.clause
        text = f"следующего содержания:\n«{fragment.printed(clause)}»"
        table = self._table(one)
        unit = row_step(clause) if table else _added(clause)
        what = "абзацем" if unit is None else named((unit,), "instrumental").ru.strip()
        place = self._by_itself(one, unit, table)
        if place is None:
            place = self._after(one)
        self.places.put(one.parent, one.after, clause)
        return f"{place}дополнить {what} {text}"

    def _table(self, one: AddUnit) -> Address:
        """The table that a row is added to; nothing for what is no row, or begins a table."""
        siblings = list(self.places.order[one.parent])
        turn = next((at for at, each in enumerate(siblings, 1) if each.uid == one.after), 0)
        siblings.insert(turn, one.clause)
        return self._table_of(row_table(siblings, one.clause.uid))

    def _table_of(self, rows: Sequence[Clause]) -> Address:
        """Its address, by the rows that were there before."""
        known = (self.known[row.uid] for row in rows if row.uid in self.known)
        return next((address[:-1] for address in known if address[-1].unit == "row"), ())

    def _by_itself(self, one: AddUnit, unit: Step | None, table: Address) -> str | None:
        """The parent or the table alone, when the number or the end of it tells the place."""
        target = table or self.known.get(one.parent, ())
        if one.parent and not target:
            return None
        found = Instruction("add", target, unit or Step("paragraph", ""))
        try:
            place = self.places.place(found, one.clause)
        except NotBound:
            return None
        if place != (one.parent, one.after):
            return None
        return f"{self._named(target, 'accusative')} ".lstrip()

    def _after(self, one: AddUnit | MoveUnit) -> str:
        """«после пункта 3.4 », «перед пунктом 3.1 », «после абзаца первого пункта 3.1 »."""
        if one.after:
            return f"после {self._beside(one.after, 'genitive')} "
        parent = self.places.known.get(one.parent)
        if parent is not None and parent.kind in ("point", "item"):
            first = (*self.known[one.parent], Step("paragraph", "1"))
            return f"после {self._named(first, 'genitive')} "
        siblings = self.places.order.get(one.parent, [])
        if not siblings:
            raise Unsayable(one.parent)
        return f"перед {self._beside(siblings[0].uid, 'instrumental')} "

    def _beside(self, uid: str, case: Case) -> str:
        """A clause of the base, or one that was added before under its new number."""
        if uid in self.known:
            return self._name(uid, case)
        for siblings in self.places.order.values():
            if rows := row_table(siblings, uid):
                return self._named(self._added_row(rows, uid), case)
            for one in siblings:
                if one.uid == uid and _added(one) is not None:
                    return self._named((step_of(one.kind, one.label),), case)
        raise Unsayable(uid)

    def _added_row(self, rows: Sequence[Clause], uid: str) -> Address:
        """A row that was added before, under its number or its words; its turn would mean another one."""
        turn = next(at for at, one in enumerate(rows) if one.uid == uid)
        table, label = self._table_of(rows), row_labels(rows)[turn]
        if not table or (label.isdecimal() and not serial(rows[turn])):
            raise Unsayable(uid)
        return (*table, Step("row", label))

    def _move(self, one: MoveUnit) -> str:
        clause = self.places.known[one.uid]
        where = self._to(one)
        told = f"{self._name(one.uid, 'accusative')} перенести {where}"
        self.places.cut(one.uid)
        self.places.put(one.parent, one.after, replace(clause, label=one.label, kind=one.kind))
        if (clause.label, clause.kind) == (one.label, one.kind):
            return told
        own = "её" if self.known[one.uid][-1].unit in _FEMININE else "его"
        return f"{told}, считая {own} {named((step_of(one.kind, one.label),), 'instrumental').ru}"

    def _to(self, one: MoveUnit) -> str:
        if one.after:
            if one.after not in self.known:
                raise Unsayable(one.after)
            return f"после {self._name(one.after, 'genitive')}"
        parent = self.places.known.get(one.parent)
        if parent is None:
            if one.parent:
                raise Unsayable(one.parent)
            return f"в начало {self._named((), 'genitive')}".rstrip()
        return f"в начало {self._name(one.parent, 'genitive')}"


def _added(clause: Clause) -> Step | None:
    """The unit that is added under a number; None for a paragraph or a dash."""
    if clause.kind in ("paragraph", "dash"):
        return None
    return step_of(clause.kind, clause.label)


def step_of(kind: Kind, label: str) -> Step:
    """The name of a numbered unit, sure to be read back as it is. Raises Unsayable."""
    words = label.split()
    worded: dict[str, str] = {"глава": "chapter", "статья": "article", "часть": "part"}
    unit = worded.get(words[0].casefold(), kind) if len(words) == 2 else kind
    step = Step(unit, bare(words[-1]) if words else "")  # type: ignore[arg-type]  # kinds are units
    if not words or not words[-1][0].isalnum() or label_of(step, KINDS.get(step.unit, "section")) != label:
        raise Unsayable(label)
    return step


def _word(words: str, case: Case = "accusative") -> str:
    """«слова «…»», «словом «…»»."""
    forms = ("слово", "слова") if case == "accusative" else ("словом", "словами")
    return f"{forms[len(words.split()) > 1]} «{words}»"


_NEW_EDITION = "изложить {act} в новой редакции (приложение)"
