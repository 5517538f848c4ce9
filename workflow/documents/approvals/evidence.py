"""Which number and date belong to which stamp when columns were mixed: the least strained reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from workflow.documents.approvals.acts import AMENDED, ANNEX
from workflow.documents.approvals.marks import Mark
from workflow.documents.approvals.records import APPROVING, COLLEGIAL

# How strange a reading is, in one currency; the ratios matter, not the units.
_SKIPPED_CELL, _CROWDED_CELL, _ROW_BACK, _NEW_SWEEP = 0.2, 0.35, 0.9, 0.05
_SAME_COLUMN_AGAIN = 0.22
_INVERSION, _INVERSION_ON_ROW = 0.25, 0.7
_CUT_LINK, _CUT_PHRASE, _CUT_PAIR = 0.8, 0.6, 0.35
_PER_LETTER, _FAR = 0.001, 0.3
_PHRASE, _ADJACENT, _LONG_ROW = 14, 10, 150
_LEFT_OVER = {"instrument": 0.4, "number": 1.5, "date": 1.5}
_LEFT_OVER_WITH_NUMBER = 1.2
_LATE = 0.8
_ORDERLIKE, _MANY_SITTINGS, _UNTIMELY = 0.45, 30, 0.75
_TOO_CLOSE = 0.12
_HOPELESS, _WIDTH = 2.0, 16


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
    """A stamp with its evidence; `unsure` when another reading, hardly stranger, gives it other evidence."""

    column: Column
    instrument: Mark | None = None
    number: Mark | None = None
    date: Mark | None = None
    unsure: bool = False


_Slots = tuple[Mark | None, Mark | None, Mark | None]


@dataclass(frozen=True, slots=True)
class _Reading:
    """Evidence shared out so far, and the column in which the last mark was read."""

    cost: float
    slots: tuple[_Slots, ...]
    column: int
    last: Mark
    evidence: Mark | None


_SLOT = {"instrument": 0, "number": 1, "date": 2}


def fill(columns: Sequence[Column], marks: Sequence[Mark], late: int) -> tuple[float, list[Filled]]:
    """The best sharing of instruments, numbers and dates among stamps, with its strain.

    Marks from `late` on stand behind the title, where only a number or date of a named instrument counts.
    """
    own = {id(column.body): i for i, column in enumerate(columns) if column.body}
    # Several bodies of one act: reading begins with the first of them.
    own |= {id(column.act): i for i, column in reversed(list(enumerate(columns)))}
    table = _Table(columns, marks, late)
    readings = [_Reading(0.0, ((None, None, None),) * len(columns), 0, columns[0].act, None)]
    for mark, following in zip_longest(marks, marks[1:]):
        if mark.kind in _SLOT:
            readings = [new for old in readings for new in table.given(old, mark, following)]
        elif mark.kind == "tail":
            readings = [table.after_tail(old, mark) for old in readings]
        elif id(mark) in own:
            readings = [replace(old, column=own[id(mark)], last=mark) for old in readings]
        elif len(columns) > 1 and mark.kind in ("filler", "body") and mark.start < late:
            readings = [new for old in readings for new in table.passed(old, mark)]
        readings = _best(readings)
    costs = [(each.cost + _gaps(columns, each), _untimely(columns, each), each) for each in readings]
    strain, late_by, best = min(costs, key=lambda each: each[0] + each[1])
    least = strain + late_by
    rivals = [
        each.slots
        for cost, untimely, each in costs
        # A reading that only the order of the dates speaks against may be what a school did wrong.
        if cost + untimely - least < _TOO_CLOSE or cost < strain
    ]
    filled = [
        Filled(column, *slots, unsure=any(rival[i][1:] != slots[1:] for rival in rivals))
        for i, (column, slots) in enumerate(zip(columns, best.slots, strict=True))
    ]
    return least, filled


def _best(readings: Sequence[_Reading]) -> list[_Reading]:
    if len(readings) == 1:
        return list(readings)
    readings = sorted(readings, key=lambda each: each.cost)
    hopeless = readings[0].cost + _HOPELESS
    kept: dict[object, _Reading] = {}
    for one in readings:
        if one.cost > hopeless or len(kept) == _WIDTH:
            break
        kept.setdefault((one.column, *[id(mark) for slots in one.slots for mark in slots]), one)
    return list(kept.values())


def _phrases(marks: Sequence[Mark]) -> dict[int, float]:
    """What it costs to part a number and its date, by where the second stands; in a run all are free."""
    evidence = [mark for mark in marks if mark.kind in _SLOT]
    costs = {}
    for i, (one, two) in enumerate(pairwise(evidence)):
        kinds = {one.kind, two.kind}
        if kinds != {"number", "date"} or two.start - one.end > _ADJACENT or one.row != two.row:
            continue
        after = evidence[i + 2] if i + 2 < len(evidence) else None
        if after and after.kind == two.kind and after.start - two.end <= _ADJACENT:
            continue
        before = evidence[i - 1] if i else None
        named = before and before.kind == "instrument" and one.start - before.end <= _ADJACENT
        costs[two.start] = _CUT_PHRASE if named else _CUT_PAIR
    return costs


def _skipped(mark: Mark, following: Mark | None, late: int) -> float:
    """How strange it is to give a mark to no stamp; a number's own instrument is no stray word."""
    if mark.doubt or mark.start >= late:
        return 0.05
    numbered = following is not None and following.kind == "number" and following.start - mark.end <= 4
    return _LEFT_OVER_WITH_NUMBER if mark.kind == "instrument" and numbered else _LEFT_OVER[mark.kind]


