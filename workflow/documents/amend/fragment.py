"""A unit as an order quotes it, «3.5. Совет решает: …», into a clause, and a clause into such words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workflow.documents.clauses import Clause, Kind
from workflow.documents.compare.table import prefix
from workflow.documents.reading.marks import Mark, mark
from workflow.documents.reading.outline import Node, Outline

_STEP = "  "


class NotAUnit(ValueError):
    """The quoted text is no single unit of this kind, or bears another number."""


def unit(payload: str, kind: Kind, label: str) -> Clause:
    """The quoted unit; lines set in stand below the line they are set in under. Raises NotAUnit.

    Its number may be left out; another number than `label` is a fault: no number changes by the way.
    """
    lines = [line for line in payload.split("\n") if line.strip()]
    if not lines:
        raise NotAUnit(payload)
    first = mark(lines[0].strip())
    text = _own_text(lines[0].strip(), first, kind, label)
    if not text:
        raise NotAUnit(lines[0])
    below = (
        _set_in(lines[1:])
        if any(line[:1].isspace() for line in lines[1:])
        else _read(text, kind, label, lines[1:])
    )
    return Clause("", label, text, kind, below)


def units(payload: str) -> tuple[Clause, ...]:
    """Several quoted units, each beginning with its number or dash. Raises NotAUnit."""
    starts = [mark(line.strip()) for line in payload.split("\n") if line.strip()]
    if not starts or any(one.sort == "none" and not one.rest for one in starts):
        raise NotAUnit(payload)
    return _leaves(starts)


def printed(clause: Clause) -> str:
    """The clause with all below it as an order quotes it: set in only where it would be misread otherwise."""
    flat = "\n".join(_lines(clause, 0, ""))
    try:
        same = shape(unit(flat, clause.kind, clause.label)) == shape(clause)
    except NotAUnit:
        same = False
    return flat if same else "\n".join(_lines(clause, 0, _STEP))


def shape(clause: Clause) -> tuple[object, ...]:
    """What a clause says with all below it, uids aside."""
    return clause.kind, clause.label, clause.text, tuple(shape(one) for one in clause.children)


def _lines(clause: Clause, depth: int, step: str) -> list[str]:
    below = [line for child in clause.children for line in _lines(child, depth + 1, step)]
    return [f"{step * depth}{prefix(clause)}{clause.text}", *below]


def _own_text(line: str, first: Mark, kind: Kind, label: str) -> str:
    if kind == "paragraph":
        # «10 сентября …» begins with a figure, not with a number.
        if first.sort != "none" and not (first.sort == "number" and not first.dotted):
            raise NotAUnit(line)
        return line
    for start in (f"{label}. ", f"{label} "):
        # «1.1. 10 учителей» looks like a date to whoever does not know the number.
        if label and line.startswith(start):
            return line.removeprefix(start).strip()
    if first.sort == "none":
        return line
    if first.label != label and first.label.split()[-1:] != [label]:
        raise NotAUnit(line)
    return first.rest


def _kind(one: Mark) -> tuple[Kind, str, str]:
    kinds: dict[str, Kind] = {"number": "point", "bracket": "item", "dash": "dash", "none": "paragraph"}
    kind = kinds.get(one.sort, "section")
    return kind, one.label, one.rest


def _leaves(marks: Sequence[Mark]) -> tuple[Clause, ...]:
    return tuple(Clause("", label, text, kind) for kind, label, text in map(_kind, marks))


def _set_in(lines: Sequence[str]) -> tuple[Clause, ...]:
    """Lines whose depth is told by how far they are set in."""
    depths = [len(line) - len(line.lstrip()) for line in lines]
    top = min(depths)
    starts = [at for at, depth in enumerate(depths) if depth == top]
    if starts[0] != 0:
        raise NotAUnit(lines[0])
    found = []
    for start, end in pairwise([*starts, len(lines)]):
        kind, label, text = _kind(mark(lines[start].strip()))
        below = _set_in(lines[start + 1 : end]) if end > start + 1 else ()
        found.append(Clause("", label, text, kind, below))
    return tuple(found)


def _read(text: str, kind: Kind, label: str, lines: Sequence[str]) -> tuple[Clause, ...]:
    """Lines without depth, hung as the reading of a document hangs them."""
    outline = Outline()
    own = mark(f"{label} {text}" if label else text)
    root = _rooted(outline, kind, Mark(own.sort, label, own.parts, text))
    for line in lines:
        one = mark(line.strip())
        if one.sort == "number":
            outline.point(one, 0)
        elif one.sort == "bracket":
            outline.item(one, 0)
        elif one.sort == "dash":
            outline.dash(one.rest, 0, 0)
        else:
            outline.paragraph(line.strip(), 0)
    if outline.roots != [root]:
        raise NotAUnit(text)
    return tuple(_clause(child) for child in root.children)


def _rooted(outline: Outline, kind: Kind, own: Mark) -> Node:
    if kind == "section":
        return outline.section_(own if own.label else None, own.rest, 0, heading=True)
    if kind == "point":
        return outline.point(own, 0)
    if kind == "item":
        return outline.item(own, 0)
    return outline.dash(own.rest, 0, 0) if kind == "dash" else outline.paragraph(own.rest, 0)


def _clause(node: Node) -> Clause:
    return Clause("", node.label, node.text, node.kind, tuple(_clause(one) for one in node.children))
