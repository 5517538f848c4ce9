"""What a reading gives: a document, its clauses, and notices of everything unusual in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workflow.documents.approvals import Approval
from workflow.documents.clauses import Clause
from workflow.values import Text

DocumentKind = Literal["regulation", "order", "plan", "protocol", "program", "other"]
Weight = Literal["check", "note"]


@dataclass(frozen=True, slots=True)
class Notice:
    """An irregularity at a line of the file, with the mend a person may choose; nothing is mended unasked.

    `weight` "check" asks for a look, "note" tells how a harmless habit was read; `inferred` is a label the
    reader would give a clause that is printed without one; `facts` are what the sentences were filled with.
    """

    line: int
    code: str
    message: Text
    suggestion: Text
    weight: Weight = "check"
    inferred: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditionNote:
    """«(в ред. приказа от … № …)» at a line of the file, of a clause or, with none, of the text."""

    line: int
    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read: each letter is in title, head, preamble, clauses, foot, annexes or notes.

    `head` is what stands above the title with the place and year under it, `preamble` what else is above the
    first clause, `foot` after the last one; `word` names the sort of document, "положение";
    `lines` are its first and last line in the file and `starts` the line of each clause in the order of
    `walk`. `notes` are what a consolidated text says of its own changes: no part of the text.
    """

    title: str
    kind: DocumentKind
    word: str
    head: str
    preamble: str
    clauses: tuple[Clause, ...]
    foot: str
    approvals: tuple[Approval, ...]
    annexes: tuple[Reading, ...]
    notices: tuple[Notice, ...]
    lines: tuple[int, int]
    starts: tuple[int, ...]
    notes: tuple[EditionNote, ...] = ()


def documents(reading: Reading) -> Iterator[Reading]:
    """The document and all its annexes, outer first."""
    yield reading
    for annex in reading.annexes:
        yield from documents(annex)
