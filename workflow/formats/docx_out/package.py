"""The zip around a document: its parts in one order with one time, so that the same text is the same file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from workflow.formats.docx_out.markup import MM, R, W, bare, line

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_PARTS = ("document", "styles", "numbering", "settings", "header")
# The earliest time that a zip can say.
_TIME = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, str], title: str, about: str, year: int) -> bytes:
    """The file; `parts` are the insides of the parts by name, `year` stands for its time of making."""
    members = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml"), core=True),
        "docProps/core.xml": _core(title, about, year),
        "word/_rels/document.xml.rels": _relationships(*((one, f"{one}.xml") for one in _PARTS[1:])),
        **{f"word/{name}.xml": _part(name, inside) for name, inside in parts.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, content.encode())
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands over a page: a `note`, on the first page too, then the number; `tracked` keeps changes."""

    note: str = ""
    tracked: bool = False


def section(layout: Layout) -> str:
    """The page: A4, the margins of acts that are kept long, no number on a first page without a note."""
    margins = {"top": 20, "right": 10, "bottom": 20, "left": 30, "header": 10, "footer": 10, "gutter": 0}
    said = " ".join(f'w:{side}="{round(width * MM)}"' for side, width in margins.items())
    size = f'<w:pgSz w:w="{round(210 * MM)}" w:h="{round(297 * MM)}"/>'
    head = '<w:headerReference w:type="default" r:id="rId4"/>'
    first = "" if layout.note else "<w:titlePg/>"
    return f"<w:sectPr>{head}{size}<w:pgMar {said}/>{first}</w:sectPr>"


def header(layout: Layout) -> str:
    """The head of a page: the note, then the number in the middle."""
    note = line(layout.note, "Note") if layout.note else ""
    field = '<w:fldSimple w:instr=" PAGE "/>'
    return f'{note}<w:p><w:pPr><w:pStyle w:val="Centred"/></w:pPr>{field}</w:p>'


def _part(name: str, inside: str) -> str:
    root = {"header": "hdr"}.get(name, name)
    return f'{_HEAD}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{root}>'


def _types() -> str:
    kinds = {f"/word/{name}.xml": f"{_WORD}.{_kind(name)}+xml" for name in _PARTS}
    said = "".join(
        f'<Override PartName="{part}" ContentType="{kind}"/>'
        for part, kind in {**kinds, "/docProps/core.xml": _CORE}.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{rels}{said}</Types>'


def _kind(name: str) -> str:
    return "document.main" if name == "document" else name


def _relationships(*targets: tuple[str, str], core: bool = False) -> str:
    said = "".join(
        f'<Relationship Id="rId{turn}" Type="{R}/{kind}" Target="{target}"/>'
        for turn, (kind, target) in enumerate(targets, 1)
    )
    if core:
        kind = f"{_PACKAGE}/relationships/metadata/core-properties"
        said += f'<Relationship Id="core" Type="{kind}" Target="docProps/core.xml"/>'
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _core(title: str, about: str, year: int) -> str:
    time = f"{year:04d}-01-01T00:00:00Z"
    w3c = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(bare(title))}</dc:title><dc:creator>grif</dc:creator>"
        f"<dc:description>{escape(bare(about))}</dc:description><dc:language>ru-RU</dc:language>"
        f"<dcterms:created {w3c}>{time}</dcterms:created><dcterms:modified {w3c}>{time}</dcterms:modified>"
        "</cp:coreProperties>"
    )
