"""«в ред. приказа от … № …», clauses and editions still to come: what is told beside the text of an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from workflow.documents.force import in_order
from workflow.documents.own_annexes import whole_versions
from workflow.documents.waiting import Waits
from workflow.documents.wordings import (
    HOW,
    HowKind,
    Version,
    act_note,
    clause_note,
    clause_notes,
    told_once,
)
from workflow.policy import reads
from workflow.services.annexes import own_annexes, reading_day
from workflow.services.editions import since_whole, versions, waiting_on
from workflow.services.viewing import Opened
from workflow.values import DocumentKey, Text


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside a clause, and the page that it leads to."""

    text: Text
    href: str


def late_of(opened: Opened, day: date) -> dict[str, Waits]:
    """The clauses of the open edition that are not in force on that day though the edition is."""
    if opened.edition.in_force_from is None:
        return {}
    return waiting_on(grif().reads, actor(), opened.key, day)


def coming_of(opened: Opened) -> list[tuple[date, Link]]:
    """The approved editions that follow the one in force today, with its day, for readers of them all."""
    key, today = opened.document.key, moment(opened.document.key.organisation).today
    if not opened.edition.in_force_on(today) or not reads(actor(), key.organisation):
        return []
    return [
        (one.since, Link(_("редакция %(edition)s", edition=one.edition), _edition_href(key, one.edition)))
        for one in in_order(grif().reads.force_days(key))
        if today < one.since
    ]


def _edition_href(key: DocumentKey, edition: int) -> str:
    return url_for("documents.show", organisation=key.organisation, number=key.document, edition=edition)


def notes_of(opened: Opened, day: date | None = None) -> dict[str, object]:
    """The notes of an edition in force on a day; none of what was never changed or is on its way.

    What an order amended names the order, as in print; what came with an edition approved as a whole, the
    edition.
    """
    key, since = opened.document.key, opened.edition.in_force_from
    on = day or reading_day(opened.edition, moment(key.organisation).today)
    if since is None or on is None:
        return {"act_note": None, "notes": {}}
    known = versions(grif().reads, actor(), key, up_to=since)
    own = own_annexes(grif().reads, key) if known else ()
    now = [one for one in whole_versions(known, own) if one.days.since <= on]
    amended = since_whole(grif().reads, key, known)
    later = {one.edition for one in amended[1:]}
    return {
        "act_note": act_note(amended),
        "notes": {
            uid: Note(
                _note(how, version, later),
                url_for("lives.clause", organisation=key.organisation, number=key.document, uid=uid),
            )
            for uid, (how, version) in told_once(clause_notes(now), now).items()
        },
    }


def _note(how: HowKind, version: Version, later: set[int]) -> Text:
    """By which order a clause reads so; an annex that changed apart from the act names its own."""
    if version.edition in later or version.annex is not None:
        return clause_note(how, version.basis, version.edition)
    said, at = HOW[how], _IN_EDITION.filled(edition=version.edition)
    return Text(f"{said.ru} {at.ru}", f"{said.en} {at.en}")


_IN_EDITION = Text("в редакции {edition}", "in edition {edition}")
