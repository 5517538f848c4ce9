"""Documents for other programs: the text in force on a day."""

from __future__ import annotations

import json
from datetime import date

from flask import request
from werkzeug.wrappers import Response

from webapp.api import blueprint, told
from webapp.grif import actor, grif, moment
from webapp.in_force import asked, day_of_address
from webapp.language import page_language
from workflow import policy
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, canonical_text
from workflow.documents.life import Basis, EditionLife, Happening, happenings
from workflow.documents.own_annexes import AnnexOn, annex_happenings
from workflow.errors import NotFound
from workflow.policy import Permission
from workflow.services.annexes import own_annexes
from workflow.services.in_force import OnDay


@blueprint.get("/documents/<int:number>")
def document(organisation: str, number: int) -> Response:
    """The edition in force on the day `on` (2024-03-01), today unless said; 404 and why when none is."""
    typed = request.args.get("on", "")
    day = day_of_address(typed) if typed else moment(organisation).today
    found = asked(organisation, number, day)
    if found.opened is None:
        raise NotFound(found.why)
    return told(facts(found, found.opened.edition))


def facts(found: OnDay, edition: Edition) -> dict[str, object]:
    """A document on a day as other programs read it."""
    return {
        "organisation": found.document.key.organisation,
        "document": found.document.key.document,
        "kind": found.document.kind,
        "on": found.day.isoformat(),
        "edition": edition.key.edition,
        "sha256": edition.sha256,
        "corrected": None
        if edition.corrected is None
        else {"on": edition.corrected.day.isoformat(), "sha256": edition.corrected.sha256},
        "in_force_from": _iso(edition.in_force_from),
        "in_force_until": _iso(edition.in_force_until),
        "not_in_force": [
            {"uid": uid, "in_force_from": one.since.isoformat(), "until_then": _said(one.former)}
            for uid, one in found.late.items()
        ],
        "own_annexes": [_annex(one) for one in found.annexes if one.own is not None],
        "text": json.loads(canonical_text(found.text)),
    }


def _said(clause: Clause | None) -> dict[str, object] | None:
    """A clause with all below it, as in the canonical text."""
    return clause and {
        "uid": clause.uid,
        "kind": clause.kind,
        "label": clause.label,
        "text": clause.text,
        "children": [_said(child) for child in clause.children],
    }


def _annex(one: AnnexOn) -> dict[str, object]:
    """An annex that is a document: its text stands in the act's for the day."""
    return {"annex": one.turn, "document": one.own.document, "edition": one.own.edition}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@blueprint.get("/documents/<int:number>/timeline")
def timeline(organisation: str, number: int) -> Response:
    """The dates of every edition, and all that happened and is to come, by day."""
    today = moment(organisation).today
    found = asked(organisation, number, today)
    policy.require(actor(), Permission.READ, organisation)
    known = grif().reads.life(found.document.key)
    annexes = annex_happenings(own_annexes(grif().reads, found.document.key), today)
    life = {
        "organisation": organisation,
        "document": number,
        "editions": [_edition(one) for one in known],
        "happenings": [_happening(one) for one in happenings(known, today, annexes)],
    }
    return told(life)


def _edition(one: EditionLife) -> dict[str, object]:
    return {
        "edition": one.edition,
        "sha256": one.sha256,
        "basis": _basis(one.basis),
        "in_force_from": _iso(one.days.since if one.days else None),
        "known_only": one.known_only,
        "in_force_until": _iso(one.days.until if one.days else None),
        "published": _iso(one.published.day if one.published else None),
        "acquainted": _iso(one.acquainted.day if one.acquainted else None),
        "corrected": [{"on": _iso(each.day), "reason": each.reason} for each in one.corrected],
        "repealed_by": _basis(one.repealed_by),
    }


def _basis(one: Basis | None) -> dict[str, object] | None:
    if one is None:
        return None
    return {
        "instrument": one.instrument,
        "number": one.number,
        "dated": _iso(one.dated),
        "registered": _iso(one.registered),
    }


def _happening(one: Happening) -> dict[str, object]:
    return {
        "on": _iso(one.day),
        "edition": one.edition,
        "kind": one.kind,
        "ahead": one.ahead,
        "message": one.said.said(page_language()),
    }
