"""The text layer of a PDF as text: lines in reading order, columns apart, running heads left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.documents.reading.transcript import Transcript
    from workflow.formats.pdf_text.places import Page

_MARK = b"%PDF-"
# Some programs write a few bytes of their own before the mark; readers look no further than this.
_NEAR = 1024


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF by their mark."""
    return _MARK in data[:_NEAR]


def count(data: bytes) -> int:
    """How many pages there are. Raises Refused: damaged, locked, or more than any school document has."""
    from workflow.formats.pdf_text.pieces import opened

    return len(opened(data))


def pages(data: bytes) -> list[Page]:
    """Every page with its text. Raises Refused, also when there is no text layer.

    The library below is not made for several threads and ends the process on some broken files: a stranger's
    file belongs in a process of its own.
    """
    from workflow.formats.pdf_text.pieces import pages as found

    return found(data)


def title(data: bytes) -> str:
    """What the document's properties call it. Raises Refused."""
    from workflow.formats.pdf_text.pieces import title as found

    return found(data)


def transcript(pages: Sequence[Page], title: str = "") -> Transcript:
    """The pages' text in the notation that reading takes; `title` is that of the document's properties."""
    from workflow.formats.pdf_text.flow import written

    return replace(written(pages), title=title)
