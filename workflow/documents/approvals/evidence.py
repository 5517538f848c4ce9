"""Which number and date belong to which stamp, when columns may have been mixed: the least strained reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from workflow.documents.approvals.acts import AMENDED, ANNEX
from workflow.documents.approvals.marks import Mark
from workflow.documents.approvals.records import APPROVING, COLLEGIAL

# How strange a reading is, in one currency; the ratios matter, not the units.
_SAME_ROW_BACK, _NEW_ROW_BACK, _FORWARD = 0.9, 0.1, 0.25
_INVERSION, _INVERSION_ON_ROW = 0.3, 0.8
# In a table a body and its protocol stand in rows of their own.
_BODY_IN_ROW = 0.45
_CUT_LINK, _CUT_PHRASE = 0.8, 0.7
_PER_LETTER, _FAR = 0.002, 0.5
_PHRASE = 40
_LEFT_OVER = {"instrument": 0.4, "number": 1.5, "date": 1.5}
_LEFT_OVER_WITH_NUMBER = 1.2
_DOUBTFUL_NUMBER, _DOUBTFUL_DATE, _LATE = 1.2, 1.0, 0.8
_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Column:
    """One stamp to be filled: its act and the body that gave it."""

    act: Mark
    body: Mark | None

    @property
    def kind(self) -> str | None:
        """The kind of the body, None while it is only implied."""
        return self.body.value if self.body else None


@dataclass(frozen=True, slots=True)
class Filled:
    """A stamp with the evidence given to it."""

    column: Column
    instrument: Mark | None = None
    number: Mark | None = None
    date: Mark | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    cost: float
    slots: tuple[tuple[Mark | None, Mark | None, Mark | None], ...]
    column: int
    row: int
    last: Mark | None


_SLOT = {"instrument": 0, "number": 1, "date": 2}


def fill(columns: Sequence[Column], marks: Sequence[Mark], late: int) -> tuple[float, list[Filled]]:
    """The best sharing of instruments, numbers and dates among stamps, with its strain.

    Marks from `late` on stand behind the title, where only a number or date of a named instrument counts.
    """
    own = {id(column.body): i for i, column in enumerate(columns) if column.body}
    own |= {id(column.act): i for i, column in enumerate(columns)}
    empty = ((None, None, None),) * len(columns)
    whole = _whole_phrases(marks)
    readings = [_Reading(0.0, empty, 0, columns[0].act.row, None)]
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.kind in _SLOT:
            skipped = _skipped(mark, following, late)
            readings = [new for old in readings for new in _steps(old, columns, mark, late, skipped, whole)]
            readings = sorted(readings, key=lambda each: each.cost)[:_WIDTH]
        elif id(mark) in own:
            readings = [_moved(old, own[id(mark)], mark) for old in readings]
    best = min(readings, key=lambda each: each.cost + _gaps(columns, each))
    filled = [Filled(column, *slots) for column, slots in zip(columns, best.slots, strict=True)]
    return best.cost + _gaps(columns, best), filled


def _moved(old: _Reading, column: int, mark: Mark) -> _Reading:
    return _Reading(old.cost, old.slots, column, mark.row, old.last)


def _whole_phrases(marks: Sequence[Mark]) -> frozenset[int]:
    """Where the dates of unbroken phrases «протокол № 1 от …» stand; of two dates in a run each may be anyone's."""
    evidence = [mark for mark in marks if mark.kind in _SLOT]
    found = []
    for one, two, three, after in zip_longest(evidence, evidence[1:], evidence[2:], evidence[3:]):
        if three is None or (one.kind, two.kind, three.kind) != ("instrument", "number", "date"):
            continue
        unbroken = two.start - one.end <= 8 and three.start - two.end <= 8 and one.row == three.row
        run = after is not None and after.kind == "date" and after.start - three.end <= 8
        if unbroken and not run:
            found.append(three.start)
    return frozenset(found)


def _skipped(mark: Mark, following: Mark | None, late: int) -> float:
    """How strange it is to give a mark to no stamp; a number's own instrument is no stray word."""
    if mark.doubtful or mark.start >= late:
        return 0.05
    numbered = following is not None and following.kind == "number" and following.start - mark.end <= 4
    return _LEFT_OVER_WITH_NUMBER if mark.kind == "instrument" and numbered else _LEFT_OVER[mark.kind]


