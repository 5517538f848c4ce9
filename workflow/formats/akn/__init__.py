"""Akoma Ntoso 3.0 (OASIS LegalDocML): an edition written with its approvals and annexes, and read back."""

from __future__ import annotations

from workflow.documents.document import EditionText
from workflow.documents.reading import Reading
from workflow.formats.akn.expression import Expression, LifeEvent, Modification, Paper, Step

__all__ = [
    "MEDIA_TYPE",
    "Expression",
    "LifeEvent",
    "Modification",
    "Paper",
    "Step",
    "is_akn",
    "reading",
    "render",
    "text",
    "typed",
]

MEDIA_TYPE = "application/akn+xml"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOK = 4096


def render(one: Expression) -> bytes:
    """The edition as a file of the standard; the same value gives the same bytes."""
    from workflow.formats.akn.writer import write

    return write(one)


def is_akn(data: bytes) -> bool:
    """Whether a file calls itself Akoma Ntoso, whatever its name."""
    # UTF-16 has a zero beside each letter of ASCII.
    start = data[:_LOOK].replace(b"\0", b"")
    for one in _MARKS:
        start = start.removeprefix(one)
    return start.lstrip().startswith(b"<") and b"akomaNtoso" in start


def text(data: bytes) -> EditionText:
    """What the edition says; of a file of ours exactly. Raises Refused when the file cannot be read."""
    from workflow.formats.akn.reader import document
    from workflow.formats.akn.tree import parse

    return document(parse(data)).text


def reading(data: bytes) -> Reading:
    """The document with its approvals and notices. Raises Refused when the file cannot be read."""
    from workflow.formats.akn import recorded
    from workflow.formats.akn.reader import document
    from workflow.formats.akn.tree import parse

    return recorded.reading(document(parse(data)), data.count(b"\n") + 1)


def typed(data: bytes) -> str:
    """The document as text that reads as it, its approvals as stamps. Raises Refused."""
    from workflow.formats.akn import recorded

    return recorded.written(reading(data))
