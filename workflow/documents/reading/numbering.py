"""Irregular numbers: twice, skipped, out of order, of another section, missing, with and without a dot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.documents.numerals import numeral
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.framing import Marked
from workflow.documents.reading.marks import indexed
from workflow.documents.reading.outline import Node, nodes


def remarks(roots: list[Node], lines: Sequence[Marked]) -> Iterator[Remark]:
    """Everything unusual about the numbers of one document."""
    yield from order_remarks(roots)
    yield from _levels(roots)
    yield from _final_dots(roots, lines)


def order_remarks(roots: list[Node]) -> Iterator[Remark]:
    """What is unusual about the order of numbers, however they were printed; one mend for a number.

    A number of another section is told as such: in its own count it says nothing.
    """
    strangers = {one.line: one for node in nodes(roots) for one in _strangers(node)}
    yield from strangers.values()
    counted = [*_sequences(None, roots)]
    for node in nodes(roots):
        counted += _sequences(node, node.children)
    yield from (one for one in counted if one.line not in strangers)


def _sequences(parent: Node | None, children: list[Node]) -> Iterator[Remark]:
    """Each manner of numbering among the children of one clause counts on its own."""
    manners: dict[tuple[str, str, bool, tuple[int, ...]], list[Node]] = {}
    for node in children:
        if node.parts:
            manner = (node.kind, node.sort, node.label[:1].isalpha(), node.parts[:-1])
            manners.setdefault(manner, []).append(node)
    for numbered in manners.values():
        yield from _sequence(numbered, _number_before(parent, children, numbered[0]))


def _number_before(parent: Node | None, children: list[Node], first: Node) -> int:
    """A heading without number above the first numbered one counts as one."""
    above = children[: children.index(first)]
    return sum(node.kind == "section" and not node.label for node in above) if first.kind == "section" else 0


def _sequence(numbered: list[Node], before: int) -> Iterator[Remark]:
    first_lines: dict[int, int] = {}
    last = before
    for node in numbered:
        number = node.parts[-1]
        if number == last and indexed(node.label):
            continue
        facts = (("label", node.label), ("before", _sibling(node, last)))
        if number in first_lines:
            yield Remark(
                "duplicate-number",
                node.line,
                (*facts, ("first", str(first_lines[number])), ("mend", _mend(node, numbered, last))),
            )
        elif number > last + 1 and last:
            yield Remark("skipped-number", node.line, (*facts, ("mend", _sibling(node, last + 1))))
        elif number <= last:
            yield Remark("number-out-of-order", node.line, (*facts, ("mend", _sibling(node, last + 1))))
        first_lines.setdefault(number, node.line)
        last = max(last, number)


def _sibling(node: Node, number: int) -> str:
    """The label `node` would bear with another last number, in its own manner: «IV», «Глава 3», «г)»."""
    own = numeral(node.label)
    return own.at(number).label if own else node.label


def _mend(node: Node, numbered: list[Node], last: int) -> str:
    """A second «5.» that ends with a colon is the next point of section 5; otherwise the next free number."""
    twin = next(one for one in numbered if one.parts[-1] == node.parts[-1])
    points = [
        one.parts[-1] for one in twin.children if one.kind == "point" and len(one.parts) > len(twin.parts)
    ]
    if node.kind == "section" and node.introduces and points:
        return f"{node.label}.{max(points) + 1}"
    return _sibling(node, last + 1)


def _strangers(section: Node) -> Iterator[Remark]:
    """The points of a section that bear another section's number; each mend is the next that is free."""
    if section.kind != "section" or not section.parts:
        return
    points = [one for one in section.children if one.kind == "point"]
    own = (one for one in points if one.inner or one.parts[:1] == section.parts)
    free = max((one.parts[-1] for one in own), default=0)
    for node in points:
        if len(node.parts) >= 2 and node.parts[0] != section.parts[0]:
            free += 1
            facts = (
                ("label", node.label),
                ("section", section.label),
                ("mend", f"{section.parts[0]}.{free}"),
            )
            yield Remark("number-of-other-section", node.line, facts)


def _levels(roots: list[Node]) -> Iterator[Remark]:
    deep = next((node for node in nodes(roots) if len(node.parts) >= 3), None)
    if deep is not None:
        facts = (("label", deep.label), ("mend", deep.label.rpartition(".")[0]))
        yield Remark("three-levels", deep.line, facts)


def _final_dots(roots: list[Node], lines: Sequence[Marked]) -> Iterator[Remark]:
    marks = {one.line.number: one.mark for one in lines}
    compound = [node for node in nodes(roots) if len(node.parts) > 1 and node.kind == "point"]
    without = [node for node in compound if not marks[node.line].dotted]
    if without and len(without) < len(compound):
        labels = ", ".join(node.label for node in without[:6]) + (", …" if len(without) > 6 else "")
        yield Remark("mixed-final-dot", without[0].line, (("labels", labels),))
