"""The small pieces of a Word document: runs, paragraphs, tables, as its standard writes them (ECMA-376)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from workflow.documents.typography import unbroken

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Twentieths of a point in a millimetre.
MM = 1440 / 25.4
# A cell of about ten lines, with its marks.
_LONG_CELL = 1200
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: its style, its list and level, its indents in twentieths of a point."""

    style: str = ""
    list_id: int = 0
    level: int = 0
    left: int | None = None
    first: int | None = None
    new_page: bool = False
    with_next: bool = False

    def properties(self, mark: str = "", change: str = "") -> str:
        """The properties of the paragraph; `mark` are those of its end, `change` what they were before."""
        said = [f'<w:pStyle w:val="{self.style}"/>' if self.style else ""]
        # In the order of the schema (ECMA-376, 17.3.1.26).
        said.append("<w:keepNext/>" if self.with_next else "")
        said.append("<w:pageBreakBefore/>" if self.new_page else "")
        if self.list_id:
            said.append(f'<w:numPr><w:ilvl w:val="{self.level}"/><w:numId w:val="{self.list_id}"/></w:numPr>')
        said.append(_indent(self.left, self.first))
        said.append(f"<w:rPr>{mark}</w:rPr>" if mark else "")
        inside = "".join(said) + change
        return f"<w:pPr>{inside}</w:pPr>" if inside else ""


def _indent(left: int | None, first: int | None) -> str:
    if left is None and first is None:
        return ""
    line = f'w:hanging="{-first}"' if first is not None and first < 0 else f'w:firstLine="{first or 0}"'
    return f'<w:ind w:left="{left or 0}" {line}/>'


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """Words; line breaks stay, nothing breaks inside № 121; `tag` is delText for what is deleted."""
    if not text:
        return ""
    lines = bare(unbroken(text)).replace("\t", " ").split("\n")
    said = "<w:br/>".join(f'<w:{tag} xml:space="preserve">{escape(line)}</w:{tag}>' for line in lines)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{said}</w:r>"


def paragraph(runs: str, place: Place = Place(), mark: str = "") -> str:  # a frozen value
    """A paragraph of ready runs."""
    return f"<w:p>{place.properties(mark)}{runs}</w:p>"


def line(text: str, style: str = "") -> str:
    """A paragraph of one text in a style."""
    return paragraph(run(text), Place(style))


def sides(left: str, right: str, width: int) -> str:
    """A line with a text at either margin; `width` is that of the line in twentieths of a point."""
    tab = f'<w:pPr><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
    return f"<w:p>{tab}{run(left)}<w:r><w:tab/></w:r>{run(right)}</w:p>"


def table(rows: Iterable[Iterable[str]], widths: tuple[int, ...]) -> str:
    """A table without lines; each cell is ready paragraphs, each width in twentieths of a point."""
    said = "".join(_row(cells, widths, "<w:cantSplit/>") for cells in rows)
    return _table(said, widths, _inside(0))


def ruled(rows: Iterable[Sequence[str]], widths: tuple[int, ...], *, head: bool = True) -> str:
    """A table with lines, its first row, the head, repeated on every page; only a long row goes over pages.

    A row of one cell is as wide as the table.
    """
    heading = "<w:cantSplit/><w:tblHeader/>"
    said = "".join(
        _row(cells, widths, _whole(cells) if at or not head else heading) for at, cells in enumerate(rows)
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in sides)
    return _table(said, widths, _inside(round(1.5 * MM)), f"<w:tblBorders>{borders}</w:tblBorders>")


def _whole(cells: Iterable[str]) -> str:
    return "<w:cantSplit/>" if max(map(len, cells), default=0) < _LONG_CELL else ""


def _inside(width: int) -> str:
    """The room at the left and the right of a cell's words."""
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side in ("left", "right"))
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _table(rows: str, widths: tuple[int, ...], margins: str, borders: str = "") -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f"{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(cells: Iterable[str], widths: tuple[int, ...], properties: str = "") -> str:
    told = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    cells = tuple(cells)
    if len(cells) == 1 < len(widths):
        wide = f'<w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/>'
        return f"<w:tr>{told}<w:tc><w:tcPr>{wide}</w:tcPr>{cells[0]}</w:tc></w:tr>"
    said = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside or "<w:p/>"}</w:tc>'
        for inside, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{told}{said}</w:tr>"


def attribute(text: str) -> str:
    """A value in quotes, as an attribute takes it."""
    return quoteattr(bare(text))


def bare(text: str) -> str:
    """A text without the characters that XML lacks."""
    return _NOT_XML.sub("\ufffd", text)
