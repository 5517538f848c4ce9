"""The organisation's own history: who was seated, which chains were published, which accounts were opened."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request, url_for

from webapp import pieces
from webapp.forms import number_of
from webapp.grif import actor, grif, organisation_zone
from workflow import policy
from workflow.policy import Permission
from workflow.services import own_journal

blueprint = Blueprint("history", __name__, url_prefix="/<organisation>/history")

PAGE = 50


@blueprint.get("")
def organisation(organisation: str) -> str:
    """The journal that belongs to no document, by day, in sentences."""
    policy.require(actor(), Permission.AUDIT, organisation)
    g.zone = organisation_zone(organisation)
    key = own_journal.key(organisation)
    events = grif().reads.history(key, before=request.args.get("before", type=number_of), limit=PAGE + 1)
    page, before = pieces.newest(events, PAGE)
    return render_template(
        "history.html",
        days=pieces.history_days(key, page),
        next_href=url_for(".organisation", organisation=organisation, before=before) if before else "",
    )
