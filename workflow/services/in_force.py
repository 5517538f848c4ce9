"""What was in force on a day: the one edition of a document, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from workflow.documents.document import Document, EditionText
from workflow.documents.force import on, why_none
from workflow.documents.own_annexes import AnnexOn, annexes_on
from workflow.documents.waiting import Waits
from workflow.errors import NotFound
from workflow.governance.people import Actor
from workflow.policy import reads as may_read
from workflow.services import annexes, viewing
from workflow.services.annexes import own_annexes
from workflow.services.correcting import as_on
from workflow.services.editions import waiting_on
from workflow.services.viewing import Opened, open_document
from workflow.values import DocumentKey, Text


@dataclass(frozen=True, slots=True)
class OnDay:
    """A document on a day: its edition then, or None and why; `late` clauses wait for days of their own.

    `annexes` are those of the day, of which some may be documents that change apart from the act.
    """

    document: Document
    day: date
    opened: Opened | None
    why: Text | None
    late: Mapping[str, Waits] = field(default_factory=dict)
    annexes: tuple[AnnexOn, ...] = ()

    @property
    def text(self) -> EditionText:
        """The text with the annexes of that day. Raises NotFound when there is none."""
        if self.opened is None:
            raise NotFound
        said = self.opened.edition.current
        return replace(said, annexes=tuple(one.text for one in self.annexes))


class Reads(viewing.Reads, annexes.Reads, Protocol):
    """What the text of a day is made of."""


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
    own = own_annexes(reads, key) if may_read(actor, key.organisation) else ()
    said = annexes_on(as_read.edition.current, own, day)
    return OnDay(opened.document, day, as_read, None, waiting_on(reads, actor, as_read.key, day), said)
