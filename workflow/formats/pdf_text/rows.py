"""Pieces of a page into rows: what stands on one line, its cells apart, running heads taken off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby, pairwise
from statistics import median

from workflow.documents.reading.marks import mark
from workflow.documents.reading.transcript import is_stamp
from workflow.formats.pdf_text.places import GAP, Page, Piece, Spot

_NEAR = 4.0
_EDGE = 3
_WIDEST_TAB = 5
_EVEN = 1.5
_MOSTLY = 0.6
_MARGIN = 0.065
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?|(?:стр(?:аница|\.)?\s*)?\d{1,4}\s*(?:из|/)\s*\d{1,4}|"
    r"стр(?:аница|\.)?\s*\d{1,4}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of a page, its cells from left to right; `hang` is where the words begin.

    A row of a table that is drawn with lines is one, whatever the lines in its cells: then it is `ruled`.
    `notes` are the footnotes that its text bears.
    """

    page: int
    base: float
    size: float
    cells: tuple[Piece, ...]
    hang: float
    ruled: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All words of the line."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.cells[-1].right

    @property
    def bold(self) -> bool:
        """Every cell begins in bold."""
        return all(cell.bold for cell in self.cells)


def rows(pages: Sequence[Page]) -> list[Row]:
    """The lines of all pages from top to bottom."""
    return [row for at, page in enumerate(pages) for row in _page(at, page)]


def _page(at: int, page: Page) -> list[Row]:
    tables, rest = _in_tables(page)
    ruled = [_ruled(at, row, set().union(*table.values())) for table in tables for row in table.values()]
    return sorted([*ruled, *_of_page(at, rest)], key=lambda row: -row.base)


_Row = dict[int, list[Piece]]


def _in_tables(page: Page) -> tuple[list[dict[int, _Row]], list[Piece]]:
    """What stands in each drawn table by row and column, and what stands in none.

    Approvals in a table are left where they are: each is read line by line.
    """
    tables: dict[int, list[tuple[Spot, Piece]]] = {}
    rest = [piece for piece in page.pieces if piece.spot is None]
    for piece in page.pieces:
        if piece.spot is not None:
            tables.setdefault(piece.spot[0], []).append((piece.spot, piece))
    kept: list[dict[int, _Row]] = []
    for inside in tables.values():
        if any(is_stamp(piece.text) for _, piece in inside):
            rest += [piece for _, piece in inside]
            continue
        rows: dict[int, _Row] = {}
        for (_, row, column), piece in inside:
            rows.setdefault(row, {}).setdefault(column, []).append(piece)
        kept.append(rows)
    return kept, rest


def _ruled(page: int, row: _Row, columns: Iterable[int]) -> Row:
    """A table's row, a cell for each column; the lines of a cell stand under each other, or none do."""
    cells: list[Piece] = []
    for column in sorted(columns):
        if column not in row:
            beside = cells[-1] if cells else row[min(row)][0]
            cells.append(replace(beside, text=""))
            continue
        lines = _of_page(page, row[column])
        first = max(row[column], key=lambda piece: piece.base)
        cells.append(replace(first, text="\n".join(line.text for line in lines)))
    base = max(cell.base for cell in cells)
    return Row(page, base, max(cell.size for cell in cells), tuple(cells), cells[0].left, ruled=True)


def _of_page(page: int, pieces: Iterable[Piece]) -> list[Row]:
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-one.base, one.left)):
        if lines and abs(lines[-1][0].base - piece.base) <= 0.5 * _height(lines[-1][0], piece):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_row(page, line) for line in lines]


def _height(above: Piece, piece: Piece) -> float:
    """The lesser height of two pieces; a number in small figures belongs to the larger words behind it."""
    numbers = above.text.isdecimal() and above.right <= piece.left <= above.right + piece.size
    return piece.size if numbers else min(above.size, piece.size)


