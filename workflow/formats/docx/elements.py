"""The XML parts of a package: their elements by the names of the standard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from workflow.formats import xml_events
from workflow.formats.limits import Budget
from workflow.formats.xml_events import Attributes, Handler

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r:",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic:",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic:",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}


def feed(chunks: Iterable[bytes], handler: Handler, budget: Budget) -> None:
    """Tells the handler of every element of a part. Raises Refused when it is broken or goes too far."""
    xml_events.feed(chunks, xml_events.parser_for(handler, budget, _local))


@lru_cache(maxsize=4096)
def _local(name: str) -> str:
    """The name as the standard writes it; a name of another vocabulary is «?»."""
    space, _, tag = name.rpartition(" ")
    prefix = _PREFIXES.get(space)
    return "?" if prefix is None else prefix + tag


def value(attributes: Attributes, name: str) -> str | None:
    """An attribute by its local name, with or without its vocabulary."""
    if name in attributes:
        return attributes[name]
    ending = f" {name}"
    return next((text for full, text in attributes.items() if full.endswith(ending)), None)


def number(attributes: Attributes, name: str = "val") -> int | None:
    """An attribute as a whole number; None when it is none."""
    text = (value(attributes, name) or "").strip()
    bare = text.removeprefix("-")
    return int(text) if bare.isascii() and bare.isdecimal() and len(bare) <= 9 else None


@dataclass(frozen=True, slots=True)
class Indents:
    """How far a paragraph and its first line are set in, in twentieths of a point; None where left open."""

    left: int | None = None
    first: int | None = None

    def over(self, other: Indents) -> Indents:
        """These, and where they are silent the others."""
        left = self.left if self.left is not None else other.left
        return Indents(left, self.first if self.first is not None else other.first)

    @property
    def edge(self) -> int:
        """Where the first line begins."""
        return (self.left or 0) + (self.first or 0)


NO_INDENTS = Indents()


def indents(attributes: Attributes) -> Indents:
    """What an `ind` element says (ECMA-376 part 1, 17.3.1.12)."""
    left = number(attributes, "start")
    hanging, first = number(attributes, "hanging"), number(attributes, "firstLine")
    return Indents(
        number(attributes, "left") if left is None else left, first if hanging is None else -hanging
    )


def switched_on(attributes: Attributes) -> bool:
    """A property such as bold: on unless it says otherwise."""
    return (value(attributes, "val") or "true").strip().lower() not in ("0", "false", "off", "none")


@dataclass(slots=True)
class Element:
    """One element of a small part that is read whole."""

    tag: str
    attributes: Attributes
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Element | None:
        """The first child of that name."""
        return next(self.all(tag), None)

    def said(self, tag: str) -> str | None:
        """The value of the first child of that name."""
        child = self.first(tag)
        return value(child.attributes, "val") if child else None


def tree(chunks: Iterable[bytes], budget: Budget, wanted: frozenset[str]) -> Element:
    """A part as a tree of the wanted elements; what stands in an unwanted one is left out."""
    builder = _Builder(wanted)
    feed(chunks, builder, budget)
    return builder.root


class _Builder:
    def __init__(self, wanted: frozenset[str]) -> None:
        self.root = Element("", {})
        self._open = [self.root]
        self._wanted = wanted
        self._skipped = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._skipped or tag not in self._wanted:
            self._skipped += 1
            return
        element = Element(tag, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def characters(self, text: str) -> None:
        """Small parts say everything in attributes."""
