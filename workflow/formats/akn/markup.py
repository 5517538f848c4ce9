"""The small pieces of the standard's markup: an element, a line of text, a value with what it is exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from workflow.documents.clauses import Kind
from workflow.formats.akn.terms import exact, fit, label_of, printed, shown

Attributes = Mapping[str, str | None]
"""Attributes in their order; what is None is left out."""
Lines = Iterable[str]

EXACTLY = "grif:exact"
_BLANKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def element(tag: str, attributes: Attributes, *inside: Lines) -> Iterator[str]:
    """An element with others inside, a line each."""
    within = [f" {line}" for lines in inside for line in lines]
    if not within:
        yield f"<{tag}{_attributes(attributes)}/>"
        return
    yield f"<{tag}{_attributes(attributes)}>"
    yield from within
    yield f"</{tag}>"


def value(tag: str, said: str, **more: str) -> Iterator[str]:
    """An element of the metadata that says one value."""
    yield from element(tag, {"value": said, **more})


def words(tag: str, text: str, around: str = "") -> Iterator[str]:
    """An element with a text on one line; `around` is a second element, inside the first."""
    said = shown(text)
    yield _line(tag, said, exact(text, said), around)


def number(label: str, kind: Kind) -> Iterator[str]:
    """The number of a clause as the edition prints it."""
    said = printed(label, kind)
    yield _line("num", said, exact(label, label_of(said)))


def _line(tag: str, said: str, kept: str | None, around: str = "") -> str:
    body = escape(said).replace("\n", "<eol/>")
    inner = f"<{around}>{body}</{around}>" if around else body
    return f"<{tag}{_attributes({EXACTLY: kept})}>{inner}</{tag}>"


def _attributes(attributes: Attributes) -> str:
    kept = ((name, said) for name, said in attributes.items() if said is not None)
    return "".join(f" {name}={quoteattr(fit(said), _BLANKS)}" for name, said in kept)
