"""The body of a document, line by line: what begins a clause, what continues one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from workflow.documents.reading import words as told
from workflow.documents.reading.framing import Marked
from workflow.documents.reading.inner import inner, set_in
from workflow.documents.reading.outline import Node, Outline
from workflow.documents.tables import BAR

_PAGE = re.compile(
    r"(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?|стр(?:аница|\.)\s*\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?", re.IGNORECASE
)
_STOPS = (".", ";", ":", "!", "?")
_LONG_LINE = 60
_PROSE = 30


@dataclass(frozen=True, slots=True)
class Habits:
    """How this document is set: whether `1.` are headings or points, and how wide its lines are wrapped."""

    ordering: bool
    sections: bool
    width: float


@dataclass(frozen=True, slots=True)
class Remark:
    """Something met while reading: a notice's code, its line, and the facts its sentence needs."""

    code: str
    line: int
    facts: tuple[tuple[str, str], ...] = ()


class Body:
    """Reads lines in order into an outline, remarking on each liberty it takes."""

    def __init__(self, lines: Sequence[Marked], ordering: bool) -> None:
        self.lines = lines
        self.outline = Outline()
        self.remarks: list[Remark] = []
        self.inner = inner(lines)
        outer = [one for at, one in enumerate(lines) if at not in self.inner.inside]
        self.habits = Habits(ordering, _numbers_are_sections(outer), _width(lines))
        self.pages = _page_numbers(lines)
        self.following = _following_numbers(lines)
        self.at = 0
        self.blank = False
        self.before: Marked | None = None

    def read(self) -> Outline:
        """The outline of all lines."""
        for at, one in enumerate(self.lines):
            self.at = at
            if at in self.pages:
                self.remark("page-number", one.line.number, text=one.text)
                self.blank = True
            elif not one.text:
                self.blank = True
            else:
                self._take(one)
                self.before, self.blank = one, False
        return self.outline

    def remark(self, code: str, line: int, **facts: str) -> None:
        """Notes an irregularity."""
        self.remarks.append(Remark(code, line, tuple(facts.items())))

    def _take(self, one: Marked) -> None:
        mark, line = one.mark, one.line.number
        if one.line.literal:
            self.outline.paragraph(one.text, line)
        elif mark.sort == "none" or self._cited():
            self._plain(one)
        elif mark.sort == "dash":
            self._dash(one)
        elif self.at in self.inner.inside:
            self._inside(one)
        elif mark.sort == "bracket":
            self._remark_dash(one)
            self.outline.item(mark, line, set_in(one))
        elif mark.sort == "number" and len(mark.parts) == 1:
            self._single(one)
        elif mark.sort == "number":
            self._compound(one)
        else:
            self._named_section(one)

    def _cited(self) -> bool:
        last = self.outline.last
        return last is not None and bool(last.text) and told.CITING.search(last.text[-24:]) is not None

    def _remark_dash(self, one: Marked) -> None:
        if one.mark.dashed:
            self.remark("dashed-number", one.line.number, label=one.mark.label)

    def _dash(self, one: Marked) -> None:
        last = self.outline.last
        if self.blank and self.before is not None and last is not None and last.kind == "dash":
            self.remark("blank-in-list", one.line.number)
        self.outline.dash(one.mark.rest, one.line.number, one.line.indent)

    def _inside(self, one: Marked) -> None:
        """A number of a list in a list: it stands under what is set in less, whatever bore it before."""
        self._remark_dash(one)
        self.outline.inside(one.mark, one.line.number, set_in(one))

    def _single(self, one: Marked) -> None:
        """`1.`: a heading, a point, an item of a list inside a point, or a line that begins with a figure."""
        mark, outline, line = one.mark, self.outline, one.line.number
        if not mark.dotted and not self._undotted_heading(one):
            self._plain(one)
            return
        self._remark_dash(one)
        if self._in_list(one):
            outline.item(mark, line, set_in(one))
        elif self._heads_section(one):
            outline.section_(mark, mark.rest, line, one.line.hinted, set_in(one))
        else:
            outline.point(mark, line, set_in(one))

    def _undotted_heading(self, one: Marked) -> bool:
        heading = one.line.hinted or self._has_subpoints(one)
        return (
            heading and told.title_like(one.mark.rest) and (self.blank or one.line.hinted or self._finished())
        )

    def _finished(self) -> bool:
        last = self.outline.last
        return last is None or last.text.endswith(_STOPS)

    def _has_subpoints(self, one: Marked) -> bool:
        following = self.following[self.at]
        return following is not None and len(following) > 1 and following[0] == one.mark.number

    def _in_list(self, one: Marked) -> bool:
        mark, top = one.mark, self.outline.top_number()
        if one.line.hinted or (not self.habits.ordering and self._has_subpoints(one)):
            return False
        last, beside = self.outline.last, self.outline.open_item("number", set_in(one))
        small = told.goes_on(mark.rest) or mark.rest.endswith((";", ","))
        if last is not None and last.introduces and last.kind != "section":
            return top >= 1 and (mark.number == 1 or (mark.number != top + 1 and small))
        if beside is None or mark.indexed or mark.number <= beside.parts[-1]:
            return False
        return small or beside.parts[-1] + 1 == mark.number != top + 1

    def _heads_section(self, one: Marked) -> bool:
        if one.line.heading:
            return True
        if self.habits.ordering:
            return False
        if one.line.hinted or self._has_subpoints(one):
            return True
        if self.at in self.inner.above:
            return told.title_like(one.mark.rest)
        rest = one.mark.rest
        short = len(rest) <= 200 and not rest.endswith((";", ",")) and (told.opens_sentence(rest) or not rest)
        return self.habits.sections and short and (not rest.endswith(".") or len(rest) <= 80)

    def _compound(self, one: Marked) -> None:
        """`1.1`: a point, unless it is a figure such as «2.5 ставки» inside the text."""
        if not self._plausible(one):
            self._plain(one)
            return
        self._remark_dash(one)
        self.outline.point(one.mark, one.line.number, set_in(one))

    def _plausible(self, one: Marked) -> bool:
        mark, section = one.mark, self.outline.section
        first = mark.parts[0]
        top = self.outline.top_number() or (section.parts[0] if section and section.parts else 0)
        if (
            one.line.hinted
            or first in (top, top + 1)
            or any(node.parts[:1] == (first,) for node in self.outline.path)
        ):
            return mark.dotted or first == top or told.opens_sentence(mark.rest)
        return mark.dotted and (self.blank or self._finished())

    def _named_section(self, one: Marked) -> None:
        last = self.outline.last
        set_apart = (
            self.blank or one.line.hinted or self._finished() or (last is not None and last.kind == "section")
        )
        if set_apart and len(one.mark.rest) <= 250:
            self.outline.section_(one.mark, one.mark.rest, one.line.number, one.line.hinted)
        else:
            self._plain(one)

    def _plain(self, one: Marked) -> None:
        last = self.outline.last
        if last is not None and not last.text:
            last.text = one.text
        elif self._is_heading(one):
            self._unnumbered_section(one)
        elif last is not None and self._continues(one, last):
            self._join(one, last)
        else:
            self.outline.paragraph(one.text, one.line.number)

    def _unnumbered_section(self, one: Marked) -> None:
        self.outline.section_(None, one.text, one.line.number, one.line.hinted)
        following = self.following[self.at]
        inferred = str(following[0]) if following and len(following) > 1 and following[1:] == (1,) else ""
        self.remark("section-without-number", one.line.number, text=one.text, inferred=inferred)

    def _is_heading(self, one: Marked) -> bool:
        if one.line.heading:
            return True
        text, last = one.text, self.outline.last
        if not told.title_like(text) or (
            last is not None and not self.blank and not last.text.endswith(_STOPS)
        ):
            return False
        return one.line.bold or (told.in_capitals(text) and " " in text) or self._above_first_point()

    def _above_first_point(self) -> bool:
        """The next marked line is `N.1` and no section N is open: this line is the heading of N."""
        next_line = next((one for one in self.lines[self.at + 1 : self.at + 6] if one.text), None)
        if next_line is None or next_line.mark.sort != "number":
            return False
        parts = next_line.mark.parts
        section = self.outline.section
        return len(parts) == 2 and parts[1] == 1 and (section is None or section.parts != parts[:1])

    def _continues(self, one: Marked, last: Node) -> bool:
        text, before = one.text, last.text
        if BAR in text and BAR in before:
            return False
        if last.kind == "section":
            both = told.in_capitals(text) and told.in_capitals(before)
            return not self.blank and ((told.goes_on(text) and not last.introduces) or both)
        if last.introduces:
            return False
        if told.goes_on(text):
            return self._goes_on_small(text, last)
        if self._cited():
            return True
        if self.blank or before.endswith(_STOPS):
            return not self.blank and self._full_line() and self.habits.width > 0 and before.endswith(".")
        # A short line under another may be a cell of a table; only prose goes on with a figure.
        inner = text.startswith(("(", "№")) or (text[0].isdigit() and len(before) >= _PROSE)
        return inner or self._full_line() or before.endswith(",") or told.dangling(before)

    def _goes_on_small(self, text: str, last: Node) -> bool:
        """A small letter continues an unfinished text; in an undashed list it begins the next entry."""
        listed = last.in_open_list and last.text.endswith((",", ";"))
        if listed and last.text.count("(") <= last.text.count(")"):
            return False
        if not last.text.endswith(_STOPS):
            return True
        return not self.blank and last.text.endswith(".")

    def _full_line(self) -> bool:
        """The line before runs to the right margin, so its text goes on."""
        if self.before is None:
            return False
        length = len(self.before.text)
        return length >= 0.85 * self.habits.width if self.habits.width else length >= _LONG_LINE

    def _join(self, one: Marked, last: Node) -> None:
        line = one.line.number
        if self.blank:
            self.remark("page-break", line, label=last.label, text=one.text[:40])
        if self.before is not None and self.before.line.soft_end:
            last.text += one.text
        elif (
            last.text.endswith("-")
            and last.text[-2:-1].isalpha()
            and told.goes_on(one.text)
            and not self.blank
        ):
            self.remark("hyphen-at-break", line, text=last.text.split()[-1] + one.text.split()[0])
            last.text += one.text
        else:
            last.text += " " + one.text


