"""XML from a stranger as elements with their places: no document type, no entities, bounded in every way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from workflow.engine.reader.faults import DefinitionFaults, Faults, Place, quoted
from workflow.engine.reader.nodes import MAX_BYTES, TOO_LARGE
from workflow.values import Text

MAX_DEPTH = 20
MAX_ELEMENTS = 20_000
EXACT = "grif:text"
"""An attribute of ours: the text of an element that Plone's import would strip of its indents."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element, its own text (not that of its children) and where it begins."""

    tag: str
    attributes: Mapping[str, str]
    place: Place
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[Element]:
        """Every element of that tag below this one, at any depth, in the order of the file."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)

    @property
    def text(self) -> str:
        """The element's text as Plone's import reads it: no indents, nothing blank at the end."""
        return self.attributes[EXACT] if EXACT in self.attributes else stripped("".join(self.pieces))


def stripped(text: str) -> str:
    """What Plone's import leaves of a text."""
    return "".join(line.lstrip() for line in text.splitlines(keepends=True)).rstrip()


def parse(content: bytes | str, file: str) -> Element:
    """The root of the file. Raises DefinitionFaults, the first fault only: after it nothing can be read."""
    faults, root = Faults(file), None
    if len(content) > MAX_BYTES:
        faults.error(Place(1, 1), "too-large", TOO_LARGE)
    elif isinstance(content, str):
        # A text is decoded already, whatever encoding its first line declares.
        root = _Builder(faults, "utf-8").root(content.encode("utf-8", "replace"))
    else:
        root = _Builder(faults).root(content)
    if root is None or faults.has_error():
        raise DefinitionFaults(faults.told())
    return root


class _Stop(Exception):
    """The rest of the file is not read; the fault is told."""


class _Builder:
    """The parser's events become elements."""

    def __init__(self, faults: Faults, encoding: str | None = None) -> None:
        self._faults = faults
        self._open: list[Element] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = expat.ParserCreate(encoding)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def root(self, content: bytes) -> Element | None:
        """The root element, or None with the fault told."""
        try:
            self._parser.Parse(content, True)
        except _Stop:
            return None
        except expat.ExpatError as fault:
            place = Place(fault.lineno, fault.offset + 1)
            self._faults.error(place, "xml-syntax", _SYNTAX.filled(reason=expat.ErrorString(fault.code)))
        except (ValueError, LookupError):
            self._faults.error(Place(1, 1), "xml-syntax", _ENCODING)
        return self._root

    @property
    def _place(self) -> Place:
        return Place(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse(self, code: str, message: Text) -> None:
        self._faults.error(self._place, code, message)
        raise _Stop

    def _refuse_doctype(self, name: str, *rest: object) -> None:
        self._refuse("doctype", _DOCTYPE)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            self._refuse("too-large", _TOO_MANY)
        if len(self._open) >= MAX_DEPTH:
            self._refuse("too-deep", _TOO_DEEP.filled(tag=quoted(tag)))
        element = Element(tag, attributes, self._place)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _end(self, tag: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        self._open[-1].pieces.append(text)


_SYNTAX = Text("файл не читается как XML ({reason})", "the file cannot be read as XML ({reason})")
_ENCODING = Text(
    "кодировка файла не читается: сохраните его как UTF-8", "the encoding cannot be read: save it as UTF-8"
)
_DOCTYPE = Text(
    "описание типа документа (DOCTYPE) и сущности не читаются: удалите его",
    "a document type (DOCTYPE) and its entities are not read: delete it",
)
_TOO_MANY = Text(
    f"в файле больше {MAX_ELEMENTS} элементов: это не определение процесса",
    f"the file holds over {MAX_ELEMENTS} elements: not a definition",
)
_TOO_DEEP = Text(
    f"элемент «{{tag}}» вложен глубже {MAX_DEPTH} уровней: это не определение процесса",
    f"the element “{{tag}}” is nested over {MAX_DEPTH} levels deep: not a definition",
)
