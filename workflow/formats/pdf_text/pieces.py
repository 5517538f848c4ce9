"""A PDF's pages into pieces: the only module that knows pdfium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from workflow.errors import Refused
from workflow.formats.limits import MAX_PAGES, Budget, damaged, encrypted, too_many_pages
from workflow.formats.pdf_text.places import GAP, HYPHEN, LOST, NBSP, RAISED, Page, Piece, Rule
from workflow.formats.pdf_text.ruled import Cells, cells
from workflow.values import Text

# pdfium gives a hyphen at a line's end one of these, and a lone sign without a letter the others.
_HYPHENS = frozenset({"\x02", "\ufffe", "\u00ad"})
_BREAKS = frozenset("\r\n\x0b\x0c\u2028\u2029")
# Bullets of the usual symbol fonts stand in the private area and are known to reading.
_KNOWN_PRIVATE = frozenset("\uf0b7\uf0a7\uf0d8\uf02d\uf0fc")
_MOST_LOST = 0.3
_LONGEST_TITLE = 500
# Borders are drawn up to so thick, in points.
_THIN = 3.0
_MOST_OBJECTS = 20_000
# A line is so much higher than its font is said to be; letters are never higher than a page.
_LINE = 1.15
_TALLEST = 1_000.0
# A figure that calls a footnote is so much smaller than the words, and stands so much above their line.
_SMALLER = 0.85
_RAISED_BY = 0.12
_CALL = re.compile(r"\d{1,2}|\*{1,3}")
# Letters of a word are no further apart, in heights of a letter.
_TOUCHING = 0.1
_NO_LAYER = Text(
    "В файле нет текстового слоя (скан): распознайте текст (OCR) и загрузите снова.",
    "The file has no text layer (a scan): recognise the text (OCR) and upload it again.",
)
_NO_LETTERS = Text(
    "Текстовый слой файла не читается: знаки не имеют букв. Распознайте текст (OCR) и загрузите снова.",
    "The file's text layer cannot be read: its signs have no letters. Recognise the text (OCR) and upload it "
    "again.",
)


def pages(data: bytes) -> list[Page]:
    """Every page. Raises Refused: damaged, locked, too long, or without a text layer."""
    document = opened(data)
    budget = Budget()
    found = [_page(document, at, budget) for at in range(len(document))]
    text = "".join(piece.text for page in found for piece in page.pieces)
    if not any(letter.isalnum() for letter in text):
        raise Refused("file-no-text-layer", _NO_LETTERS if LOST in text else _NO_LAYER)
    if text.count(LOST) > _MOST_LOST * len(text):
        raise Refused("file-no-text-layer", _NO_LETTERS)
    return found


def title(data: bytes) -> str:
    """What the document's properties call it; empty where they do not. Raises Refused."""
    return str(opened(data).get_metadata_value("Title"))[:_LONGEST_TITLE]


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document, its pages not yet read. Raises Refused: damaged, locked or too long."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "assword" in str(fault):
            raise encrypted() from fault
        raise damaged() from fault
    if len(document) > MAX_PAGES:
        raise too_many_pages(len(document))
    return document


def _page(document: pypdfium2.PdfDocument, at: int, budget: Budget) -> Page:
    try:
        page = document[at]
        letters = page.get_textpage()
        count = max(letters.count_chars(), 0)
    except pypdfium2.PdfiumError:
        # A page that cannot be opened is told like one without text.
        return Page(())
    budget.letters(count)
    turned = _TURNS.get(page.get_rotation() % 360, _TURNS[0])
    found = cells(_rules(page, turned))
    budget.cells(len(found))
    drawn = Cells(found)
    pieces = tuple(_pieces(letters, count, turned, drawn))
    left, bottom, right, top = page.get_mediabox()
    ends = turned(left, bottom)[1], turned(right, top)[1]
    shows = pdfium.FPDFPage_CountObjects(page) > 0
    letters.close()
    page.close()
    return Page(pieces, (min(ends), max(ends)), shows)


_Turn = Callable[[float, float], tuple[float, float]]
# Places are told on the sheet as it was before it was turned.
_TURNS: dict[int, _Turn] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}


def _rules(page: pypdfium2.PdfPage, turned: _Turn) -> list[Rule]:
    """The thin lines of a page, drawn as lines or as thin boxes; none of a page that is a drawing."""
    found: list[Rule] = []
    box = [ctypes.c_float() for _ in range(4)]
    count = pdfium.FPDFPage_CountObjects(page)
    for at in range(count if count <= _MOST_OBJECTS else 0):
        one = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(one, *map(ctypes.byref, box)):
            left, bottom, right, top = (side.value for side in box)
            one_end, other = turned(left, bottom), turned(right, top)
            (left, right), (bottom, top) = (sorted(ends) for ends in zip(one_end, other, strict=True))
            if min(right - left, top - bottom) <= _THIN:
                found.append(Rule(left, bottom, right, top))
    return found


