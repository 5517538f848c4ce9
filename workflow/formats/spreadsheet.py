"""A year-end sheet as a table for office programs: XLSX, and CSV as Russian Excel opens it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO, StringIO

from workflow.documents.dates import numeric
from workflow.governance.year_sheet import YearSheet
from workflow.values import Language, Text

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"
COLUMNS = (
    Text("Номер", "Number"),
    Text("Дата", "Date"),
    Text("Что решено", "What was decided"),
    Text("Кем подписано или внесено", "Signed or recorded by"),
    Text("Примечание", "Note"),
)
_WIDTHS = (14, 12, 60, 24, 30)
# What an office program takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The file's own date must not be the moment of its making: the same sheet gives the same bytes.
_MADE = datetime(2000, 1, 1)


def as_csv(sheet: YearSheet, language: Language = "ru") -> bytes:
    """The sheet as text: UTF-8 with its mark and semicolons; no cell begins a formula."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(
        [_harmless(cell) for cell in row] for row in _rows(sheet, language)
    )
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: YearSheet, language: Language = "ru") -> bytes:
    """The sheet as a workbook of one sheet; every cell is text, dates are dates."""
    import xlsxwriter  # type: ignore[import-untyped]  # it has annotations and no py.typed

    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": sheet.title, "author": sheet.organisation, "created": _MADE})
    page = book.add_worksheet()
    strong, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    for number, row in enumerate(_rows(sheet, language)):
        head = number in (0, 1, _HEAD)
        for column, cell in enumerate(row):
            page.write_string(number, column, cell, strong if head else wrapped)
    for number, entry in enumerate(sheet.rows, _HEAD + 1):
        page.write_datetime(number, 1, datetime(entry.dated.year, entry.dated.month, entry.dated.day), day)
    page.freeze_panes(_HEAD + 1, 0)
    book.close()
    return out.getvalue()


_HEAD = 3
"""The row of the column titles: after the register, whose it is, and an empty line."""


def _rows(sheet: YearSheet, language: Language) -> Iterator[list[str]]:
    yield [f"{sheet.title}, {sheet.period.said(language)}"]
    yield [sheet.organisation]
    yield []
    yield [column.said(language) for column in COLUMNS]
    for row in sheet.rows:
        said = (row.decided.said(language), row.who, row.note.said(language))
        yield [row.number, numeric(row.dated), *said]
    yield []
    for name, value in sheet.closing:
        yield [name.said(language), "", value]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
