"""Findings: the auditor's list of what does not fit, and closing one with a reason."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp import clock
from webapp.filters import said
from webapp.forms import ReasonForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from workflow import policy
from workflow.errors import Invalid, NotFound
from workflow.governance.findings import RULES, Finding, told
from workflow.policy import Permission
from workflow.services import findings
from workflow.values import DocumentKey

blueprint = Blueprint("findings", __name__, url_prefix="/<organisation>/findings")


@blueprint.get("")
def open_ones(organisation: str) -> str:
    """The organisation's open findings, violations first."""
    policy.require(actor(), Permission.MANAGE_FINDINGS, organisation)
    rows = grif().reads.findings(organisation)
    return render_template("findings/all.html", rows=[_row(row) for row in rows])


@blueprint.route("/<int:number>/<int:finding>", methods=["GET", "POST"])
def close(organisation: str, number: int, finding: int) -> Response | str | tuple[str, int]:
    """One finding: what it compares, how it is mended, and the reason that closes it."""
    policy.require(actor(), Permission.MANAGE_FINDINGS, organisation)
    key = DocumentKey(organisation, number)
    found = next((one for one in grif().reads.findings_of(key) if one.id == finding), None)
    form = ReasonForm()
    if not form.is_submitted():
        if found is None:
            raise NotFound
        return render_template("findings/close.html", form=form, row=_row(found))
    try:
        findings.close(grif().store, actor(), key, finding, form.remark.data or "", moment(organisation))
    except Invalid as fault:
        form.tell(fault)
        return render_template("findings/close.html", form=form, row=_row(found)), 422
    flash(_("Замечание закрыто"))
    return redirect(url_for("findings.open_ones", organisation=organisation))


def finding_told(finding: Finding) -> str:
    """The finding as a sentence in the page's language."""
    return said(told(finding))


def _row(row: object) -> dict[str, object]:
    organisation, number = row.key.of
    return {
        "told": told(row.finding),
        "mend": RULES[row.finding.code].mend,
        "violation": row.finding.severity == "violation",
        "title": row.title,
        "since": clock.parsed(row.opened_at).date(),
        "document": url_for(
            "documents.show", organisation=organisation, number=number, edition=row.key.edition
        ),
        "close": url_for("findings.close", organisation=organisation, number=number, finding=row.id),
    }
