"""The annexes of an act that have a life of their own: read with it, and not changed in it any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from workflow.documents.document import Edition, EditionText
from workflow.documents.own_annexes import OwnAnnex, Place, changed_apart
from workflow.errors import Refused
from workflow.ports import Work
from workflow.services import editions
from workflow.services.editions import known_versions
from workflow.values import DocumentKey, Text


class Reads(editions.Reads, Protocol):
    """What the annexes of an act are made of."""

    def annexes(self, act: DocumentKey) -> Sequence[OwnAnnex]: ...
    def annex_place(self, key: DocumentKey) -> Place | None: ...


def own_annexes(reads: Reads, act: DocumentKey) -> tuple[OwnAnnex, ...]:
    """With their editions, for whoever may read the whole act."""
    return tuple(replace(one, versions=known_versions(reads, one.key)) for one in reads.annexes(act))


def reading_day(edition: Edition, today: date) -> date | None:
    """The day as on which an edition reads: today, or the nearest on which it is in force; None for none."""
    if edition.in_force_from is None:
        return None
    last = edition.in_force_until
    if last is not None and last <= today:
        return last - date.resolution
    return max(today, edition.in_force_from)


def refuse_apart(work: Work, key: DocumentKey, former: EditionText, latter: EditionText) -> None:
    """Raises Refused when the latter text changes an annex that has been changed apart from the act."""
    if one := changed_apart(former, latter, changing_apart(work, key)):
        raise Refused("own-annex", _APART.filled(turn=one.turn, document=one.key.document))


def changing_apart(work: Work, key: DocumentKey) -> tuple[OwnAnnex, ...]:
    """The annexes of an act that are documents in force, so that the act does not change them."""
    return tuple(one for one in work.annexes.of(key) if work.documents.seen(one.key).in_force is not None)


_APART = Text(
    "Приложение № {turn} меняется отдельно от акта, это документ № {document}: здесь его не меняют, "
    "не убирают и не сдвигают",
    "Annex {turn} changes apart from the act, it is document No. {document}: it is neither changed, "
    "taken out nor moved here",
)