def _numbers_are_sections(lines: Sequence[Marked]) -> bool:
    """`1.` heads a section in a document that also counts 1.1, or when most such lines look like headings."""
    counted = [one for one in lines if one.mark.sort == "number"]
    if any(len(one.mark.parts) > 1 for one in counted):
        return True
    headings = [one for one in counted if one.line.hinted or told.title_like(one.mark.rest)]
    return bool(counted) and len(headings) >= 0.6 * len(counted)


def _following_numbers(lines: Sequence[Marked]) -> list[tuple[int, ...] | None]:
    """For each line the number that the next numbered line bears."""
    found: list[tuple[int, ...] | None] = []
    ahead: tuple[int, ...] | None = None
    for one in reversed(lines):
        found.append(ahead)
        if (one.mark.sort == "number" and one.mark.dotted) or len(one.mark.parts) > 1:
            ahead = one.mark.parts
    return found[::-1]


def _width(lines: Sequence[Marked]) -> float:
    """The width at which lines are certainly wrapped; 0 when the file is not wrapped by hand."""
    wrapped = [
        len(this.text)
        for this, following in pairwise(lines)
        if this.text
        and following.plain
        and told.goes_on(following.text)
        and not this.text.endswith((*_STOPS, ","))
    ]
    return median(wrapped) if len(wrapped) >= 3 and median(wrapped) >= 40 else 0.0


def _page_numbers(lines: Sequence[Marked]) -> frozenset[int]:
    """Lines that hold only a page number, told by their counting on; a lone figure is text."""
    found = [
        at
        for at, one in enumerate(lines)
        if one.text and not one.line.literal and len(one.text) <= 24 and _PAGE.fullmatch(one.text)
    ]
    values = [int(re.findall(r"\d+", lines[at].text)[0]) for at in found]
    worded = [at for at in found if not lines[at].text.isdecimal()]
    if len(found) >= 2 and all(after == value + 1 for value, after in pairwise(values)):
        return frozenset(found)
    return frozenset(worded)
