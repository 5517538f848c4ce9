"""Tables in a text: each row is an unnumbered line whose cells stand apart by a bar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest

from workflow.documents.clauses import Clause

BAR = " | "
_EMPTY = re.compile(r"\| +(?=\|)")
# A printed line holds about so many letters; with more cells than these none would have room for a word.
_LINE = 80
_MOST_CELLS = 12


def in_rows(clauses: Iterable[Clause]) -> list[tuple[Clause, ...]]:
    """The clauses in their order, the rows of one table together; two rows or more make a table."""
    found: list[tuple[Clause, ...]] = []
    for rows, run in groupby(clauses, _is_row):
        together = tuple(run)
        found += [together] if rows and len(together) > 1 else [(one,) for one in together]
    return found


def cells(row: Clause) -> list[str]:
    """The words of each cell; a bar at either end of the row is its border, at its beginning alone a cell."""
    said = row.text.strip()
    if said.endswith("|"):
        said = said.removeprefix("|")
    return [cell.strip() for cell in said.removesuffix("|").split("|")]


def row_of(said: Sequence[str]) -> str:
    """The row of these cells as a line; an empty cell keeps its place, but for the last ones."""
    last = max((at for at, cell in enumerate(said) if cell), default=-1)
    return _EMPTY.sub("| ", BAR.join(said[: last + 1])).strip()


def grid(rows: Iterable[Clause]) -> list[list[str]]:
    """The cells of each row, as many in one as in another: those that a short row lacks are empty."""
    columns = zip_longest(*map(cells, rows), fillvalue="")
    return [list(row) for row in zip(*columns, strict=True)]


def shares(table: Sequence[Sequence[str]]) -> list[float]:
    """The part of the width, of 1, that each column gets: room for its longest word, then by its words."""
    columns = list(zip(*table, strict=True))
    longest = [max(map(len, " ".join(column).split()), default=0) + 2 for column in columns]
    needed = [min(one, _LINE // len(columns)) for one in longest]
    said = [max(map(len, column)) + 1 for column in columns]
    spare = max(0, _LINE - sum(needed))
    given = [least + spare * words / sum(said) for least, words in zip(needed, said, strict=True)]
    return [one / sum(given) for one in given]


def _is_row(one: Clause) -> bool:
    plain = one.kind == "paragraph" and not one.label and not one.children
    return plain and BAR in one.text and one.text.count("|") < _MOST_CELLS
