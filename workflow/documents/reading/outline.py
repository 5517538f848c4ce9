"""The tree as it grows: where a new clause hangs, by its number, its mark and what stands open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workflow.documents.clauses import Clause, Kind
from workflow.documents.numerals import manner
from workflow.documents.reading.marks import Mark, Sort

# Deeper than any school document goes; a hostile file must not nest without end.
_DEEPEST = 12
_RANKS: dict[str, int] = {"разде": 0, "часть": 1, "глава": 2, "роман": 3, "стать": 4, "§": 4}
_ARABIC = 5


@dataclass(slots=True, eq=False)
class Node:
    """A clause being read: its words so far and where it was met.

    `inner` counts inside another number of its manner; `semicolons` tells that a child before the last ended
    as an entry of a list does.
    """

    kind: Kind
    label: str
    text: str
    line: int
    parts: tuple[int, ...] = ()
    sort: Sort = "none"
    rank: int = _ARABIC
    indent: int = 0
    heading: bool = False
    inner: bool = False
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    semicolons: bool = False

    @property
    def introduces(self) -> bool:
        """Ends with a colon, so what follows belongs to it."""
        return self.text.endswith(":")

    @property
    def in_open_list(self) -> bool:
        """A sentence of an undashed list: an unnumbered child of something that ended with a colon."""
        return self.kind == "paragraph" and self.parent is not None and self.parent.introduces


class Outline:
    """Clauses in order of reading; `path` is the way from the top to the last clause."""

    def __init__(self) -> None:
        self.roots: list[Node] = []
        self.path: list[Node] = []

    @property
    def last(self) -> Node | None:
        """The clause read last."""
        return self.path[-1] if self.path else None

    @property
    def section(self) -> Node | None:
        """The innermost open section."""
        return self._open(lambda node: node.kind == "section")

    def open_item(self, how: str, within: int = 0) -> Node | None:
        """The innermost open list item numbered in this manner, no list in a list that is set in further."""
        return self._open(
            lambda node: (
                node.kind == "item"
                and manner(node.label) == how
                and not (node.inner and node.indent > within)
            )
        )

    def top_number(self) -> int:
        """The number of the last single-number section or point that is open; 0 before the first."""
        node = self._open(
            lambda one: one.kind in ("section", "point") and len(one.parts) == 1 and not one.inner
        )
        return node.parts[0] if node else 0

    def section_(self, mark: Mark | None, text: str, line: int, heading: bool, indent: int = 0) -> Node:
        """A heading: numbered by `mark`, or without number beside the last one."""
        node = Node("section", "", text, line, indent=indent, heading=heading)
        if mark is None:
            node.rank = self.section.rank if self.section else _ARABIC
        else:
            node.label, node.parts, node.sort, node.rank = mark.label, mark.parts, mark.sort, _rank(mark)
        above = self._open(lambda one: one.kind == "section" and one.rank < node.rank)
        return self._hang(node, above)

    def inside(self, mark: Mark, line: int, indent: int) -> Node:
        """A number of a list in a list: a point of a section, an item of anything else."""
        how, last = manner(mark.label), self.last
        beside = self._open(lambda one: one.inner and (one.indent, manner(one.label)) == (indent, how))
        above = self._open(lambda one: one.sort in ("number", "bracket") and one.indent < indent)
        if beside is not None:
            above = beside.parent
        elif last is not None and last.kind == "paragraph" and last.introduces and mark.number == 1:
            above = last
        kind: Kind = "point" if above is not None and above.kind == "section" else "item"
        node = Node(kind, mark.label, mark.rest, line, mark.parts, mark.sort, indent=indent, inner=True)
        return self._hang(node, above)

    def point(self, mark: Mark, line: int, indent: int = 0) -> Node:
        """A numbered point: under the longest open number it continues, else under the open section."""
        node = Node("point", mark.label, mark.rest, line, mark.parts, mark.sort, indent=indent)
        parents = [
            one
            for one in self.path
            if one.kind in ("section", "point")
            and one.parts
            and not one.inner
            and node.parts[: len(one.parts)] == one.parts
            and len(one.parts) < len(node.parts)
        ]
        section = self.section
        if len(node.parts) == 1:
            section = self._open(lambda one: one.kind == "section" and (one.rank < _ARABIC or not one.label))
        return self._hang(node, parents[-1] if parents else section)

    def item(self, mark: Mark, line: int, indent: int = 0) -> Node:
        """`1)` or `а)`: in the open list of its manner, else a new list under what introduces it."""
        node = Node("item", mark.label, mark.rest, line, mark.parts, mark.sort, indent=indent)
        last, beside = self.last, self.open_item(manner(mark.label), indent)
        opens = mark.number == 1 and not mark.indexed
        if last is not None and last.introduces and (beside is None or opens):
            return self._hang(node, last)
        if beside is not None:
            return self._hang(node, beside.parent)
        if last is not None and last.kind == "item":
            return self._hang(node, last)
        return self._hang(node, self.numbered_or_intro())

    def dash(self, text: str, line: int, indent: int) -> Node:
        """A dash: in the open list, deeper when it stands deeper, else a new list under the last clause."""
        node = Node("dash", "–", text, line, sort="dash", indent=indent)
        last = self.last
        if last is None or (last.kind != "dash" and last.introduces):
            return self._hang(node, last)
        open_dashes = [one for one in self.path if one.kind == "dash"]
        if last.kind == "dash" and indent > last.indent and not last.text.endswith((";", ".", ",")):
            return self._hang(node, last)
        if open_dashes:
            beside = [one for one in open_dashes if one.indent <= indent] or open_dashes[:1]
            return self._hang(node, beside[-1].parent)
        return self._hang(node, last)

    def paragraph(self, text: str, line: int) -> Node:
        """A paragraph without number: under a colon, in an undashed list, else under the open point."""
        return self._hang(Node("paragraph", "", text, line), self._above_paragraph(text))

    def _above_paragraph(self, text: str) -> Node | None:
        last = self.last
        if last is None or last.introduces:
            return last
        if last.in_open_list and last.parent and not text.endswith(":") and _list_goes_on(last, text):
            return last.parent
        return self.numbered_or_section()

    def numbered_or_section(self) -> Node | None:
        """The innermost open point or section."""
        return self._open(lambda one: one.kind in ("section", "point"))

    def numbered_or_intro(self) -> Node | None:
        """The innermost open point, section or unnumbered intro."""
        return self._open(lambda one: one.kind in ("section", "point", "paragraph"))

    def _open(self, wanted: Callable[[Node], bool]) -> Node | None:
        return next((node for node in reversed(self.path) if wanted(node)), None)

    def _hang(self, node: Node, parent: Node | None) -> Node:
        depth = self.path.index(parent) + 1 if parent is not None else 0
        if depth >= _DEEPEST:
            depth = _DEEPEST - 1
            parent = self.path[depth - 1]
        node.parent = parent
        if parent is not None and parent.children and parent.children[-1].text.endswith((";", ",")):
            parent.semicolons = True
        (parent.children if parent else self.roots).append(node)
        self.path[depth:] = [node]
        return node


def _list_goes_on(last: Node, text: str) -> bool:
    """Semicolons go on; sentences go on after a first sentence of the same manner."""
    if last.text.endswith((";", ",")):
        return True
    sentences = last.parent is None or not last.parent.semicolons
    return sentences and last.text[:1].islower() == text[:1].islower()


def _rank(mark: Mark) -> int:
    if mark.sort == "roman":
        return _RANKS["роман"]
    if mark.sort == "worded":
        return _RANKS["§"] if mark.label.startswith("§") else _RANKS[mark.label.lower()[:5]]
    return _ARABIC


def nodes(roots: list[Node]) -> Iterator[Node]:
    """Every node of the tree, each before its children."""
    for node in roots:
        yield node
        yield from nodes(node.children)


def clauses(roots: list[Node], new_uid: Callable[[], str]) -> tuple[Clause, ...]:
    """The finished tree; uids are drawn in the order of reading."""
    return tuple(_clause(node, new_uid) for node in roots)


def _clause(node: Node, new_uid: Callable[[], str]) -> Clause:
    uid = new_uid()
    return Clause(uid, node.label, node.text, node.kind, clauses(node.children, new_uid))
