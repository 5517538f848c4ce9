"""PT Serif: registered once, embedded always; what it cannot draw is named on paper, never lost."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "PTSerif"
BOLD = "PTSerif-Bold"

_FILES = {REGULAR: "PT_Serif-Web-Regular.ttf", BOLD: "PT_Serif-Web-Bold.ttf"}
_MOST_ROWS = 100
_WHITE = frozenset(" \t\n\r\u00a0")


@cache
def glyphs() -> frozenset[str]:
    """The characters that both faces draw; registers the faces with reportlab."""
    faces = [_register(name, file) for name, file in _FILES.items()]
    drawn = frozenset.intersection(*(frozenset(map(chr, font.face.charToGlyph)) for font in faces))
    return frozenset(char for char in drawn if unicodedata.category(char)[0] != "C") | _WHITE


class _Face(TTFont):
    """A face whose table of letters names no empty code, and no more than a hundred in a row (PDF/A-3)."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # reportlab's name; Any: it has no type
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in [name for name in doc.idToObject if name not in before]:
            if name.startswith("toUnicodeCMap:"):
                table = doc.idToObject[name]
                table.content = _letters_only(table.content)


def _letters_only(table: str) -> str:
    rows = [row for row in re.findall(r"<\w\w> <\w{4}>", table) if not row.endswith("<0000>")]
    parts = [rows[at : at + _MOST_ROWS] for at in range(0, len(rows), _MOST_ROWS)]
    told = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return re.sub(r"\d+ beginbfchar.*endbfchar", told, table, flags=re.DOTALL)


def _register(name: str, file: str) -> TTFont:
    with as_file(files("fontpkg_pt_serif") / "files" / file) as path:
        # Shaping off: the page must not change with what else is installed.
        font = _Face(name, str(path), shapable=False)
    registerFont(font)
    return font


def printable(text: str) -> str:
    """The text with composed letters; a character the font lacks becomes [U+1F600], an invisible one goes."""
    composed = unicodedata.normalize("NFC", text)
    unknown = set(composed) - glyphs()
    return composed.translate({ord(char): _instead(char) for char in unknown}) if unknown else composed


def lacking(text: str) -> frozenset[str]:
    """The visible characters of the text that the font cannot draw."""
    unknown = set(unicodedata.normalize("NFC", text)) - glyphs()
    return frozenset(char for char in unknown if _instead(char).startswith("[U+"))


def _instead(char: str) -> str:
    category = unicodedata.category(char)
    if category.startswith("Z"):
        return " "
    return "" if category in ("Cc", "Cf") else f"[U+{ord(char):04X}]"