def _row(page: int, line: list[Piece]) -> Row:
    cells: list[Piece] = []
    hang = None
    for piece in sorted(line, key=lambda one: one.left):
        numbered = len(cells) == 1 and hang is None and _labels(cells[0], piece)
        if cells and (numbered or piece.left - cells[-1].right <= GAP * piece.size):
            hang = piece.left if numbered else hang
            cells[-1] = _joined(cells[-1], piece)
        else:
            cells.append(piece)
    if _justified(cells):
        cells = [reduce(_joined, cells)]
    size = max(cell.size for cell in cells)
    return Row(page, line[0].base, size, tuple(cells), cells[0].left if hang is None else hang)


def _justified(cells: list[Piece]) -> bool:
    """Words drawn apart to fill the line: one word a cell, all about equally far from each other."""
    gaps = [two.left - one.right for one, two in pairwise(cells)]
    single = all(" " not in cell.text for cell in cells[1:])
    return len(cells) > 2 and single and max(gaps) <= _EVEN * min(gaps)


def _labels(one: Piece, two: Piece) -> bool:
    """Nothing but a number or a dash, whose words follow after no wider gap than a tab leaves."""
    found = mark(f"{one.text} Слово")
    if two.left - one.right > _WIDEST_TAB * two.size:
        return False
    return found.sort != "none" and found.rest == "Слово"


def _joined(one: Piece, two: Piece) -> Piece:
    apart = two.left - one.right > 0.15 * two.size
    text = f"{one.text} {two.text}" if apart else one.text + two.text
    right, bold = max(one.right, two.right), one.bold and two.bold
    return Piece(text, one.left, right, one.base, max(one.size, two.size), bold)


def without_running_heads(found: Sequence[Row], pages: Sequence[Page]) -> tuple[list[Row], list[Row]]:
    """The rows of the text, and those that number a page or stand at the edge of most pages."""
    edges = [row for _, own in groupby(found, key=lambda one: one.page) for row in _edge(list(own))]
    counts = Counter(pattern for row in edges for pattern in _patterns(row))
    needed = max(2, _MOSTLY * len(pages))
    usual = median(row.size for row in found) if found else 0.0

    def runs(row: Row) -> bool:
        if row.ruled:
            return False
        repeated = any(sum(counts[one] for one in _beside(pattern)) >= needed for pattern in _patterns(row))
        small = row.size < 0.8 * usual and _in_margin(row, pages[row.page])
        # Some programs' bold letters measure smaller than their others: a title is not small for that.
        heads = row.bold or mark(row.text).dotted
        return repeated or (small and not heads) or _numbers_page(row)

    running = {id(row) for row in edges if runs(row)}
    kept = [row for row in found if id(row) not in running]
    return kept, [row for row in found if id(row) in running]


def _in_margin(row: Row, page: Page) -> bool:
    """Nearer to the edge of the sheet than text is set."""
    bottom, top = page.edges
    return min(row.base - bottom, top - row.base) < _MARGIN * (top - bottom)


def _edge(own: list[Row]) -> list[Row]:
    """The outermost rows of a page, each once."""
    if len(own) <= 2 * _EDGE:
        return own
    return [*own[:_EDGE], *own[-_EDGE:]]


def _patterns(row: Row) -> set[tuple[str, int]]:
    """The row's words as they stand and with the page's own number left open, at its height on the page."""
    opened = re.sub(rf"(?<!\d){row.page + 1}(?!\d)", "#", row.text)
    return {(text, round(row.base / _NEAR)) for text in (row.text, opened)}


def _beside(pattern: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    """The same words a little higher and lower: heights may fall on both sides of a border."""
    text, place = pattern
    return ((text, place - 1), pattern, (text, place + 1))


def _numbers_page(row: Row) -> bool:
    """The number of this very page, or one that says that it is a page's."""
    text = row.text.strip()
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    return not text.isdecimal() or int(text) == row.page + 1
