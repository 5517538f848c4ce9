"""Findings: the auditor's first page, what does not fit and how to mend it, and closing one with a reason."""

from __future__ import annotations

from itertools import groupby
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import clock
from webapp.filters import said
from webapp.forms import ReasonForm, number_of
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.parts import Fact, Link
from workflow import policy
from workflow.errors import Invalid
from workflow.governance.findings import RULES, SEVERITIES, Finding, compared, told
from workflow.policy import Permission
from workflow.services import findings
from workflow.values import DocumentKey, Text

blueprint = Blueprint("findings", __name__, url_prefix="/<organisation>/findings")

KINDS = {"error": "refused", "warning": "warning", "note": "former"}
SEVERITY_WORDS = {
    "error": Text("Нарушение", "Violation"),
    "warning": Text("Проверить", "To check"),
    "note": Text("К сведению", "To note"),
}
GROUPS = {
    "error": Text("Нарушения", "Violations"),
    "warning": Text("Проверить", "To check"),
    "note": Text("К сведению", "To note"),
}


@blueprint.get("")
def open_ones(organisation: str) -> str:
    """The organisation's open findings, the gravest first; of one rule or one document when asked."""
    policy.require(actor(), Permission.MANAGE_FINDINGS, organisation)
    code, number = request.args.get("rule", ""), request.args.get("document", type=number_of)
    reads = grif().reads
    page = reads.findings(organisation, code=code, number=number, after=request.args.get("after", ""))
    counts = reads.finding_counts(organisation)
    return render_template(
        "findings/all.html",
        groups=[
            (GROUPS[severity], [_row(one) for one in ones])
            for severity, ones in groupby(page.findings, key=lambda one: one.finding.severity)
        ],
        total=sum(counts.values()),
        rules=_rules(counts, code),
        rule=code,
        document=request.args.get("document", ""),
        filtered=bool(code or number is not None),
        everything=url_for("findings.open_ones", organisation=organisation),
        next_href=_next(organisation, code, number, page.next.text) if page.next else "",
    )


@blueprint.route("/<int:number>/<int:finding>", methods=["GET", "POST"])
def close(organisation: str, number: int, finding: int) -> Response | str | tuple[str, int]:
    """One finding: what it compares, what it rests on, how it is mended, and the reason that closes it."""
    policy.require(actor(), Permission.MANAGE_FINDINGS, organisation)
    found = grif().reads.finding(DocumentKey(organisation, number), finding)
    form = ReasonForm()
    if not form.is_submitted():
        return _shown(found, form)
    try:
        findings.close(
            grif().store, actor(), found.key, finding, form.remark.data or "", moment(organisation)
        )
    except Invalid as fault:
        form.tell(fault)
        return _shown(found, form), 422
    flash(_("Замечание закрыто"))
    return redirect(url_for("findings.open_ones", organisation=organisation))


def finding_told(finding: Finding) -> str:
    """The finding as a sentence in the page's language."""
    return said(told(finding))


def _shown(found: object, form: ReasonForm) -> str:
    row = _row(found)
    before = [
        Fact(_day(one.closed_at, one.key.organisation), one.reason or "")
        for one in grif().reads.findings_before(found)
    ]
    trail = [Link(_("Замечания"), url_for("findings.open_ones", organisation=found.key.organisation))]
    closed = _day(found.closed_at, found.key.organisation) if found.closed_at else None
    return render_template(
        "findings/close.html",
        form=form,
        row=row,
        trail=trail,
        before=before,
        closed=closed,
        reason=found.reason,
    )


def _row(found: object) -> dict[str, object]:
    organisation, number = found.key.of
    finding, rule = found.finding, RULES.get(found.finding.code)
    return {
        "told": told(finding),
        "compared": [Fact(name, fact) for name, fact in compared(finding)],
        "law": rule.law if rule else "",
        "mend": rule.mend if rule else "",
        "kind": KINDS[finding.severity],
        "severity": SEVERITY_WORDS[finding.severity],
        "title": found.title,
        "number": number,
        "since": clock.parsed(found.opened_at).astimezone(ZoneInfo(organisation_zone(organisation))).date(),
        "document": url_for(
            "documents.show", organisation=organisation, number=number, edition=found.key.edition
        ),
        "close": url_for("findings.close", organisation=organisation, number=number, finding=found.id),
    }


def _rules(counts: dict[str, int], shown: str) -> list[tuple[str, str, bool]]:
    """The rules that have open findings, the gravest first: code, name with count, whether it is shown."""
    known = [rule for severity in SEVERITIES for rule in RULES.values() if rule.severity == severity]
    return [
        (rule.code, f"{said(rule.short)} ({counts[rule.code]})", rule.code == shown)
        for rule in known
        if rule.code in counts
    ]


def _next(organisation: str, code: str, number: int | None, after: str) -> str:
    asked = {"rule": code or None, "document": number, "after": after}
    return url_for("findings.open_ones", organisation=organisation, **asked)


def _day(instant: str, organisation: str) -> str:
    day = clock.parsed(instant).astimezone(ZoneInfo(organisation_zone(organisation))).date()
    return f"{day:%d.%m.%Y}"