class _Table:
    """The stamps as columns whose cells are read row by row, or one cell a line, or all in one line."""

    def __init__(self, columns: Sequence[Column], marks: Sequence[Mark], late: int) -> None:
        self.columns = columns
        self.late = late
        self.phrases = _phrases(marks)
        # Several bodies of one act stand one below the other, each before its own evidence.
        self.one_act = len({column.act.start for column in columns}) == 1
        heads = [mark for column in columns for mark in (column.act, column.body) if mark]
        self.in_rows = any(
            one.row == two.row for one, two in pairwise(sorted(heads, key=lambda mark: mark.start))
            if self._column_of(one) != self._column_of(two)
        )  # fmt: skip
        last = max(
            (mark for mark in marks if mark.start < late), key=lambda mark: mark.end, default=heads[-1]
        )
        if last.row == columns[0].act.row and last.end - columns[0].act.start > _LONG_ROW:
            self.in_rows = False

    def _column_of(self, mark: Mark) -> int:
        return next(i for i, column in enumerate(self.columns) if mark is column.act or mark is column.body)

    def passed(self, old: _Reading, mark: Mark) -> Iterator[_Reading]:
        """A school's or a person's name takes a cell of its own."""
        for i in range(len(self.columns)):
            yield _Reading(old.cost + 0.6 * self._way(old, i, mark), old.slots, i, mark, old.evidence)

    def after_tail(self, old: _Reading, mark: Mark) -> _Reading:
        """The year cut from its day stands in the day's column."""
        for i, (_, _, date) in enumerate(old.slots):
            if date and date.value == mark.value and date.end < mark.start:
                return replace(old, column=i, last=mark)
        return old

    def given(self, old: _Reading, mark: Mark, following: Mark | None) -> Iterator[_Reading]:
        """The mark given to each stamp that lacks its like, or to none."""
        yield replace(old, cost=old.cost + _skipped(mark, following, self.late))
        kind = _SLOT[mark.kind]
        behind_title = mark.start >= self.late
        for i, column in enumerate(self.columns):
            slots = old.slots[i]
            if slots[kind] is not None or (behind_title and kind and not _named(slots[0], mark)):
                continue
            cost = self._way(old, i, mark) + self._strain(old, i, mark) + _fit(column, mark)
            filled = (*slots[:kind], mark, *slots[kind + 1 :])
            all_slots = (*old.slots[:i], filled, *old.slots[i + 1 :])
            late = _LATE if behind_title else 0.0
            yield _Reading(old.cost + cost + late, all_slots, i, mark, mark)  # type: ignore[arg-type]  # still triples

    def _way(self, old: _Reading, i: int, mark: Mark) -> float:
        """Cells are read left to right, then again from the left; a complete stamp has no more cells."""
        if len(self.columns) == 1:
            return 0.0
        if self.one_act:
            return 0.0 if i == old.column else _SKIPPED_CELL
        if i == old.column and mark.row == old.last.row and _goes_on(old.last, mark):
            return 0.0
        same_row = mark.row == old.last.row
        before, between, after = (
            self._open(old, 0, i),
            self._open(old, old.column + 1, i),
            self._open(old, old.column + 1),
        )
        if not self.in_rows:
            if i > old.column:
                return _SKIPPED_CELL * between
            if i == old.column and not same_row:
                return _SAME_COLUMN_AGAIN
            crowded = _CROWDED_CELL if i == old.column else 0.0
            return _NEW_SWEEP + _SKIPPED_CELL * (before + after) + crowded
        if not same_row:
            return (_NEW_SWEEP if i <= old.column else 0.0) + _SKIPPED_CELL * before
        if i > old.column:
            return _SKIPPED_CELL * between
        return _CROWDED_CELL if i == old.column else _ROW_BACK

    def _open(self, old: _Reading, first: int, stop: int | None = None) -> int:
        return sum(not (slots[1] and slots[2]) for slots in old.slots[first:stop])

    def _strain(self, old: _Reading, i: int, mark: Mark) -> float:
        last, cost = old.evidence, 0.0
        goes_on = old.column == i and any(_goes_on(one, mark) for one in (last, old.last) if one)
        if not goes_on:
            cost += self._inversions(old, i, mark)
        if last and old.column != i and mark.start - last.end <= _ADJACENT:
            if last.kind == "instrument" and mark.start - last.end <= 4:
                cost += _CUT_LINK
            elif last.kind != "instrument":
                cost += self.phrases.get(mark.start, 0.0)
        head = self.columns[i].body or self.columns[i].act
        nearest = max([head.end, *(slot.end for slot in old.slots[i] if slot)])
        return cost + min(_FAR, _PER_LETTER * max(0, mark.start - nearest))

    def _inversions(self, old: _Reading, i: int, mark: Mark) -> float:
        """Evidence of one kind runs in the order of the columns, on one row above all."""
        others = [slots[_SLOT[mark.kind]] for slots in old.slots[i + 1 :]]
        return sum(_INVERSION_ON_ROW if _on_one_row(other, mark) else _INVERSION for other in others if other)