@dataclass(slots=True)
class _Growing:
    """The piece being put together."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    raised: bool = False

    def takes(self, left: float, base: float, size: float) -> bool:
        """Whether a letter at this place goes on with the piece."""
        gap = left - self.right
        level = abs(base - self.base) <= 0.4 * self.size and not self.below(left, base, size)
        return level and -self.size <= gap <= GAP * self.size

    def below(self, left: float, base: float, size: float) -> bool:
        """Whether a smaller letter right behind stands above the line."""
        higher = _RAISED_BY < (base - self.base) / self.size < 1 - _RAISED_BY
        return higher and size < _SMALLER * self.size and abs(left - self.right) < 0.5 * self.size

    def done(self, drawn: Cells) -> Iterator[Piece]:
        text = self.text.strip(f" {NBSP}")
        if self.raised and _CALL.fullmatch(text):
            text = f"{RAISED}{text}{RAISED}"
        middle = (self.left + self.right) / 2
        if text:
            cell = drawn.at(middle, self.base)
            spot = cell.spot if cell else None
            yield Piece(text, self.left, self.right, self.base, self.size, self.bold, spot)


def _pieces(letters: pypdfium2.PdfTextPage, count: int, turned: _Turn, drawn: Cells) -> Iterator[Piece]:
    growing: _Growing | None = None
    places = _Places(letters.raw, turned)
    for at in range(count):
        sign = _sign(pdfium.FPDFText_GetUnicode(letters, at))
        if sign in _BREAKS:
            if growing is not None:
                yield from growing.done(drawn)
            growing = None
        elif sign in (" ", NBSP):
            if growing is not None:
                growing.text += sign
        elif sign:
            left, right, base, size = places.of(at)
            taken = growing is not None and growing.takes(left, base, size)
            if growing is not None and taken and not _between(drawn, growing, left):
                growing.text += sign
                growing.right = max(growing.right, right)
                growing.size = max(growing.size, size)
            else:
                if growing is not None:
                    yield from growing.done(drawn)
                raised = growing is not None and growing.below(left, base, size)
                line = growing.base if growing is not None and raised else base
                growing = _Growing(sign, left, right, line, size, places.bold(at), raised)
    if growing is not None:
        yield from growing.done(drawn)


def _between(drawn: Cells, growing: _Growing, left: float) -> bool:
    """Whether the next word stands in another cell than the piece before it."""
    near = left - growing.right < _TOUCHING * growing.size and not growing.text.endswith((" ", NBSP))
    if near:
        return False
    end = growing.right - 0.1 * growing.size
    cell = drawn.at(end, growing.base)
    return cell is not None and not cell.holds(left, growing.base)


class _Places:
    """Where each letter of a page stands."""

    def __init__(self, letters: object, turned: _Turn) -> None:
        self._letters, self._turned = letters, turned
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def of(self, at: int) -> tuple[float, float, float, float]:
        """Left, right, base line and height of a letter."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._letters, at, ctypes.byref(box))
        pdfium.FPDFText_GetCharOrigin(self._letters, at, ctypes.byref(self._x), ctypes.byref(self._y))
        one, other = self._turned(box.left, box.bottom), self._turned(box.right, box.top)
        base = self._turned(self._x.value, self._y.value)[1]
        return min(one[0], other[0]), max(one[0], other[0]), base, self._size(at, abs(one[1] - other[1]))

    def _size(self, at: int, box: float) -> float:
        """The height of a line in the letter's font; that of its box where the font tells none.

        Boxes of small letters are lower than those of capitals in some programs' files.
        """
        pdfium.FPDFText_GetMatrix(self._letters, at, ctypes.byref(self._matrix))
        scale = math.hypot(self._matrix.c, self._matrix.d)
        told = _LINE * pdfium.FPDFText_GetFontSize(self._letters, at) * scale
        return told if 1.0 < told < _TALLEST else max(box, 1.0)

    def bold(self, at: int) -> bool:
        """Whether the letter's font is a bold one, by its name."""
        size = pdfium.FPDFText_GetFontInfo(self._letters, at, self._name, 128, ctypes.byref(self._flags))
        return b"bold" in self._name.raw[: min(size, 128)].lower() if size else False


def _sign(code: int) -> str:
    """A letter of ours for a code of the file: blanks are plain, what has no letter is told."""
    sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
    if sign in _HYPHENS and sign:
        return HYPHEN
    if sign in _BREAKS or sign in _KNOWN_PRIVATE or sign == NBSP:
        return sign
    if not sign or sign.isspace():
        return " " if sign else ""
    private = 0xE000 <= code < 0xF900 or code >= 0xF0000
    return LOST if private or code < 0x20 or sign == LOST else sign
