"""What was read, as the text of an edition."""

from __future__ import annotations

from workflow.documents.document import EditionText
from workflow.documents.reading.values import Reading


def text_of(reading: Reading) -> EditionText:
    """The document with its annexes; what stands above its title and below its last clause is left."""
    annexes = tuple(text_of(annex) for annex in reading.annexes)
    return EditionText(reading.title, reading.kind, reading.word, reading.clauses, annexes, reading.preamble)


def told_title(reading: Reading) -> str:
    """The title as lists tell it: a page sets the word «ПОЛОЖЕНИЕ» in capitals, a list does not."""
    said = reading.title.split()
    head = len(reading.word.split())
    printed, rest = " ".join(said[:head]), " ".join(said[head:])
    if not printed.isupper() or rest.isupper() or printed.casefold() != reading.word.casefold():
        return reading.title
    return f"{printed.capitalize()} {rest}".strip()
