"""A file of the standard as elements with their lines; what stands in another vocabulary is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from workflow.formats.akn.terms import GRIF, shown
from workflow.formats.limits import Budget, damaged
from workflow.formats.xml_events import Attributes, feed, parser_for

VOCABULARIES = ("http://docs.oasis-open.org/legaldocml/ns/akn/", "http://www.akomantoso.org/")
# They are kept while the file is read: ten times the longest act, some 50 MB.
MAX_ELEMENTS = 100_000
_CHUNK = 128 * 1024
FOREIGN = "?"


@dataclass(slots=True)
class Node:
    """One element: its parts are texts and elements in their order."""

    tag: str
    attributes: Attributes
    line: int
    parts: list[str | Node] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Node]:
        """The elements inside, in order."""
        return (one for one in self.parts if isinstance(one, Node))

    def all(self, *tags: str) -> Iterator[Node]:
        """The children of those names."""
        return (one for one in self.children if one.tag in tags)

    def first(self, *tags: str) -> Node | None:
        """The first child of those names."""
        return next(self.all(*tags), None)

    def below(self, tag: str) -> Iterator[Node]:
        """Every element of that name below this one, in the order of the file."""
        for one in self.children:
            if one.tag == tag:
                yield one
            yield from one.below(tag)

    def said(self, name: str) -> str:
        """An attribute of the standard; empty when it is not there."""
        return self.attributes.get(name, "")

    def ours(self, name: str) -> str | None:
        """An attribute of ours."""
        return self.attributes.get(f"{GRIF} {name}")

    @property
    def text(self) -> str:
        """All words below, as they are shown."""
        return shown("".join(_words(self)))


def _words(node: Node) -> Iterator[str]:
    for part in node.parts:
        if isinstance(part, str):
            yield part.replace("\n", " ")
        elif part.tag in ("eol", "br"):
            yield "\n"
        elif part.tag != "authorialNote":
            yield from _words(part)


def parse(data: bytes) -> Node:
    """The root of the file. Raises Refused when it is broken, has a document type or goes too far."""
    budget = Budget(MAX_ELEMENTS)
    builder = _Builder(budget)
    feed((data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)), builder.parser)
    if builder.root is None:
        raise damaged()
    return builder.root


class _Builder:
    """The parser's events become elements."""

    def __init__(self, budget: Budget) -> None:
        self.root: Node | None = None
        self.parser = parser_for(self, budget, _local)
        self._budget = budget
        self._open: list[Node] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        node = Node(tag, attributes, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].parts.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, _tag: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        self._budget.letters(len(text))
        self._open[-1].parts.append(text)


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    """The name in the standard, whichever of its versions; a name of another vocabulary is «?»."""
    space, _, tag = name.rpartition(" ")
    return tag if space.startswith(VOCABULARIES) else FOREIGN
