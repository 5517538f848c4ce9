"""Numbers that a scanner damaged, tore from their words or ran into the line before: told, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.framing import Marked
from workflow.documents.reading.outline import Node, nodes

_FIGURE = r"[0-9ЗзОоOolI|]{1,3}"
_PRINTED = re.compile(rf"({_FIGURE}(?:\s?[.,]\s?{_FIGURE}){{1,4}})\s?[.,)]?\s+(?=[А-ЯЁ«\"])")
_APART = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,4}")
# «п. 1.2. Порядка» cites; a point begins behind the end of a sentence.
_INSIDE = re.compile(r"(?<![Пп]\.)(?<![Сс]т\.)(?<=[.;!?»]) (\d{1,3}(?:\.\d{1,3}){1,4})\. (?=[А-ЯЁ«\"])")
_FIGURES = str.maketrans("ЗзОоOolI|,", "330000111.", " ")
_Parts = tuple[int, ...]


def remarks(roots: list[Node], lines: Sequence[Marked]) -> Iterator[Remark]:
    """Each damaged number that would be the next one of the text and is printed nowhere else."""
    known = {node.parts for node in nodes(roots) if node.sort == "number" and node.kind != "item"}
    last: _Parts = ()
    for one in lines:
        taken = False
        for code, printed, label in (*_at_start(one), *_inside(one)):
            if code == "number-inside" and not taken:
                last, taken = one.mark.parts, True
            if code == "number-inside":
                printed = ".".join(map(str, last))
            parts = _parts(label)
            if parts not in known and _follows(last, parts):
                yield Remark(code, one.line.number, (("label", printed), ("mend", label)))
                last, taken = parts, True
        if one.mark.sort == "number" and not taken:
            last = one.mark.parts
    yield from _empty(roots)
    yield from _orphans(roots)


def _at_start(one: Marked) -> Iterator[tuple[str, str, str]]:
    """The code, the number as printed and as meant."""
    printed = _PRINTED.match(one.line.text)
    if printed and one.mark.label != (label := printed[1].translate(_FIGURES)):
        yield "misread-number", printed[1], label
    elif _APART.fullmatch(one.line.text):
        yield "number-apart", one.line.text, one.line.text


def _inside(one: Marked) -> Iterator[tuple[str, str, str]]:
    if one.mark.sort == "number":
        for found in _INSIDE.finditer(one.line.text):
            yield "number-inside", "", found[1]


def _parts(label: str) -> _Parts:
    figures = label.split(".")
    sound = all(figure.isdecimal() and not figure.startswith("0") for figure in figures)
    return tuple(map(int, figures)) if sound else ()


def _follows(last: _Parts, parts: _Parts) -> bool:
    """Whether a number comes right after another: its next neighbour, its first child, its parent's next."""
    if parts[:-1] == last and parts[-1] == 1:
        return True
    depth = len(parts)
    return len(last) >= depth and last[: depth - 1] == parts[:-1] and parts[-1] == last[depth - 1] + 1


def _empty(roots: list[Node]) -> Iterator[Remark]:
    for node in nodes(roots):
        if node.kind == "point" and not node.text and not node.children:
            yield Remark("point-without-words", node.line, (("label", node.label),))


def _orphans(roots: list[Node]) -> Iterator[Remark]:
    """A point of the third level whose point of the second is not there."""
    told: set[_Parts] = set()
    for node in nodes(roots):
        above = node.parts[:-1]
        if node.kind != "point" or node.sort != "number" or len(above) < 2 or above in told:
            continue
        if node.parent is None or node.parent.parts != above:
            told.add(above)
            mend = node.label.partition("(")[0].rpartition(".")[0]
            yield Remark("point-without-parent", node.line, (("label", node.label), ("mend", mend)))
