"""What a story is made of: paragraphs and tables, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Change:
    """A stretch of text deleted, inserted or moved here and not yet accepted."""

    sort: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph's list, its level there, and where its number stands, in twentieths of a point."""

    key: int
    level: int
    edge: int


@dataclass(slots=True)
class Paragraph:
    """A paragraph as printed: `label` is its automatic number, line breaks in `text` are newlines.

    `indent` is how far an entry of a list in a list is set in, `edge` where the first line begins on the
    page, `boxes` are the text boxes anchored in it.
    """

    label: str = ""
    text: str = ""
    indent: int = 0
    edge: int = 0
    entry: Entry | None = None
    heading: bool = False
    bold: bool = False
    changes: list[Change] = field(default_factory=list)
    hidden: str = ""
    notes: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    pictures: int = 0


@dataclass(slots=True)
class Cell:
    """A cell, `span` columns wide; one that continues the cell above is empty."""

    blocks: list[Block] = field(default_factory=list)
    span: int = 1
    continues: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells."""

    rows: list[list[Cell]] = field(default_factory=list)


Block = Paragraph | Table


def text_of(blocks: list[Block]) -> str:
    """All words of the blocks on one line, numbers included."""
    return " ".join(part for block in blocks for part in _parts(block) if part)


def _parts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [*(text_of(block.boxes).split("\n")), block.label, *block.text.split()]
    return [text_of(cell.blocks) for row in block.rows for cell in row]


def paragraphs_of(blocks: list[Block]) -> list[Paragraph]:
    """The paragraphs of the blocks, those in tables and text boxes too, in the order of the file."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += [*paragraphs_of(block.boxes), block]
        else:
            found += [one for row in block.rows for cell in row for one in paragraphs_of(cell.blocks)]
    return found
