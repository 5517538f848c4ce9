"""Rows into paragraphs: a line that had room for the next word ended its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workflow.documents.reading import edition_notes
from workflow.documents.reading import words as told
from workflow.documents.reading.marks import mark
from workflow.documents.reading.transcript import Transcript, Writing, quoted
from workflow.documents.tables import row_of
from workflow.formats.pdf_text.columns import Columns, Table, parts
from workflow.formats.pdf_text.footnotes import inlined
from workflow.formats.pdf_text.places import HYPHEN, LOST, Page
from workflow.formats.pdf_text.rows import Row, rows, without_running_heads

_STOPS = (".", ";", ":", "!", "?", ",")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ENDS_IN_HYPHEN = re.compile(rf"[^\W\d_][-{HYPHEN}]\Z")
_PARTICLES = frozenset({"то", "либо", "нибудь", "таки", "ка"})
_OPENINGS = frozenset({"по", "кое", "кой", "во", "из"})
_DIVIDED = 0.04
_FEW = 3
_SAME_EDGE = 4.0
_STICKS_OUT = 40.0
_MOST_OUT = 200
_WIDEST_LABEL = 4
_SAME_DASH = 0.5
_DEEPEST = 8
_FURTHEST = 40
_NOTE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: edges, places of dashes, the distance of lines, whether words are divided."""

    left: float
    right: float
    pitch: float
    divides: bool
    words: frozenset[str]
    dashes: tuple[float, ...] = ()

    def indent(self, row: Row) -> int:
        """How many blanks an entry of a list is set in by: a list in a list stands further to the right.

        Dashes are told by their places among dashes; a heading may stand in the middle and tells nothing.
        """
        found = mark(row.text)
        if found.sort == "dash":
            return 2 * min(bisect_left(self.dashes, row.left - _SAME_DASH * row.size), _DEEPEST)
        if row.bold or found.sort not in ("number", "bracket"):
            return 0
        return max(0, min(round((row.left - self.left) / (_SAME_DASH * row.size)), _FURTHEST))


def written(pages: Sequence[Page]) -> Transcript:
    """The pages of a document as a transcript."""
    found, running = without_running_heads(rows(pages), pages)
    found = inlined(found)
    flow = _Flow(_setting(found))
    for part in parts(found, flow.setting.pitch):
        flow.take(part)
    flow.finish()
    _remarks(flow.writing, pages, running)
    return flow.writing.done()


def _remarks(writing: Writing, pages: Sequence[Page], running: Sequence[Row]) -> None:
    if running:
        writing.remark("running-head", count=str(len(running)), text=quoted(running[0].text))
    unread = [str(at) for at, page in enumerate(pages, 1) if page.shows and not page.pieces]
    if unread:
        writing.remark("pages-without-text", pages=", ".join(unread[:20]))
    lost = sum(piece.text.count(LOST) for page in pages for piece in page.pieces)
    if lost:
        writing.remark("letters-lost", count=str(lost))


def _setting(found: Sequence[Row]) -> Setting:
    steps = [
        above.base - row.base
        for above, row in pairwise(row for row in found if not row.ruled)
        if above.page == row.page and 0 < above.base - row.base < 4 * row.size
    ]
    hyphens = sum(row.text.endswith(HYPHEN) for row in found)
    said = " ".join(row.text for row in found if not row.text.endswith(HYPHEN)).lower()
    return Setting(
        left=_edge([-row.left for row in found if not row.ruled]) * -1,
        right=_edge([row.right for row in found if not row.ruled]),
        pitch=median(steps) if steps else 14.0,
        divides=hyphens > max(_FEW, _DIVIDED * len(found)),
        words=frozenset(_WORD.findall(said)),
        dashes=_dashes(found),
    )


def _dashes(found: Sequence[Row]) -> tuple[float, ...]:
    """The places at which dashes stand, each once, from left to right."""
    edges: list[float] = []
    for row in sorted((row for row in found if mark(row.text).sort == "dash"), key=lambda one: one.left):
        if not edges or row.left - edges[-1] > _SAME_DASH * row.size:
            edges.append(row.left)
    return tuple(edges)


def _edge(ends: Sequence[float]) -> float:
    """Where lines end: at the furthest place that two of them share, for one alone may stick out a little."""
    furthest = sorted(ends, reverse=True)[:_MOST_OUT]
    outermost = furthest[0] if furthest else 0.0
    shared = (one for one, other in pairwise(furthest) if one - other <= _SAME_EDGE)
    return next((one for one in shared if outermost - one <= _STICKS_OUT), outermost)


