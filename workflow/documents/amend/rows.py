"""Rows and cells of a table as an order says them, looked up in the table that it names."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.documents.addresses import Address, Step
from workflow.documents.amend.instructions import Instruction
from workflow.documents.amend.operations import (
    AddWords,
    ExcludeWords,
    ReplaceCell,
    ReplaceOwn,
    ReplaceWords,
    cell_sha256,
    own_sha256,
)
from workflow.documents.amend.placing import THERE_ALREADY, NotBound, Places, filled
from workflow.documents.amend.wordwork import occurrences, reworded, sought
from workflow.documents.clauses import Clause
from workflow.documents.tables import BAR, cells, is_row, rows_called, serial
from workflow.values import Text


def in_table(target: Address) -> bool:
    """Whether the address names a row, or a cell in one."""
    return bool(target) and target[-1].unit in ("row", "column")


def replaced(places: Places, one: Instruction) -> ReplaceOwn | ReplaceCell:
    """A row or one cell of it said anew. Raises NotBound."""
    if one.target[-1].unit == "column":
        return _cell(places, one.target, one.text.strip())
    row = places.clause(one.target)
    table = places.table(one.target[:-1])
    text = _row(one.text, table)
    if serial(row) and serial(_clause(text)) not in ("", serial(row)):
        raise NotBound(_ANOTHER_NUMBER.filled(said=text))
    return ReplaceOwn(row.uid, own_sha256(row), text)


def reworded_cell(places: Places, one: Instruction) -> ReplaceCell:
    """Words replaced, added or excluded within one cell. Raises NotBound."""
    row, column = places.clause(one.target[:-1]), _column(one.target)
    words = _word_operation(one)
    said = _said(row, column)
    if sought(words) and occurrences(said, sought(words)) != 1:
        raise NotBound(filled(_NOT_ONCE, one.target))
    return _cell(places, one.target, reworded(said, words))


def refuse_bars(one: Instruction) -> None:
    """Words of a row are words of one cell. Raises NotBound."""
    if "|" in one.words or "|" in one.text:
        raise NotBound(_ONE_CELL)


def new_row(places: Places, one: Instruction) -> Clause:
    """The row that is added to the table it is added to. Raises NotBound."""
    table = places.table(table_of(one))
    row = _clause(_row(one.text, table))
    label = one.unit.label if one.unit else ""
    if label and serial(row) != label:
        raise NotBound(_ANOTHER_NUMBER.filled(said=row.text))
    bearing = [known for known in rows_called(table, serial(row)) if known.uid not in places.freed]
    if serial(row) and any(serial(known) for known in bearing):
        raise NotBound(filled(THERE_ALREADY, (*table_of(one), row_step(row))))
    return row


def row_step(row: Clause) -> Step:
    """A new row under its number; without one it has no name yet."""
    return Step("row", serial(row))


def table_of(one: Instruction) -> Address:
    """The table that a row is added to. Raises NotBound."""
    if one.target and one.target[-1].unit == "table":
        return one.target
    if one.beside[-2:-1] and one.beside[-2].unit == "table":
        return one.beside[:-1]
    raise NotBound(_WHICH_TABLE)


def _word_operation(one: Instruction) -> ReplaceWords | AddWords | ExcludeWords:
    if one.does == "replace_words":
        return ReplaceWords("", "", one.words, one.text)
    if one.does == "exclude_words":
        return ExcludeWords("", "", one.words)
    side = one.where if one.where in ("after", "before") else "end"
    return AddWords("", "", side, one.words, one.text)


def _cell(places: Places, target: Address, words: str) -> ReplaceCell:
    row, column = places.clause(target[:-1]), _column(target)
    if not 0 <= column < _width(places.table(target[:-2])):
        raise NotBound(filled(_NO_COLUMN, target))
    if "|" in words or "\n" in words:
        raise NotBound(_ONE_CELL)
    return ReplaceCell(row.uid, cell_sha256(row, column), column, words)


def _column(target: Address) -> int:
    return int(target[-1].label) - 1


def _said(row: Clause, column: int) -> str:
    said = cells(row)
    return said[column] if column < len(said) else ""


def _row(said: str, table: Sequence[Clause]) -> str:
    """The quoted row; cells pasted from a table stand apart by tabs. Raises NotBound."""
    text = said.strip("\n")
    if BAR not in text:
        text = BAR.join(cell.strip() for cell in text.split("\t"))
    text = text.strip()
    if "\n" in text or not is_row(text) or len(cells(_clause(text))) > _width(table):
        raise NotBound(_NOT_A_ROW.filled(said=text, count=_width(table)))
    return text


def _width(table: Sequence[Clause]) -> int:
    return max(len(cells(row)) for row in table)


def _clause(text: str) -> Clause:
    return Clause("", "", text, "paragraph")


_NOT_A_ROW = Text(
    "строка этой таблицы – это до {count} ячеек через « | »: «{said}»",
    "a row of this table has up to {count} cells with “ | ” between them: “{said}”",
)
_ANOTHER_NUMBER = Text("строка под другим номером: «{said}»", "the row bears another number: “{said}”")
_ONE_CELL = Text("слова берут из одной ячейки, без «|»", "the words are those of one cell, without “|”")
_NOT_ONCE = Text("{clause}: слов нет или они стоят не раз", "{clause}: the words are not there, or not once")
_NO_COLUMN = Text("такой графы нет: {clause}", "there is no {clause}")
_WHICH_TABLE = Text("не названа таблица", "it is not said which table")
