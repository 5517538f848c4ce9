"""What was in force on a day: the one edition of a document, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from workflow.documents.document import Document
from workflow.documents.force import on, why_none
from workflow.governance.people import Actor
from workflow.services.correcting import as_on
from workflow.services.viewing import Opened, Reads, open_document
from workflow.values import DocumentKey, Text


@dataclass(frozen=True, slots=True)
class OnDay:
    """A document on a day: its edition then, or None and why; `late` clauses have days of their own."""

    document: Document
    day: date
    opened: Opened | None
    why: Text | None
    late: Mapping[str, date] = field(default_factory=dict)


def on_day(reads: Reads, actor: Actor, key: DocumentKey, day: date, today: date) -> OnDay:
    """The text that was or will be in force on that day.

    Raises NotFound to one who may not read the document, so that nobody learns what there is.
    """
    known = reads.force_days(key)
    found = on(known, day)
    opened = open_document(reads, actor, key, found.edition if found else None, today)
    if found is None:
        return OnDay(opened.document, day, None, why_none(known, day))
    as_read = replace(opened, edition=as_on(reads, opened.edition, day))
    life = next(one for one in reads.life(key) if one.edition == found.edition)
    return OnDay(opened.document, day, as_read, None, life.waiting(day))
