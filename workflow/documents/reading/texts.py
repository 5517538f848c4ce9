"""What was read, as the text of an edition."""

from __future__ import annotations

from collections.abc import Callable

from workflow.documents.document import EditionText
from workflow.documents.matching import carry_uids
from workflow.documents.reading.values import Reading


def text_of(reading: Reading) -> EditionText:
    """The document with its annexes; what stands above its title and below its last clause is left."""
    annexes = tuple(text_of(annex) for annex in reading.annexes)
    return EditionText(reading.title, reading.kind, reading.word, reading.clauses, annexes, reading.preamble)


def annex_text(reading: Reading, uids: Callable[[], str], former: EditionText | None = None) -> EditionText:
    """An annex with its own; its clauses keep the identity of those of the former text's annex."""
    inner = tuple(annex_text(one, uids) for one in reading.annexes)
    clauses = carry_uids(former.clauses if former else (), reading.clauses, uids)
    return EditionText(reading.title, reading.kind, reading.word, clauses, inner, reading.preamble)


def told_title(reading: Reading) -> str:
    """The title as lists tell it: a page sets the word «ПОЛОЖЕНИЕ» in capitals, a list does not."""
    said = reading.title.split()
    head = len(reading.word.split())
    printed, rest = " ".join(said[:head]), " ".join(said[head:])
    if not printed.isupper() or rest.isupper() or printed.casefold() != reading.word.casefold():
        return reading.title
    return f"{printed.capitalize()} {rest}".strip()