class _Flow:
    """Takes rows in order and writes each paragraph when it is complete."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.writing = Writing()
        self._rows: list[Row] = []

    def take(self, part: Row | Columns | Table) -> None:
        """The next row, or rows that stand in columns."""
        if isinstance(part, Row):
            if self._rows and not self._goes_on(self._rows[-1], part):
                self._gap(self._rows[-1], part)
            self._rows.append(part)
            return
        self.finish()
        if isinstance(part, Columns):
            self._columns(part)
        else:
            for cells in part.rows:
                words = [_put_together(cell.split("\n"), self.setting)[0] for cell in cells]
                self._row(row_of(words))
            self.writing.remark("table", rows=str(len(part.rows)))

    def _row(self, text: str) -> None:
        """A note over the whole width of a table is none of its rows."""
        if edition_notes.is_note(text):
            self.writing.paragraph(text)
        else:
            self.writing.row(text)

    def finish(self) -> None:
        """Writes the paragraph that is complete."""
        if not self._rows:
            return
        text, kept = _put_together([row.text for row in self._rows], self.setting)
        indent = self.setting.indent(self._rows[0])
        self.writing.paragraph(text, bold=all(row.bold for row in self._rows), indent=indent)
        for word in kept:
            self.writing.remark("hyphen-at-break", text=word)
        for note in (note for row in self._rows for note in row.notes):
            self.writing.remark("footnote", text=quoted(note))
        self._rows = []

    def _columns(self, part: Columns) -> None:
        for column in part.columns:
            for text in column:
                self.writing.paragraph(text)
            self.writing.blank()
        self.writing.remark("columns")

    def _gap(self, above: Row, row: Row) -> None:
        self.finish()
        if above.page == row.page and above.base - row.base > 1.8 * self.setting.pitch:
            self.writing.blank()

    def _goes_on(self, above: Row, row: Row) -> bool:
        """Whether a row continues the paragraph of the row above."""
        far = above.page == row.page and above.base - row.base > 1.5 * self.setting.pitch
        other = above.bold != row.bold or abs(above.size - row.size) > 1.5
        if far or other or len(above.cells) > 1 or len(row.cells) > 1:
            return False
        if self._inside_note():
            return True
        if _begins(above, row):
            return False
        return (self._full(above, row) and self._below(above, row)) or _one_heading(above, row)

    def _inside_note(self) -> bool:
        """A note goes on to its bracket, wherever its lines end."""
        rows = [row.text for row in self._rows]
        open_ = len(rows) < _NOTE_ROWS and not any(")" in one for one in rows)
        return open_ and edition_notes.begins(rows[0])

    def _full(self, above: Row, row: Row) -> bool:
        """The first word of the row had no room above, or goes on with a sentence that was not over."""
        width = row.right - row.left
        first = len(row.text.split(" ", 1)[0]) / max(len(row.text), 1) * width
        room = self.setting.right - above.right
        unfinished = told.goes_on(row.text) and not above.text.endswith(_STOPS)
        return room < first + 0.5 * row.size or (unfinished and room < 0.3 * (above.right - above.left))

    def _below(self, above: Row, row: Row) -> bool:
        """The row begins where lines of this paragraph begin, not where a new one is set in."""
        near = 0.7 * row.size
        if len(self._rows) > 1:
            return abs(row.left - above.left) <= near
        set_in = above.left > self.setting.left + near and abs(row.left - above.left) <= near
        if set_in and above.text.endswith(_STOPS) and told.opens_sentence(row.text):
            return False
        if abs(row.left - above.hang) <= near or row.left <= above.left + near:
            return True
        hanging = mark(above.text).sort != "none" and not above.text.endswith(_STOPS)
        return hanging and row.left - above.left <= _WIDEST_LABEL * row.size


def _one_heading(above: Row, row: Row) -> bool:
    """Lines of one heading set in the middle of the page, whatever room is left beside them."""
    middle = abs((above.left + above.right) - (row.left + row.right)) / 2 <= row.size
    return above.bold and row.bold and middle and told.goes_on(row.text) and not above.text.endswith(_STOPS)


def _begins(above: Row, row: Row) -> bool:
    """A number or a dash begins a clause, unless the sentence above cites it; «(в ред. …)» begins a note."""
    if edition_notes.begins(row.text):
        return above.text.endswith(_STOPS)
    found = mark(row.text)
    if found.sort == "none" or told.CITING.search(above.text[-24:]):
        return False
    if found.sort == "number" and found.dotted and told.opens_sentence(found.rest):
        return True
    return above.text.endswith(_STOPS) and (found.dotted or found.sort != "number")


def _put_together(lines: Iterable[str], setting: Setting) -> tuple[str, list[str]]:
    """The lines as one, and the words whose hyphen at a line's end was kept without being known."""
    text, kept = "", list[str]()
    for line in lines:
        if not text:
            text = line
        elif not _ENDS_IN_HYPHEN.search(text) or not line[:1].isalpha():
            text = f"{text} {line}"
        else:
            stem, rest = text[:-1], line
            sign, sure = _hyphen(stem, rest, setting)
            text = stem + sign + rest
            if sign and not sure:
                kept.append(f"{stem.split()[-1]}-{rest.split()[0]}" if stem.split() else rest.split()[0])
    return text.replace(HYPHEN, "-"), kept


def _hyphen(stem: str, rest: str, setting: Setting) -> tuple[str, bool]:
    """Whether the hyphen stays, and whether this is sure: the word stands elsewhere or is of a known sort."""
    before, after = _WORD.findall(stem.lower()), _WORD.findall(rest.lower())
    one, two = (before[-1] if before else ""), (after[0] if after else "")
    if f"{one}-{two}" in setting.words or two in _PARTICLES or one in _OPENINGS:
        return "-", True
    if one + two in setting.words:
        return "", True
    if setting.divides and told.goes_on(rest):
        return "", True
    return "-", False
