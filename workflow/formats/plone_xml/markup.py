"""XML written element by element, so that what is read back is what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from workflow.errors import Refused
from workflow.formats.plone_xml.tree import EXACT, stripped
from workflow.values import Text

Attributes = Mapping[str, str | None]
"""Attributes in their order; what is None is left out."""
Lines = Iterable[str]

_BLANKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, attributes: Attributes, *inside: Lines) -> Iterator[str]:
    """An element with others inside, a line each."""
    within = [f" {line}" for lines in inside for line in lines]
    if not within:
        yield f"<{tag}{_attributes(attributes)}/>"
        return
    yield f"<{tag}{_attributes(attributes)}>"
    yield from within
    yield f"</{tag}>"


def text_element(tag: str, text: str, attributes: Attributes | None = None) -> Iterator[str]:
    """An element with a text; one that Plone's import would strip is kept whole beside it."""
    exact = {EXACT: text} if stripped(text) != text else {}
    said = escape(_checked(text), {"\r": "&#13;", "\n": "&#10;"})
    yield f"<{tag}{_attributes({**(attributes or {}), **exact})}>{said}</{tag}>"


def _attributes(attributes: Attributes) -> str:
    kept = ((name, value) for name, value in attributes.items() if value is not None)
    return "".join(f" {name}={quoteattr(_checked(value), _BLANKS)}" for name, value in kept)


def _checked(text: str) -> str:
    if found := _NOT_XML.search(text):
        raise Refused("not-in-xml", _NO_SUCH_SIGN.filled(text=text[:40], code=f"U+{ord(found[0]):04X}"))
    return text


_NO_SUCH_SIGN = Text(
    "знака {code} в XML не бывает: уберите его из «{text}»",
    "XML has no character {code}: remove it from “{text}”",
)
