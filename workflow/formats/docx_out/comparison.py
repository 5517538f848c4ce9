"""The comparison table as a Word document: the unit, before, after, grounds; its head on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.documents.compare import TableRow
from workflow.documents.compare.plain import SAME
from workflow.documents.compare.table import COLUMNS, KEY, SIDES, TITLE, Line
from workflow.documents.compare.values import KINDS
from workflow.formats.docx_out.edition import file
from workflow.formats.docx_out.lists import Numbering
from workflow.formats.docx_out.markup import MM, line, paragraph, ruled, run
from workflow.formats.pdf.printed import PrintedComparison
from workflow.values import Language

_WIDTHS = tuple(round(width * MM) for width in (30, 55, 55, 30))
# In the order of the schema: weight, strike, size, line under the words (ECMA-376, 17.3.2.28).
_MARKS = {
    "same": '<w:sz w:val="20"/>',
    "removed": '<w:strike/><w:sz w:val="20"/>',
    "added": '<w:b/><w:sz w:val="20"/><w:u w:val="single"/>',
}
_HEAD = '<w:b/><w:sz w:val="20"/>'


def write(printed: PrintedComparison) -> bytes:
    """The bytes of the file."""
    title = f"{TITLE.said(printed.language)}. {printed.table.title}"
    about = f"SHA-256 {printed.text_sha256}" if printed.text_sha256 else ""
    return file("".join(_story(printed)), Numbering(), title, about, printed.year)


def _story(printed: PrintedComparison) -> Iterator[str]:
    table, language = printed.table, printed.language
    if printed.organisation:
        yield line(printed.organisation, "Strong")
        yield line("")
    yield line(TITLE.said(language), "Title")
    yield line(table.title, "Strong")
    sides = {"former": table.former.said(language), "latter": table.latter.said(language)}
    yield line(SIDES.filled(**sides).said(language), "Centred")
    yield line("")
    if not table.rows:
        yield line(SAME.said(language))
        return
    head = [_said(column.said(language), _HEAD) for column in COLUMNS]
    yield ruled([head, *(_row(row, language) for row in table.rows)], _WIDTHS)
    yield line("")
    yield _said(KEY.said(language))


def _row(row: TableRow, language: Language) -> list[str]:
    kinds = ", ".join(KINDS[kind].said(language) for kind in row.kinds)
    unit = _said(row.unit.said(language)) + _said(kinds)
    return [unit, _lines(row.former), _lines(row.latter), _said(row.grounds.said(language) or "–")]


def _lines(lines: Sequence[Line]) -> str:
    return "".join(_line(one) for one in lines) or _said("–")


def _line(words: Line) -> str:
    return paragraph("".join(run(one.text, _MARKS[one.kind]) for one in words))


def _said(text: str, letters: str = _MARKS["same"]) -> str:
    return paragraph(run(text, letters))
