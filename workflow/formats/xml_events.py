"""XML of a stranger as events: no document type, no entities, bounded in every way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol
from xml.parsers import expat

from workflow.errors import Refused
from workflow.formats.limits import MAX_DEPTH, Budget, damaged
from workflow.values import Text

Attributes = Mapping[str, str]

# A single tag is never longer; older expat reads an unfinished one again with every piece.
_LONGEST_TAG = 1024 * 1024
_DOCTYPE = Text(
    "В файле есть описание типа (DOCTYPE) и сущности: такой документ не читается.",
    "The file declares a document type (DOCTYPE) and entities: no such document is read.",
)
_DEEP = Text(
    "Разметка файла вложена глубже {limit} уровней: такой документ не читается.",
    "The file's markup is nested over {limit} levels deep: no such document is read.",
)


class Handler(Protocol):
    """Who is told of each element."""

    def start(self, tag: str, attributes: Attributes) -> None: ...
    def end(self, tag: str) -> None: ...
    def characters(self, text: str) -> None: ...


def parser_for(handler: Handler, budget: Budget, local: Callable[[str], str]) -> expat.XMLParserType:
    """A parser that tells the handler; `local` turns "vocabulary name" into the name it is told by."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("file-too-complex", _DEEP.filled(limit=MAX_DEPTH))
        budget.element()
        handler.start(local(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local(name))

    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.characters
    return parser


def feed(chunks: Iterable[bytes], parser: expat.XMLParserType) -> None:
    """Gives the parser all the bytes. Raises Refused when they are broken or go too far."""
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG + len(chunk):
                raise damaged()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as fault:
        raise damaged() from fault


def _refuse_doctype(*_: object) -> None:
    raise Refused("file-too-complex", _DOCTYPE)
