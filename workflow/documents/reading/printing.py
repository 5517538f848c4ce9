"""A tree of clauses back into plain text that reads as the same tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.documents.clauses import Clause
from workflow.documents.depth import TOP, Depth
from workflow.documents.reading.reader import read
from workflow.documents.reading.values import DocumentKind, Reading

Shape = tuple[object, ...]


def plain(what: Reading | Iterable[Clause], kind: DocumentKind | None = None) -> str:
    """Text that `read` turns into the same clauses, one clause a line; `kind` as it will be told to `read`.

    Headings are marked with `#` and paragraphs with a backslash only where the text alone would be read
    differently.
    """
    what = what if isinstance(what, Reading) else tuple(what)
    text = _printed(what, False)
    meant = _shapes(what) if isinstance(what, Reading) else (_shape(what),)
    return text if _shapes(read(text, kind=kind)) == meant else _printed(what, True)


def _shapes(reading: Reading) -> Shape:
    return (_shape(reading.clauses), *map(_shapes, reading.annexes))


def _shape(clauses: Iterable[Clause]) -> Shape:
    """Kinds, labels and texts without uids."""
    return tuple((one.kind, one.label, one.text, _shape(one.children)) for one in clauses)


def _printed(what: Reading | tuple[Clause, ...], explicit: bool) -> str:
    page = _Page(explicit)
    lines = page.document(what) if isinstance(what, Reading) else page.clauses(what, TOP)
    return "\n\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class _Page:
    """How to print: `explicit` marks every heading and paragraph for what it is."""

    explicit: bool

    def document(self, reading: Reading) -> Iterator[str]:
        blocks = [reading.head, f"# {reading.title}" if reading.title else "", reading.preamble]
        yield from (block for block in blocks if block)
        yield from self.clauses(reading.clauses, TOP)
        if reading.foot:
            yield reading.foot
        for annex in reading.annexes:
            yield from self.document(annex)

    def clauses(self, clauses: Iterable[Clause], around: Depth) -> Iterator[str]:
        """Dashes, and numbers inside their like, are set in: no sign of theirs tells their depth."""
        for clause in clauses:
            told = clause.kind == "dash" or around.counts_inside(clause)
            yield "  " * (around.of(clause) if told else 0) + self._line(clause)
            yield from self.clauses(clause.children, around.under(clause))

    def _line(self, clause: Clause) -> str:
        if clause.kind == "section":
            return self._heading(clause)
        if clause.kind == "paragraph":
            return f"\\{clause.text}" if self.explicit else clause.text
        return f"{clause.printed} {clause.text}".strip()

    def _heading(self, clause: Clause) -> str:
        shown = f"{clause.printed} {clause.text}".strip()
        if self.explicit:
            return f"###### {shown}"
        return shown if clause.label else f"## {shown}"
