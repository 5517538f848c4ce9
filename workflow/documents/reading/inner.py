"""Lists in lists: lines whose number counts inside another of its manner, told by how far they are set in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.numerals import manner
from workflow.documents.reading.framing import Marked
from workflow.documents.reading.marks import Mark

_COUNTED = ("number", "bracket")


@dataclass(frozen=True, slots=True)
class Inner:
    """The places of lines in a list in a list, and of those that such a list stands right under."""

    inside: frozenset[int]
    above: frozenset[int]


@dataclass(slots=True)
class _Count:
    """A count that is open: its manner, how far it is set in, whether it is inside another."""

    manner: str
    indent: int
    inside: bool


def inner(lines: Sequence[Marked]) -> Inner:
    """What stands inside a list: it begins with one further in than its own manner, and goes on there.

    Indents alone tell nothing: many a text sets in its first lines, or a heading in the middle.
    """
    found, above = set[int](), set[int]()
    open_: list[_Count] = []
    reached: dict[tuple[str, int], int] = {}
    before: int | None = None
    for at, one in enumerate(lines):
        if one.mark.sort in ("roman", "worded"):
            open_, before = [], None
        if one.mark.sort not in _COUNTED or not (one.mark.dotted or one.mark.sort == "bracket"):
            continue
        how, indent = manner(one.mark.label), set_in(one)
        while open_ and open_[-1].indent > indent:
            open_.pop()
        inside = _inside(one.mark, how, indent, open_, reached)
        if inside:
            found.add(at)
            reached[how, indent] = one.mark.number
            if before is not None and set_in(lines[before]) < indent:
                above.add(before)
        open_ = [held for held in open_ if (held.manner, held.indent) != (how, indent)]
        open_.append(_Count(how, indent, inside))
        before = at
    return Inner(frozenset(found), frozenset(above))


def set_in(one: Marked) -> int:
    """How far a line is set in; a heading, wherever it stands, is set in less than any text."""
    return -1 if one.line.hinted and not one.line.indent else one.line.indent


def _inside(
    mark: Mark, how: str, indent: int, open_: Sequence[_Count], reached: dict[tuple[str, int], int]
) -> bool:
    beside = next((one for one in open_ if (one.manner, one.indent) == (how, indent)), None)
    if beside is not None:
        return beside.inside and len(mark.parts) == 1
    holds = any(one.manner == how and one.indent < indent for one in open_)
    begins = mark.number == 1 and not mark.indexed
    return holds and len(mark.parts) == 1 and (begins or mark.number == reached.get((how, indent), 0) + 1)