def _steps(
    old: _Reading, columns: Sequence[Column], mark: Mark, late: int, skipped: float, whole: frozenset[int]
) -> Iterator[_Reading]:
    kind = _SLOT[mark.kind]
    behind_title = mark.start >= late
    yield _Reading(old.cost + skipped, old.slots, old.column, old.row, old.last)
    for i, column in enumerate(columns):
        if old.slots[i][kind] is not None:
            continue
        if behind_title and mark.kind != "instrument" and not _named(old.slots[i][0], mark):
            continue
        cost = old.cost + _way(old, i, mark) + _strain(old, columns, i, mark, whole) + (_LATE if behind_title else 0)
        slots = list(old.slots)
        slots[i] = (*slots[i][:kind], mark, *slots[i][kind + 1 :])  # type: ignore[assignment]  # a triple stays one
        yield _Reading(cost + _fit(column, mark), tuple(slots), i, mark.row, mark)


def _named(instrument: Mark | None, mark: Mark) -> bool:
    return instrument is not None and 0 <= mark.start - instrument.end <= 60


def _way(old: _Reading, i: int, mark: Mark) -> float:
    """Reading goes left to right along a row and back to the left at a new one."""
    if i == old.column:
        return 0.0
    if i > old.column:
        return _FORWARD
    return _SAME_ROW_BACK if mark.row == old.row else _NEW_ROW_BACK


def _strain(old: _Reading, columns: Sequence[Column], i: int, mark: Mark, whole: frozenset[int]) -> float:
    cost = 0.0 if _continues(old, i, mark) else _inversions(old, i, mark)
    body = columns[i].body
    if len(columns) > 1 and mark.kind == "instrument" and body and body.row == mark.row != columns[i].act.row:
        cost += _BODY_IN_ROW
    if old.last and mark.start - old.last.end <= 4 and old.last.kind == "instrument" and old.column != i:
        cost += _CUT_LINK
    if old.last and mark.start - old.last.end <= 8 and {old.last.kind, mark.kind} == {"number", "date"}:
        cost += (_CUT_PHRASE if mark.start in whole else 0.15) if old.column != i else 0.0
    ends = [slot.end for slot in old.slots[i] if slot]
    nearest = max([body.end if body else columns[i].act.end, *ends])
    return cost + min(_FAR, _PER_LETTER * max(0, mark.start - nearest))


def _continues(old: _Reading, i: int, mark: Mark) -> bool:
    """«приказ № 5 от …» stays one phrase wherever its column stands."""
    return old.column == i and old.last is not None and mark.start - old.last.end <= _PHRASE


def _inversions(old: _Reading, i: int, mark: Mark) -> float:
    """Evidence of one kind runs in the order of the columns, on one row above all."""
    others = [slots[_SLOT[mark.kind]] for slots in old.slots[i + 1 :]]
    return sum(_INVERSION_ON_ROW if _on_one_row(other, mark) else _INVERSION for other in others if other)


def _on_one_row(one: Mark, two: Mark) -> bool:
    """In one row of a table; in a heading flattened to a single line only near marks were in one row."""
    return one.row == two.row and two.start - one.end <= _PHRASE


def _fit(column: Column, mark: Mark) -> float:
    if mark.kind == "number":
        return _DOUBTFUL_NUMBER if mark.doubtful else 0.0
    if mark.kind == "date":
        return _DOUBTFUL_DATE if mark.doubtful and column.act.value != "ВВЕДЕНО" else 0.0
    return instrument_fit(column.act.value, column.kind, mark.value)


def instrument_fit(act: str, body: str | None, instrument: str) -> float:
    """How strange it is that this body acts by this instrument: councils by protocol, heads by order."""
    if instrument == "short" or act == AMENDED:
        return 0.0
    if body is None:
        collegial = act not in APPROVING | {"ВВЕДЕНО", ANNEX}
    else:
        collegial = body in COLLEGIAL or body == "other"
    if instrument in ("protocol", "decision"):
        return 0.0 if collegial else 1.2
    return 1.2 if collegial else 0.0


def _gaps(columns: Sequence[Column], reading: _Reading) -> float:
    """A stamp is seldom printed with half of its evidence."""
    cost = 0.0
    for column, (instrument, number, date) in zip(columns, reading.slots, strict=True):
        signed = column.act.value in APPROVING or column.kind in ("authority", "head", "trade_union")
        if not (instrument or number or date):
            cost += 0.0 if signed else 0.5
        elif number and not date:
            cost += 0.3
        elif not number:
            cost += 0.3 if instrument or not signed else 0.05
        elif not instrument:
            cost += 0.1
    return cost
