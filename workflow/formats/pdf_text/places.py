"""Pages of a PDF as pieces of text with their places."""

from __future__ import annotations

from dataclasses import dataclass

LOST = "�"
NBSP = "\u00a0"
HYPHEN = "\u00ad"
"""A hyphen at the end of a line, whether it divides the word or belongs to it."""
GAP = 1.5
"""Pieces further apart than so many heights of a letter are not one text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line: from `left` to `right` on the line `base`, letters `size` high, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The pieces of a page in the order of the file, its bottom and top, and whether it shows anything."""

    pieces: tuple[Piece, ...]
    edges: tuple[float, float] = (0.0, 0.0)
    shows: bool = True
