"""What a drawing is made of: boxes, lines, dots and words in places, whatever it is drawn with.

Lengths are in pixels of a page whose text is `SIZE` high; y grows downwards; (0, 0) is the upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflow.engine.definition import Trigger
from workflow.values import Language

Mark = Literal["done", "current", "ahead", ""]
Kind = Literal["title", "row", "label", "note", "mark"]
DotKind = Literal["start", "step", "stay", "tick"]
Point = tuple[float, float]
Curve = tuple[Point, Point, Point]

SIZE = 13.0
"""Height of the words; notes and marks are `SMALL`."""
SMALL = 11.0


@dataclass(frozen=True, slots=True)
class Box:
    """A state. `final` has a second border; `mark` tells where a case stands, when one is shown."""

    state: str
    x: float
    y: float
    width: float
    height: float
    final: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text that begins at x or has its `middle` there; `y` is its base line, `width` its room."""

    x: float
    y: float
    width: float
    text: str
    kind: Kind
    middle: bool = False

    @property
    def size(self) -> float:
        """Height of the letters."""
        return SMALL if self.kind in ("note", "mark") else SIZE


@dataclass(frozen=True, slots=True)
class Dot:
    """What opens words or the whole drawing: the start, a step asked for, an act in place, a tick."""

    x: float
    y: float
    kind: DotKind


@dataclass(frozen=True, slots=True)
class Stroke:
    """A smooth line: where it begins, then Bézier curves (two handles, an end)."""

    start: Point
    curves: tuple[Curve, ...]

    @property
    def end(self) -> Point:
        """Where it ends."""
        return self.curves[-1][2] if self.curves else self.start


@dataclass(frozen=True, slots=True)
class Line:
    """A transition from each of its sources to its target; `head` is the arrow's point, `up` its way."""

    transition: str
    sources: tuple[str, ...]
    target: str
    trigger: Trigger
    strokes: tuple[Stroke, ...]
    head: Point
    up: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture; `description` says it in words to those who do not see it."""

    width: float
    height: float
    language: Language
    title: str
    description: str
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    words: tuple[Words, ...]
