"""Tables in a text: each row is an unnumbered line whose cells stand apart by a bar."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from workflow.documents.clauses import Clause

BAR = " | "


def in_rows(clauses: Iterable[Clause]) -> list[tuple[Clause, ...]]:
    """The clauses in their order, the rows of one table together; two rows or more make a table."""
    found: list[tuple[Clause, ...]] = []
    for rows, run in groupby(clauses, _is_row):
        together = tuple(run)
        found += [together] if rows and len(together) > 1 else [(one,) for one in together]
    return found


def cells(row: Clause) -> list[str]:
    """The words of each cell."""
    return [cell.strip() for cell in row.text.strip("| ").split("|")]


def _is_row(one: Clause) -> bool:
    return one.kind == "paragraph" and not one.label and not one.children and BAR in one.text
