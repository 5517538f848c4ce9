"""Paragraphs and tables written out as lines, with a notice for everything that did not go along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.documents.reading.edition_notes import is_note
from workflow.documents.reading.transcript import Transcript, Writing, is_stamp, quoted
from workflow.documents.tables import row_of
from workflow.formats.docx.blocks import Block, Cell, Paragraph, Table, paragraphs_of, text_of
from workflow.formats.docx.numbering import DASH
from workflow.formats.docx.story import NOTE

_CODES = {"deletion": "tracked-deletion", "insertion": "tracked-insertion", "move": "tracked-move"}


@dataclass(frozen=True, slots=True)
class Left:
    """What a file holds beside its text and what is left out: words of headers, counts of the others."""

    headers: str
    macros: bool
    outside: int
    comments: int
    embedded: int


def write(blocks: list[Block], notes: Mapping[str, str], left: Left) -> Transcript:
    """The blocks of a document as a transcript."""
    writing = Writing()
    told = _Told(writing, notes)
    told.blocks(blocks)
    told.pictures(paragraphs_of(blocks))
    _left(writing, left)
    return writing.done()


def _left(writing: Writing, left: Left) -> None:
    if left.headers.strip():
        writing.remark("headers", text=quoted(left.headers))
    if left.macros:
        writing.remark("macros")
    for code, count in (
        ("external-content", left.outside),
        ("comments", left.comments),
        ("embedded", left.embedded),
    ):
        if count:
            writing.remark(code, count=str(count))


class _Told:
    """Writes blocks and remarks on them as it goes."""

    def __init__(self, writing: Writing, notes: Mapping[str, str]) -> None:
        self._writing, self._notes = writing, notes

    def blocks(self, blocks: list[Block]) -> None:
        """Every block in order."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._table(block)

    def pictures(self, paragraphs: list[Paragraph]) -> None:
        """One notice for all pictures."""
        count = sum(one.pictures for one in paragraphs)
        if count:
            self._writing.remark("picture", count=str(count))

    def _paragraph(self, one: Paragraph) -> None:
        self.blocks(one.boxes)
        text = self._with_notes(one)
        lines = text.split("\n")
        lines[0] = f"{one.label} {lines[0]}" if one.label and text.strip() else lines[0]
        if one.label not in ("", DASH) and not text.strip():
            self._writing.remark("empty-number", label=one.label)
        for at, line in enumerate(lines):
            self._writing.paragraph(
                line, one.heading, one.bold, apart=at == 0, indent=0 if at else one.indent
            )
        self._remarks(one)

    def _with_notes(self, one: Paragraph) -> str:
        text = one.text
        for name in one.notes:
            said = self._notes.get(name, "")
            text = text.replace(NOTE, f" [{said}]" if said else "", 1)
        return text

    def _remarks(self, one: Paragraph) -> None:
        if one.boxes:
            self._writing.remark("text-box")
        for change in one.changes:
            if change.sort in _CODES and change.text.strip():
                self._writing.remark(_CODES[change.sort], text=quoted(change.text))
        if one.hidden.strip():
            self._writing.remark("hidden-text", text=quoted(one.hidden))
        for name in one.notes:
            if self._notes.get(name):
                self._writing.remark("footnote", text=quoted(self._notes[name]))

    # Tables.

    def _table(self, table: Table) -> None:
        if _frames(table):
            self._by_columns(table)
        elif _has_stamps(table):
            self._by_columns(table)
            self._writing.remark("columns")
        else:
            self._by_rows(table)

    def _by_columns(self, table: Table) -> None:
        placed = [(column, cell) for row in table.rows for column, cell in _columns(row)]
        for column in sorted({column for column, _ in placed}):
            for at, cell in placed:
                if at == column and not cell.continues:
                    self.blocks(cell.blocks)
            self._writing.blank()

    def _by_rows(self, table: Table) -> None:
        rows = [[self._words(cell) for cell in row] for row in table.rows]
        rows = [row for row in rows if any(row)]
        for text in map(row_of, rows):
            # A note over the whole width of a table is none of its rows.
            (self._writing.paragraph if is_note(text) else self._writing.row)(text)
        if rows:
            self._writing.remark("table", rows=str(len(rows)))
        for cell in (cell for row in table.rows for cell in row):
            for one in paragraphs_of(cell.blocks):
                self._remarks(one)

    def _words(self, cell: Cell) -> str:
        found = paragraphs_of(cell.blocks)
        return text_of([Paragraph(one.label, self._with_notes(one)) for one in found]).strip()


def _frames(table: Table) -> bool:
    """A table of one column is a frame around paragraphs."""
    return all(len(row) <= 1 for row in table.rows)


def _has_stamps(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    return any(is_stamp(one.text) for cell in cells for one in paragraphs_of(cell.blocks)[:3])


def _columns(row: list[Cell]) -> list[tuple[int, Cell]]:
    """Each cell with the column that it begins in."""
    placed, column = [], 0
    for cell in row:
        placed.append((column, cell))
        column += cell.span
    return placed
