"""Pages of a PDF as pieces of text with their places."""

from __future__ import annotations

from dataclasses import dataclass

LOST = "�"
NBSP = "\u00a0"
RAISED = "\ue000"
"""Stands on either side of small figures above the line, such as call a footnote."""
HYPHEN = "\u00ad"
"""A hyphen at the end of a line, whether it divides the word or belongs to it."""
GAP = 1.5
"""Pieces further apart than so many heights of a letter are not one text."""


Spot = tuple[int, int, int]
"""A cell of a drawn table: the table's turn on the page, the row, the column."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: from `left` to `right` on the line `base`, letters `size` high, in points.

    `spot` is the cell in which it stands; None outside tables that are drawn with lines.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line drawn on the page, upright or level."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table that is drawn with lines, and its borders."""

    spot: Spot
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, base: float) -> bool:
        """Whether what is written at a place stands in the cell."""
        return self.left <= x < self.right and self.bottom <= base < self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a page in the order of the file, its bottom and top, and whether it shows anything."""

    pieces: tuple[Piece, ...]
    edges: tuple[float, float] = (0.0, 0.0)
    shows: bool = True
