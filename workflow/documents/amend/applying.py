"""An amendment applied to the edition it was made for: all its operations or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.documents.addresses import Address, addresses, named
from workflow.documents.amend.annexed import annex_address, by_annex
from workflow.documents.amend.operations import (
    WHOLE,
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
    UnitOperation,
    cell_sha256,
    edition_sha256,
    own_sha256,
    whole_sha256,
    words_sha256,
)
from workflow.documents.amend.tree import Tree
from workflow.documents.amend.twins import numbers_twice
from workflow.documents.amend.wordwork import WordOperation, occurrences, reworded, sought
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.tables import is_row, with_cell
from workflow.errors import Refused, Stale, Unmet
from workflow.values import Text

_WORDS = (ReplaceWords, AddWords, ExcludeWords)
_TEXT = (ReplaceUnit, ReplaceOwn, ReplaceCell, RepealUnit, ExcludeUnit)


def applied(base: EditionText, amendment: Amendment) -> EditionText:
    """The edition that the amendment makes of its base.

    Raises Stale when the base is another edition, naming what differs for this amendment; Refused with every
    operation that cannot be applied. Numbers change only where an operation says so.
    """
    faults = tuple(problems(base, amendment))
    if edition_sha256(base) != amendment.base_sha256:
        raise StaleBase(faults)
    if faults:
        raise Refused("amendment-not-applicable", _NOT_APPLICABLE, faults)
    return _applied(base, amendment.operations)


def rebased(amendment: Amendment, base: EditionText) -> Amendment:
    """The same operations on another edition, when each finds what it expects there. Raises Stale."""
    moved = Amendment(edition_sha256(base), amendment.operations)
    faults = tuple(obstacles(base, moved))
    if faults:
        raise StaleBase(faults)
    return moved


def obstacles(base: EditionText, amendment: Amendment) -> Iterator[Unmet]:
    """What keeps an amendment from another edition than its own: its `problems`, numbers taken meanwhile."""
    yield from problems(base, amendment)
    for _uid, label in numbers_twice(base, amendment.operations):
        yield Unmet("number-taken", _TAKEN.filled(label=label))


class StaleBase(Stale):
    """The act was changed since the amendment was drafted; `differs` tells where it matters, if anywhere."""

    def __init__(self, differs: tuple[Unmet, ...]) -> None:
        told = Text(
            "; ".join(one.message.ru for one in differs), "; ".join(one.message.en for one in differs)
        )
        super().__init__("stale-base", _STALE.filled(differs=told) if not differs else _said(told))
        self.differs = differs


def problems(base: EditionText, amendment: Amendment) -> Iterator[Unmet]:
    """Everything that keeps the operations from being applied to this text."""
    checks = _Checks(base)
    for operation in amendment.operations:
        yield from checks.faults(operation)
    yield from checks.lost(amendment.operations)
    if len(amendment.operations) > 1:
        for operation in amendment.operations:
            if isinstance(operation, NewEdition | RepealAct):
                yield Unmet("alone", _ALONE)


class _Checks:
    """The base with its clauses by uid, and what the operations before have taken; `of`: it is that annex."""

    def __init__(self, base: EditionText, of: Address = ()) -> None:
        self.base = base
        self.of = of
        self.annexes = [_Checks(one, annex_address(base, at)) for at, one in enumerate(base.annexes)]
        self.anew: set[int] = set()
        self.clauses = {one.uid: one for one in walk(base.clauses)}
        self.known = {uid: (*of, *known) for uid, known in addresses(base.clauses).items()}
        self.above = {child.uid: one.uid for one in walk(base.clauses) for child in one.children}
        self.taken: dict[str, list[UnitOperation]] = {}
        self.added: set[str] = set()

    def faults(self, operation: Operation) -> Iterator[Unmet]:
        if isinstance(operation, AddUnit):
            yield from self._addition(operation)
        elif isinstance(operation, ReplaceHead):
            if words_sha256(getattr(self.base, operation.name)) != operation.expect:
                yield Unmet("head-differs", _HEAD)
        elif isinstance(operation, ReplaceAnnex | InAnnex):
            yield from self._annex(operation)
        elif isinstance(operation, NewEdition | RepealAct):
            if edition_sha256(self.base) != operation.expect:
                yield Unmet("edition-differs", _EDITION)
        else:
            yield from self._unit(operation)

    def lost(self, operations: Sequence[Operation]) -> Iterator[Unmet]:
        """What works inside a clause that another operation takes away whole would be lost without a word."""
        gone = {one.uid for one in operations if isinstance(one, WHOLE)}
        moved = {one.uid for one in operations if isinstance(one, MoveUnit)}
        for one in operations:
            for place in _places(one):
                if self._within(place, gone, moved):
                    yield self._told("inside-what-goes", _LOST, place)
        for turn, inside in by_annex(operations).items():
            if 0 <= turn < len(self.annexes):
                yield from self.annexes[turn].lost(inside)
                if turn in self.anew:
                    yield Unmet("touched-twice", _filled(_TWICE, annex_address(self.base, turn)))

    def _within(self, uid: str, gone: set[str], moved: set[str]) -> bool:
        """Whether it stands below what goes; what is moved out of there does not."""
        while uid in self.above and uid not in moved:
            uid = self.above[uid]
            if uid in gone:
                return True
        return False

    def _unit(self, operation: UnitOperation) -> Iterator[Unmet]:
        clause = self.clauses.get(operation.uid)
        if clause is None:
            yield Unmet("clause-gone", _GONE.filled(clause=operation.uid))
            return
        if _found(clause, operation) != operation.expect:
            yield self._told("clause-differs", _DIFFERS, operation.uid)
            return
        if isinstance(operation, ReplaceUnit) and operation.clause.label != clause.label:
            yield self._told("silent-renumbering", _SILENT, operation.uid)
        if isinstance(operation, ReplaceWords | AddWords | ExcludeWords):
            yield from self._words(operation, clause)
        if isinstance(operation, ReplaceCell) and not is_row(
            with_cell(clause.text, operation.column, operation.text)
        ):
            yield self._told("no-row", _NO_ROW, operation.uid)
        if isinstance(operation, MoveUnit):
            yield from self._move(operation)
        yield from self._clashes(operation)

    def _words(self, operation: WordOperation, clause: Clause) -> Iterator[Unmet]:
        words = sought(operation)
        count = occurrences(clause.text, words)
        if words and count != 1:
            name = named(self.known[clause.uid], "prepositional")
            told = _NO_WORDS if count == 0 else _WORDS_TWICE
            facts = {"words": words, "count": count}
            yield Unmet(
                "words-not-once",
                Text(told.ru.format(clause=name.ru, **facts), told.en.format(clause=name.en, **facts)),
            )

        elif is_row(clause.text) and not is_row(reworded(clause.text, operation)):
            yield self._told("no-row", _NO_ROW, clause.uid)

    def _move(self, operation: MoveUnit) -> Iterator[Unmet]:
        parent = operation.parent
        if parent and parent not in self.clauses and parent not in self.added:
            yield Unmet("clause-gone", _GONE.filled(clause=parent))
        if parent in {one.uid for one in walk((self.clauses[operation.uid],))}:
            yield self._told("move-into-itself", _INTO_ITSELF, operation.uid)

    def _clashes(self, operation: UnitOperation) -> Iterator[Unmet]:
        """Two operations of one amendment on the same words, or one inside what another replaces whole."""
        before = self.taken.setdefault(operation.uid, [])
        if any(clash(operation, one) for one in before):
            yield self._told("touched-twice", _TWICE, operation.uid)
        before.append(operation)

    def _addition(self, operation: AddUnit) -> Iterator[Unmet]:
        parent = self.clauses.get(operation.parent)
        if operation.parent and parent is None:
            if operation.parent not in self.added:
                yield Unmet("clause-gone", _GONE.filled(clause=operation.parent))
        elif own_sha256(parent) != operation.expect:
            yield self._told("clause-differs", _DIFFERS, operation.parent)
        mine = {one.uid for one in walk((operation.clause,))}
        if mine & (self.clauses.keys() | self.added):
            yield Unmet("uid-known", _GONE.filled(clause=operation.clause.label))
        self.added |= mine

    def _annex(self, operation: ReplaceAnnex | InAnnex) -> Iterator[Unmet]:
        turn = operation.turn
        if not 0 <= turn < len(self.base.annexes):
            yield Unmet("no-annex", _NO_ANNEX.filled(turn=turn + 1))
        elif isinstance(operation, InAnnex):
            yield from self.annexes[turn].faults(operation.of)
        elif turn in self.anew:
            yield Unmet("touched-twice", _filled(_TWICE, annex_address(self.base, turn)))
        elif edition_sha256(self.base.annexes[turn]) != operation.expect:
            yield Unmet("annex-differs", _ANNEX.filled(turn=turn + 1))
        if isinstance(operation, ReplaceAnnex):
            self.anew.add(turn)

    def _told(self, code: str, told: Text, uid: str) -> Unmet:
        return Unmet(code, _filled(told, self.known.get(uid, self.of)))


def _filled(told: Text, address: Address) -> Text:
    name = named(address)
    return Text(told.ru.format(clause=name.ru), told.en.format(clause=name.en))


def _found(clause: Clause, operation: UnitOperation) -> str:
    """The hash of what the operation works on."""
    if isinstance(operation, ReplaceCell):
        return cell_sha256(clause, operation.column)
    return whole_sha256(clause) if isinstance(operation, WHOLE) else own_sha256(clause)


def _places(operation: Operation) -> tuple[str, ...]:
    """The clauses that an operation works in: its own, and the parent that takes what comes."""
    if isinstance(operation, AddUnit):
        return (operation.parent,)
    if isinstance(operation, MoveUnit):
        return operation.uid, operation.parent
    return (operation.uid,) if isinstance(operation, UnitOperation) else ()


def clash(one: UnitOperation, other: UnitOperation) -> bool:
    """Whether two operations on one clause leave it open what it shall say."""
    if isinstance(one, _WORDS) and isinstance(other, _WORDS):
        first, second = sought(one), sought(other)
        return first == second or bool(first and second and (first in second or second in first))
    if isinstance(one, ReplaceCell) and isinstance(other, ReplaceCell):
        return one.column == other.column
    texts = (isinstance(one, (*_TEXT, *_WORDS)), isinstance(other, (*_TEXT, *_WORDS)))
    places = (isinstance(one, Renumber | MoveUnit), isinstance(other, Renumber | MoveUnit))
    gone = _goes(one) or _goes(other)
    return all(texts) or all(places) or gone


def _goes(operation: UnitOperation) -> bool:
    """Whether no clause of this uid is left."""
    another = isinstance(operation, ReplaceUnit) and operation.clause.uid != operation.uid
    return another or isinstance(operation, ExcludeUnit)


def _applied(base: EditionText, operations: Sequence[Operation]) -> EditionText:
    tree, changed = Tree(base.clauses), base
    places = [one for one in operations if isinstance(one, AddUnit | MoveUnit)]
    for moved in (one for one in places if isinstance(one, MoveUnit)):
        tree.cut(moved.uid)
    # A new text bears the number that its clause has; one that is given beside it comes after.
    for operation in sorted(operations, key=lambda one: isinstance(one, Renumber | MoveUnit)):
        if isinstance(operation, NewEdition):
            return operation.text
        changed = _head(changed, operation)
        _worked(tree, operation)
    for place in places:
        _placed(tree, place)
    # What goes marks a place until all that comes after it stands.
    for operation in operations:
        if isinstance(operation, ExcludeUnit):
            tree.cut(operation.uid)
    annexes = list(changed.annexes)
    for turn, inside in by_annex(operations).items():
        annexes[turn] = _applied(annexes[turn], inside)
    return replace(changed, clauses=tree.grown(), annexes=tuple(annexes))


def _head(text: EditionText, operation: Operation) -> EditionText:
    if isinstance(operation, ReplaceHead):
        if operation.name == "title":
            return replace(text, title=operation.text)
        return replace(text, preamble=operation.text)
    if isinstance(operation, ReplaceAnnex):
        turn = operation.turn
        return replace(text, annexes=(*text.annexes[:turn], operation.text, *text.annexes[turn + 1 :]))
    return text


def _worked(tree: Tree, operation: Operation) -> None:
    if isinstance(operation, ReplaceUnit):
        tree.replace(operation.uid, operation.clause)
    elif isinstance(operation, ReplaceOwn):
        tree.say(operation.uid, text=operation.text)
    elif isinstance(operation, ReplaceCell):
        row = tree.said[operation.uid].text
        tree.say(operation.uid, text=with_cell(row, operation.column, operation.text))
    elif isinstance(operation, RepealUnit):
        tree.say(operation.uid, text=operation.text)
        tree.clear(operation.uid)
    elif isinstance(operation, ReplaceWords | AddWords | ExcludeWords):
        tree.say(operation.uid, text=reworded(tree.said[operation.uid].text, operation))
    elif isinstance(operation, Renumber | MoveUnit):
        tree.say(operation.uid, label=operation.label, kind=operation.kind)


def _placed(tree: Tree, operation: AddUnit | MoveUnit) -> None:
    uid = operation.uid if isinstance(operation, MoveUnit) else tree.take(operation.clause)
    try:
        tree.put(uid, operation.parent, operation.after)
    except (KeyError, ValueError):
        raise Refused(
            "no-place",
            _NO_PLACE.filled(
                label=operation.label if isinstance(operation, MoveUnit) else operation.clause.label
            ),
        ) from None


def _said(told: Text) -> Text:
    return Text(
        f"Акт изменился с тех пор, как составлены изменения: {told.ru}",
        f"The act has changed since the amendment was drafted: {told.en}",
    )


_STALE = Text(
    "Изменения составлены для другой редакции; ни одно из мест, которых они касаются, не изменилось: "
    "их можно перенести на эту редакцию",
    "The amendment was drafted for another edition; no place that it touches has changed: it can be rebased",
)
_NOT_APPLICABLE = Text(
    "Изменения не внесены: ни одно не применено", "The amendment was not applied, not even in part"
)
_GONE = Text("такого пункта нет: {clause}", "there is no such clause: {clause}")
_DIFFERS = Text("{clause}: текст не тот, что ожидался", "{clause}: the text is not the one expected")
_SILENT = Text(
    "{clause}: в новом тексте другой номер; номер меняет только отдельное изменение",
    "{clause}: the new text bears another number; only an operation of its own renumbers",
)
_NO_WORDS = Text("в {clause} нет слов «{words}»", "{clause} has no words “{words}”")
_WORDS_TWICE = Text(
    "в {clause} слова «{words}» стоят {count} раза: назовите больше слов",
    "in {clause} the words “{words}” stand {count} times: name more words",
)
_NO_ROW = Text(
    "{clause}: с такими словами это уже не строка таблицы",
    "{clause} would be no row of a table with these words",
)
_INTO_ITSELF = Text("{clause} нельзя перенести в самого себя", "{clause} cannot be moved into itself")
_TWICE = Text("{clause} меняют дважды", "{clause} is changed twice")
_LOST = Text(
    "{clause}: изменение пропало бы – то, в чём он стоит, заменяется или исключается целиком",
    "{clause}: the change would be lost, since what it stands in goes whole",
)
_TAKEN = Text("номер {label} уже занят: дайте другой", "number {label} is taken: give another")
_ALONE = Text(
    "новая редакция и отмена акта не соединяются с другими изменениями",
    "a new edition and a repeal of the act go with no other change",
)
_HEAD = Text("название или преамбула не те, что ожидались", "the title or preamble is not the one expected")
_EDITION = Text("редакция не та, что ожидалась", "the edition is not the one expected")
_NO_ANNEX = Text("приложения № {turn} нет", "there is no annex {turn}")
_ANNEX = Text("приложение № {turn} не то, что ожидалось", "annex {turn} is not the one expected")
_NO_PLACE = Text(
    "место для пункта {label} не найдено: то, за чем он должен стоять, исключается",
    "there is no place for clause {label}: what it should follow goes away",
)
