"""A comparison as plain text, with [-words that went-] and {+words that came+}."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.compare.table import ComparisonTable, Line, TableRow
from workflow.documents.compare.values import KINDS, ChangeKind
from workflow.values import Language, Text

_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
SAME = Text("Тексты совпадают", "The texts are the same")
GROUNDS = Text("основание: {grounds}", "grounds: {grounds}")
KIND_COUNTS: dict[ChangeKind, Text] = {
    "added": Text("добавлено: {count}", "added: {count}"),
    "removed": Text("исключено: {count}", "removed: {count}"),
    "repealed": Text("утратило силу: {count}", "repealed: {count}"),
    "moved": Text("перенесено: {count}", "moved: {count}"),
    "renumbered": Text("перенумеровано: {count}", "renumbered: {count}"),
    "reshaped": Text("оформлено иначе: {count}", "set differently: {count}"),
    "reworded": Text("изменено: {count}", "reworded: {count}"),
    "replaced": Text("изложено заново: {count}", "replaced: {count}"),
}


def lines(told: ComparisonTable, language: Language) -> Iterator[str]:
    """The table as lines of text under a line that counts the changes."""
    yield told.title
    yield f"{told.former.said(language)} → {told.latter.said(language)}"
    if not told.rows:
        yield SAME.said(language)
        return
    yield counted(told, language)
    for row in told.rows:
        yield ""
        yield from _row(row, language)


def counted(told: ComparisonTable, language: Language) -> str:
    """«изменено: 2, добавлено: 1»: how many rows of the table tell each thing."""
    kinds = [kind for row in told.rows for kind in row.kinds]
    counts = ((text, kinds.count(kind)) for kind, text in KIND_COUNTS.items())
    return ", ".join(text.filled(count=count).said(language) for text, count in counts if count)


def _row(row: TableRow, language: Language) -> Iterator[str]:
    kinds = ", ".join(KINDS[kind].said(language) for kind in row.kinds)
    yield f"{row.unit.said(language)}: {kinds}"
    for cell, sign in ((row.former, "−"), (row.latter, "+")):
        for line in cell:
            yield f"  {sign} {_line(line)}"
    if row.grounds.ru:
        yield f"  {GROUNDS.filled(grounds=row.grounds.said(language)).said(language)}"


def _line(line: Line) -> str:
    return "".join(f"{_MARKS[run.kind][0]}{run.text}{_MARKS[run.kind][1]}" for run in line)