def _goes_on(last: Mark, mark: Mark) -> bool:
    """«приказ № 5 от …», «директор школы»: one phrase in one cell."""
    if mark.start - last.end > _PHRASE:
        return False
    if last.kind == "tail":
        return mark.kind == "number"
    if last.kind in ("filler", "body", "act"):
        return last.kind != "filler" and mark.kind == "filler" and mark.start - last.end <= 3
    return mark.kind in _SLOT and mark.kind != last.kind


def _on_one_row(one: Mark, two: Mark) -> bool:
    """In one row of a table; in a heading flattened to a single line only near marks were in one row."""
    return one.row == two.row and two.start - one.end <= 3 * _PHRASE


def _named(instrument: Mark | None, mark: Mark) -> bool:
    return instrument is not None and 0 <= mark.start - instrument.end <= 60


def _fit(column: Column, mark: Mark) -> float:
    if mark.kind == "number":
        return mark.doubt + (_ORDERLIKE if column.kind in COLLEGIAL and _orderlike(mark.value) else 0.0)
    if mark.kind == "date":
        return 0.0 if column.act.value == "ВВЕДЕНО" else mark.doubt
    return instrument_fit(column.act.value, column.kind, mark.value)


def _orderlike(number: str) -> bool:
    """Councils meet a few times a year; high numbers and suffixes are those of orders."""
    return not number.isdigit() or int(number) > _MANY_SITTINGS


def instrument_fit(act: str, body: str | None, instrument: str) -> float:
    """How strange it is that this body acts by this instrument: councils by protocol, heads by order."""
    if instrument == "short" or act == AMENDED:
        return 0.0
    if body is None:
        collegial = act not in APPROVING | {"ВВЕДЕНО", ANNEX}
    else:
        collegial = body in COLLEGIAL or body == "other"
    if body == "authority" and instrument == "order" and act not in APPROVING | {ANNEX}:
        return 0.5
    if instrument in ("protocol", "decision"):
        return 0.0 if collegial else 1.2
    return 1.2 if collegial else 0.0


def _gaps(columns: Sequence[Column], reading: _Reading) -> float:
    """Stamps seldom carry half of their evidence."""
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


def _untimely(columns: Sequence[Column], reading: _Reading) -> float:
    """Approvals seldom precede the councils."""
    heads, councils = [], []
    for column, (_, _, date) in zip(columns, reading.slots, strict=True):
        if date and column.act.value in APPROVING and column.kind not in COLLEGIAL:
            heads.append(date.value)
        elif date and column.kind in COLLEGIAL:
            councils.append(date.value)
    return _UNTIMELY * sum(head < council for head in heads for council in councils)
