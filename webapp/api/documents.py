"""Documents for other programs: the text in force on a day."""

from __future__ import annotations

import json
from datetime import date

from flask import request
from werkzeug.wrappers import Response

from webapp.api import blueprint
from webapp.grif import moment
from webapp.in_force import asked, day_of_address
from workflow.documents.document import Edition, canonical_text
from workflow.errors import NotFound
from workflow.services.in_force import OnDay

MEDIA_TYPE = "application/json"


@blueprint.get("/documents/<int:number>")
def document(organisation: str, number: int) -> Response:
    """The edition in force on the day `on` (2024-03-01), today unless said; 404 and why when none is."""
    typed = request.args.get("on", "")
    day = day_of_address(typed) if typed else moment(organisation).today
    found = asked(organisation, number, day)
    if found.opened is None:
        raise NotFound(found.why)
    told = json.dumps(facts(found, found.opened.edition), ensure_ascii=False)
    return Response(told, mimetype=MEDIA_TYPE)


def facts(found: OnDay, edition: Edition) -> dict[str, object]:
    """A document on a day as other programs read it."""
    return {
        "organisation": found.document.key.organisation,
        "document": found.document.key.document,
        "kind": found.document.kind,
        "on": found.day.isoformat(),
        "edition": edition.key.edition,
        "sha256": edition.sha256,
        "in_force_from": _iso(edition.in_force_from),
        "in_force_until": _iso(edition.in_force_until),
        "text": json.loads(canonical_text(edition.text)),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
