"""DOCX files made in the tests, part by part, as Word and LibreOffice write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def part(root: str, inside: str, space: str = W) -> str:
    """A part of the package: its root element around `inside`."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:{root} xmlns:w="{space}" xmlns:r="{_R}" xmlns:mc="{_MC}">{inside}</w:{root}>'
    )


def run(text: str, properties: str = "") -> str:
    """A run of text with its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(text: str = "", num: tuple[int, int] | None = None, style: str = "", bold: bool = False) -> str:
    """A paragraph; `num` is its list and level."""
    return raw_p(run(text, "<w:b/>" if bold else "") if text else "", num, style)


def raw_p(runs: str, num: tuple[int, int] | None = None, style: str = "", mark: str = "") -> str:
    """A paragraph of ready runs; `mark` are the properties of its end."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = (
        f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num is not None else ""
    )
    return f"<w:p><w:pPr>{styled}{listed}<w:rPr>{mark}</w:rPr></w:pPr>{runs}</w:p>"


def table(*rows: Iterable[str]) -> str:
    """A table of rows of cells; a cell is a text or ready paragraphs."""
    lines = (f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(lines)}</w:tbl>"


def cell(inside: str, properties: str = "") -> str:
    """A cell around a text or ready paragraphs; what is a cell already stays."""
    if inside.startswith("<w:tc"):
        return inside
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside if inside.startswith('<w:p') else p(inside)}</w:tc>"


def level(
    at: int, text: str, manner: str = "decimal", start: int | None = 1, more: str = "", style: str = ""
) -> str:
    """A level of a list definition."""
    begun = f'<w:start w:val="{start}"/>' if start is not None else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    said = f'<w:numFmt w:val="{manner}"/>{named}{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{begun}{said}</w:lvl>'


def abstract(number: int, *levels: str, more: str = "") -> str:
    """A list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, *overrides: str) -> str:
    """A list that follows a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def starts(at: int, start: int) -> str:
    """A list's own start of a level."""
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


LEGAL = abstract(0, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3."))


def docx(
    body: str,
    numbering: str = LEGAL + num(1, 0),
    styles: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relationships: str = "",
    kind: str = _TYPE,
    space: str = W,
) -> bytes:
    """A whole file; `parts` are further members, `relationships` further lines of the main part's list."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(kind),
        "_rels/.rels": _rels(relationship("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _rels(
            relationship("rId1", "numbering", "numbering.xml")
            + relationship("rId2", "styles", "styles.xml")
            + relationships
        ),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>", space),
        "word/numbering.xml": part("numbering", numbering, space),
        "word/styles.xml": part("styles", styles, space),
        **(parts or {}),
    }
    return zipped(members)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def relationship(name: str, kind: str, target: str, outside: bool = False) -> str:
    """One line of a part's relationships."""
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{escape(target)}"{mode}/>'


def _rels(lines: str) -> str:
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _types(kind: str) -> str:
    return (
        f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    )
