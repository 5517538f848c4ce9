"""Which list of a document stands inside which: by the lists' own levels, by what goes on behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workflow.documents.reading.marks import mark
from workflow.formats.docx.blocks import Block, Entry, Paragraph

# Twentieths of a point: what the eye sees as set in, a quarter of Word's own step.
_SET_IN = 180
_TYPED = 0
_BLANKS = 2
# A hostile file could open lists in lists without end, each line longer than the one before.
_DEEPEST = 20


@dataclass(slots=True)
class _Open:
    """A list that is open: how deep it began, and its last entry with its depth."""

    key: int
    base: int
    last: Paragraph
    depth: int
    entry: Entry


def set_in(blocks: Sequence[Block]) -> None:
    """Sets each entry of a list in by two blanks for every list and level that it stands inside of."""
    listed = list(_entries(blocks))
    ends = {entry.key: at for at, (_, entry) in enumerate(listed)}
    nesting = _Nesting(ends)
    for at, (paragraph, entry) in enumerate(listed):
        depth = nesting.depth(at, paragraph, entry)
        if not _shows_its_place(paragraph):
            paragraph.indent = _BLANKS * depth


def _entries(blocks: Sequence[Block]) -> Iterator[tuple[Paragraph, Entry]]:
    """The numbered paragraphs of the text itself; all whose number was typed are of one list."""
    for one in blocks:
        if isinstance(one, Paragraph) and one.text.strip():
            if one.entry is not None and one.label:
                yield one, one.entry
            elif not one.label and _counts(one.text):
                yield one, Entry(_TYPED, 0, one.edge)


def _counts(text: str) -> bool:
    found = mark(text.split("\n", 1)[0].strip())
    return found.sort == "number" and found.dotted


def _shows_its_place(one: Paragraph) -> bool:
    """«1.1.» tells by itself what it stands under."""
    return "." in mark(f"{one.label} {one.text}".strip()).label


@dataclass(slots=True)
class _Nesting:
    """Reads the entries in order; `ends` is the turn of each list's last entry."""

    ends: dict[int, int]
    open: list[_Open] = field(default_factory=list)
    holders: set[int] = field(default_factory=set)

    def depth(self, at: int, paragraph: Paragraph, entry: Entry) -> int:
        """How many lists and levels the entry stands inside of."""
        known = any(one.key == entry.key for one in self.open)
        while self.open and not self._stays(self.open[-1], known, at, paragraph, entry):
            self.open.pop()
        if not (self.open and self.open[-1].key == entry.key):
            del self.open[_DEEPEST - 1 :]
            base = self.open[-1].depth + 1 if self.open else 0
            self.holders |= {one.key for one in self.open[-1:]}
            self.open.append(_Open(entry.key, base, paragraph, base, entry))
        now = self.open[-1]
        now.last, now.entry, now.depth = paragraph, entry, now.base + entry.level
        return now.depth

    def _stays(self, one: _Open, known: bool, at: int, paragraph: Paragraph, entry: Entry) -> bool:
        """Whether a list is still open at an entry: the entry's own, or one that holds the entry's."""
        if known:
            return one.key == entry.key
        if entry.edge > one.entry.edge + _SET_IN:
            return True
        goes_on = self.ends[one.key] > at or one.key in self.holders
        return goes_on or (one.last.heading and not paragraph.heading)
