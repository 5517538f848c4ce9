"""«в ред. приказа от … № …»: what stands under the title of an amended act and beside its clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for

from webapp.grif import actor, grif, moment
from workflow.documents.annexes import all_clauses
from workflow.documents.own_annexes import whole_versions
from workflow.documents.wordings import HOW, HowKind, Version, act_note, clause_note, clause_notes
from workflow.services.annexes import own_annexes, reading_day
from workflow.services.editions import since_whole, versions
from workflow.services.viewing import Opened
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside a clause, and the page that it leads to."""

    text: Text
    href: str


@dataclass(frozen=True, slots=True)
class Late:
    """A clause that is not in force yet: from when, and what it says until then, if it was there before."""

    since: date
    former: str


def late_of(opened: Opened, day: date) -> dict[str, Late]:
    """The clauses of the open edition that are not in force on that day though the edition is."""
    if opened.edition.in_force_from is None:
        return {}
    key = opened.document.key
    life = grif().reads.life(key)
    waiting = next((one.waiting(day) for one in life if one.edition == opened.key.edition), {})
    if not waiting:
        return {}
    known = versions(grif().reads, actor(), key, up_to=opened.edition.in_force_from)
    before = next((one.text for one in reversed(known) if one.edition != opened.key.edition), None)
    former = {one.uid: one.text for one in all_clauses(before)} if before else {}
    return {uid: Late(since, former.get(uid, "")) for uid, since in waiting.items()}


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
            for uid, (how, version) in clause_notes(now).items()
        },
    }


def _note(how: HowKind, version: Version, later: set[int]) -> Text:
    """By which order a clause reads so; an annex that changed apart from the act names its own."""
    if version.edition in later or version.annex is not None:
        return clause_note(how, version.basis, version.edition)
    said, at = HOW[how], _IN_EDITION.filled(edition=version.edition)
    return Text(f"{said.ru} {at.ru}", f"{said.en} {at.en}")


_IN_EDITION = Text("в редакции {edition}", "in edition {edition}")
