"""Rows that stand in columns: approvals side by side are read column by column, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from workflow.documents.reading import words as told
from workflow.documents.reading.marks import mark
from workflow.documents.reading.transcript import is_stamp
from workflow.formats.pdf_text.places import Piece
from workflow.formats.pdf_text.rows import Row

_ALIGNED = 1.5
_MOST_ROWS = 40
# Two rows are a table when they have so many columns, two columns when they have so many rows.
_TABLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns side by side, each from top to bottom."""

    columns: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[str, ...], ...]


Part = Row | Columns | Table


def parts(rows: Sequence[Row], pitch: float) -> Iterator[Part]:
    """The rows in order, those in columns put together; `pitch` is the usual distance of lines."""
    at = 0
    while at < len(rows):
        taken = _ruled(rows, at) or _stamps(rows, at, pitch) or _table(rows, at)
        if taken is None:
            yield rows[at]
            at += 1
        else:
            part, count = taken
            yield part
            at += count


def _ruled(rows: Sequence[Row], first: int) -> tuple[Part, int] | None:
    found = list(takewhile(lambda row: row.ruled, islice(rows, first, None)))
    return (_told(_with_one_head(found)), len(found)) if found else None


def _with_one_head(found: Sequence[Row]) -> list[Row]:
    """Without the head that is printed again on every page that the table runs on to."""
    head = [cell.text for cell in found[0].cells]
    again = (
        row.page > above.page and [cell.text for cell in row.cells] == head for above, row in pairwise(found)
    )
    return [found[0], *(row for row, said in zip(found[1:], again, strict=True) if not said)]


def _stamps(rows: Sequence[Row], first: int, pitch: float) -> tuple[Part, int] | None:
    head = rows[first].cells
    if len(head) < 2 or not any(is_stamp(cell.text) for cell in head):
        return None
    columns = [[cell] for cell in head]
    count = 1
    for above, row in zip(rows[first:], rows[first + 1 : first + _MOST_ROWS], strict=False):
        placed = [_column(columns, cell) for cell in row.cells]
        below = row.page == above.page and above.base - row.base <= 3 * pitch
        if not below or _ends(row) or None in placed or len(set(placed)) < len(placed):
            break
        for place, cell in zip(placed, row.cells, strict=True):
            columns[place or 0].append(cell)
        count += 1
    if count == 1:
        return None
    return Columns(tuple(tuple(cell.text for cell in column) for column in columns)), count


def _in_cells(row: Row) -> bool:
    return len(row.cells) > 1 and not row.ruled


def _ends(row: Row) -> bool:
    """The title or the first number of the text, wherever it stands."""
    if len(row.cells) > 1:
        return False
    named, found = told.document_word(row.text), mark(row.text)
    titled = named is not None and named[0].id not in ("order", "protocol")
    apart = told.only_word(row.text) or row.text.split()[0].isupper()
    return (titled and apart) or (found.sort in ("number", "roman") and found.dotted)


def _column(columns: list[list[Piece]], cell: Piece) -> int | None:
    """The one column that a cell is lined up with: at its left, its middle or its right; else none."""
    for place, column in enumerate(columns):
        edges = [columns[place + 1][0].left] if place + 1 < len(columns) else []
        if edges and cell.right > min(edges) + _ALIGNED * cell.size:
            continue
        if any(_lined_up(one, cell) for one in column):
            return place
    return None


def _lined_up(one: Piece, other: Piece) -> bool:
    near = _ALIGNED * max(one.size, other.size)
    middle = abs((one.left + one.right) - (other.left + other.right)) / 2
    return min(abs(one.left - other.left), abs(one.right - other.right), middle) <= near


def _table(rows: Sequence[Row], first: int) -> tuple[Part, int] | None:
    count = 0
    while first + count < len(rows) and _in_cells(rows[first + count]):
        count += 1
    found = rows[first : first + count]
    sure = count >= _TABLE_ROWS or all(len(row.cells) >= _TABLE_ROWS for row in found)
    if count < 2 or not sure:
        return None
    return _told(found), count


def _told(found: Sequence[Row]) -> Table:
    return Table(tuple(tuple(cell.text for cell in row.cells) for row in found))
