"""The comparison table (сравнительная таблица): the unit, как было, как стало, основание."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.documents.addresses import Step, named
from workflow.documents.clauses import Clause
from workflow.documents.compare.grounds import Made, grounds_of
from workflow.documents.compare.values import Change, ChangeKind, Comparison, Head, HeadName
from workflow.documents.compare.words import Run, RunKind, joined, runs
from workflow.values import Text

Line = tuple[Run, ...]
"""A line of a cell: words that stayed, and those that went or came."""

HEADS: dict[HeadName, Text] = {
    "title": Text("название", "title"),
    "preamble": Text("преамбула", "preamble"),
    "word": Text("вид документа", "kind of document"),
    "kind": Text("вид документа", "kind of document"),
}
COLUMNS = (
    Text("Что изменено", "What changed"),
    Text("Было", "Before"),
    Text("Стало", "After"),
    Text("Основание", "Grounds"),
)
TITLE = Text("Сравнительная таблица", "Comparison table")
SIDES = Text("было: {former}; стало: {latter}", "before: {former}; after: {latter}")
KEY = Text(
    "Зачёркнуто то, чего больше нет; подчёркнуто то, что появилось.",
    "What is no more there is struck out; what is new is underlined.",
)
ANNEX = Text("Приложение № {turn}", "Annex {turn}")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One unit: what happened to it, its lines before and after; a unit that came or went stands whole."""

    unit: Text
    kinds: tuple[ChangeKind, ...]
    former: tuple[Line, ...]
    latter: tuple[Line, ...]
    grounds: Text
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """The table with the names of both texts over its columns."""

    title: str
    former: Text
    latter: Text
    rows: tuple[TableRow, ...]


def table(comparison: Comparison, former: Text, latter: Text, way: Sequence[Made] = ()) -> ComparisonTable:
    """The comparison as a table; `way` leads from the former text to the latter, empty if no paper does."""
    rows = [replace(row, grounds=grounds_of(row.uid, way)) for row in _rows(comparison, ())]
    return ComparisonTable(comparison.latter.title, former, latter, tuple(rows))


def prefix(clause: Clause) -> str:
    """What is printed before the words of a clause: «3.1. », «а) », «– »."""
    return f"{clause.printed} " if clause.printed else ""


def sided(words: tuple[Run, ...], kind: RunKind) -> Line:
    """The runs of one side: those that stayed, and those of that kind."""
    return tuple(run for run in words if run.kind in ("same", kind))


def line(change: Change, kind: RunKind) -> Line:
    """One side of a change with its label."""
    return sided(words_of(change), kind)


def words_of(change: Change) -> Line:
    """The runs of a change, its label before them; a label is one word, whatever its figures."""
    return words_between(*(spot.clause if spot else None for spot in (change.former, change.latter)))


def words_between(former: Clause | None, latter: Clause | None) -> Line:
    """The runs from one clause to another, labels before them; None is a clause that is not there."""
    was, now = (prefix(one) if one else "" for one in (former, latter))
    label = (Run("same", was),) if was == now else (Run("removed", was), Run("added", now))
    said = (one.text if one else "" for one in (former, latter))
    return tuple(joined((*label, *runs(*said))))


def _rows(comparison: Comparison, annex: tuple[Step, ...]) -> Iterator[TableRow]:
    for head in comparison.heads:
        if head.name != "kind" or len(comparison.heads) == 1:
            yield _head(head, annex)
    yield from (_row(group, annex) for group in _paired(_groups(comparison.changes)))
    for number, one in enumerate(comparison.annexes):
        yield from _annex(one, number)


def _head(head: Head, annex: tuple[Step, ...]) -> TableRow:
    words = runs(head.former, head.latter)
    unit = HEADS[head.name]
    if annex:
        at = named(annex, "genitive")
        unit = Text(f"{unit.ru} {at.ru}", f"{unit.en} of {at.en}")
    former, latter = sided(words, "removed"), sided(words, "added")
    cells = ((former,) if former else (), (latter,) if latter else ())
    return TableRow(unit, ("reworded",), *cells, Text("", ""))


def _groups(changes: tuple[Change, ...]) -> Iterator[list[Change]]:
    """Changes that make one row: a clause that came or went with all that came or went under it."""
    open_: dict[str, list[Change]] = {}
    groups: list[list[Change]] = []
    for one in changes:
        spot, alone = one.spot, one.former is not None and one.latter is not None
        above = open_.get(spot.parent)
        if alone or above is None or (above[0].former is None) != (one.former is None):
            above = []
            groups.append(above)
        above.append(one)
        if not alone:
            open_[one.uid] = above
    yield from groups


def _paired(groups: Iterable[list[Change]]) -> list[list[Change]]:
    """What went from under a number and what came under it make one row."""
    rows: list[list[Change]] = []
    gone: dict[object, list[Change]] = {}
    for group in groups:
        first, place = group[0], (group[0].spot.parent, group[0].spot.address)
        if first.former is None and place in gone:
            gone.pop(place).extend(group)
            continue
        if first.latter is None:
            gone[place] = group
        rows.append(group)
    return rows


def _row(group: list[Change], annex: tuple[Step, ...]) -> TableRow:
    first = group[0]
    unit = named((*annex, *first.spot.address))
    if first.latter is None and group[-1].former is None:
        return _replaced(unit, group)
    former = tuple(line(one, "removed") for one in group if one.former)
    latter = tuple(line(one, "added") for one in group if one.latter)
    return TableRow(unit, first.kinds, former, latter, Text("", ""), first.uid)


def _replaced(unit: Text, group: list[Change]) -> TableRow:
    """Two clauses under one number; when both are a line long, the words that both have are told."""
    gone = [one.former.clause for one in group if one.former]
    come = [one.latter.clause for one in group if one.latter]
    cells = (
        tuple(line(one, "removed") for one in group if one.former),
        tuple(line(one, "added") for one in group if one.latter),
    )
    if len(gone) == len(come) == 1:
        words = runs(prefix(gone[0]) + gone[0].text, prefix(come[0]) + come[0].text)
        cells = (sided(words, "removed"),), (sided(words, "added"),)
    return TableRow(unit, ("replaced",), *cells, Text("", ""), group[0].uid)


def _annex(one: Comparison, number: int) -> Iterator[TableRow]:
    was, now = one.turns
    turn = now if now is not None else was
    step = Step("annex", str((number if turn is None else turn) + 1))
    if was != now:
        kinds: tuple[ChangeKind, ...] = (
            ("added",) if was is None else ("removed",) if now is None else ("moved",)
        )
        former = () if was is None else ((Run("removed", ANNEX.filled(turn=was + 1).ru),),)
        latter = () if now is None else ((Run("added", ANNEX.filled(turn=now + 1).ru),),)
        yield TableRow(named((step,)), kinds, former, latter, Text("", ""))
    yield from _rows(one, (step,))
