"""What was read, as the text of an edition."""

from __future__ import annotations

from workflow.documents.document import EditionText
from workflow.documents.reading.values import Reading


def text_of(reading: Reading) -> EditionText:
    """The document with its annexes; what stands above its title and below its last clause is left."""
    annexes = tuple(text_of(annex) for annex in reading.annexes)
    return EditionText(reading.title, reading.kind, reading.word, reading.clauses, annexes, reading.preamble)
