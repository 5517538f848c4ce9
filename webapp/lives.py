"""The life of a document: its timeline, the history of one clause, the days that people tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.documents import opened_at, page_of, place
from webapp.filters import said
from webapp.forms import LateClausesForm, ToldDayForm
from webapp.grif import actor, grif, moment
from webapp.in_force import address
from webapp.language import gettext as _
from webapp.language import page_language
from webapp.parts import Link, TagKind
from workflow import policy
from workflow.documents.addresses import named
from workflow.documents.annexes import all_addresses
from workflow.documents.life import DAY_KINDS, NOMINATIVE, happenings
from workflow.documents.own_annexes import OwnAnnex, annex_happenings, whole_versions
from workflow.documents.wordings import HOW, HowKind, Version, Wording, wordings
from workflow.errors import Invalid, NotFound
from workflow.formats import svg, timeline
from workflow.policy import Permission
from workflow.services.annexes import own_annexes
from workflow.services.editions import entry_days, versions
from workflow.services.entering_clauses import Entering, enter_clauses
from workflow.services.telling_days import Telling, tell_day
from workflow.services.viewing import Opened
from workflow.values import Text

blueprint = Blueprint("lives", __name__, url_prefix="/<organisation>/documents/<int:number>")

_TAGS: dict[HowKind, TagKind] = {
    "first": "later",
    "added": "done",
    "reworded": "waiting",
    "renumbered": "later",
    "repealed": "former",
    "removed": "refused",
}


@blueprint.get("/timeline")
def show(organisation: str, number: int) -> str:
    """The days of all editions, drawn and told."""
    opened = opened_at(organisation, number)
    policy.require(actor(), Permission.READ, organisation)
    today, language = moment(organisation).today, page_language()
    known = grif().reads.life(opened.document.key)
    own = own_annexes(grif().reads, opened.document.key)
    annexes = list(annex_happenings(own, today))
    drawn = timeline.draw(
        known, today, _("Хронология документа"), "en" if language == "en" else "ru", annexes
    )
    told = happenings(known, today, annexes)
    return render_template(
        "documents/timeline.html",
        **page_of(opened, "timeline"),
        # Ours, and escaped where it was written.
        drawing=Markup(svg.embedded(drawn, "timeline")),  # noqa: S704
        told=[(one, address(opened.document.key, one.day)) for one in told],
        editions=[(one, _days_link(opened, one.edition)) for one in reversed(known) if one.days],
        may_tell=policy.may(actor(), Permission.TELL_DAY, organisation),
        apart=[_apart(one) for one in own],
    )


@blueprint.get("/clauses/<uid>")
def clause(organisation: str, number: int, uid: str) -> str:
    """Every wording of a clause, the newest first, each with the order that made it."""
    opened = opened_at(organisation, number)
    key = opened.document.key
    known = versions(grif().reads, actor(), key)
    days = entry_days(grif().reads, key, known)
    if known:
        known = whole_versions(known, own_annexes(grif().reads, key))
    found = wordings(known, uid)
    if not found:
        raise NotFound
    last = next(one for one in reversed(found) if one.clause is not None)
    at = named(all_addresses(last.version.text)[uid])
    return render_template(
        "documents/clause.html",
        **page_of(opened, "timeline")
        | {
            "title": _("История: %(clause)s", clause=said(at)),
            "trail": [Link(opened.edition.text.title, url_for("documents.show", **place(opened)))],
        },
        document=opened.edition.text.title,
        wordings=[_wording(opened, one, _entered(one, uid, days)) for one in reversed(found)],
    )


@blueprint.route("/editions/<int:edition>/days/<day_of>", methods=["GET", "POST"])
def tell(organisation: str, number: int, edition: int, day_of: str) -> Response | str | tuple[str, int]:
    """Record the day on which an edition was published, or those whom it concerns learned of it."""
    opened = opened_at(organisation, number, edition)
    policy.require(actor(), Permission.TELL_DAY, organisation)
    if day_of not in DAY_KINDS:
        raise NotFound
    form = ToldDayForm()
    if not form.is_submitted():
        form.new_command()
        return _tell_page(opened, day_of, form)
    if not form.validate():
        return _tell_page(opened, day_of, form), 422
    try:
        telling = Telling(opened.key, day_of, form.day.data, form.note.data or "", form.command.data or None)
        tell_day(grif().store, actor(), telling, moment(organisation))
    except Invalid as fault:
        form.tell(fault)
        return _tell_page(opened, day_of, form), 422
    flash(_("Дата записана"))
    return redirect(url_for("lives.show", organisation=organisation, number=number))


@blueprint.route("/editions/<int:edition>/clauses", methods=["GET", "POST"])
def enter(organisation: str, number: int, edition: int) -> Response | str | tuple[str, int]:
    """Record that clauses come into force later than their edition, or take that back."""
    opened = opened_at(organisation, number, edition)
    policy.require(actor(), Permission.TELL_DAY, organisation)
    form = LateClausesForm()
    if not form.is_submitted():
        form.new_command()
        return _enter_page(opened, form)
    if not form.validate():
        return _enter_page(opened, form), 422
    typed = (form.clauses.data or "", form.day.data, form.basis.data or "")
    try:
        entering = Entering(opened.key, *typed, form.command.data or None)
        enter_clauses(grif().store, actor(), entering, moment(organisation))
    except Invalid as fault:
        form.tell(fault)
        return _enter_page(opened, form), 422
    flash(_("Дата записана"))
    return redirect(url_for("lives.show", organisation=organisation, number=number))


def _apart(one: OwnAnnex) -> tuple[Link, list[tuple[Version, Text | None]]]:
    """An annex that changes apart from the act: its own timeline, its editions each with its order."""
    at = {"organisation": one.key.organisation, "number": one.key.document}
    title = _("Приложение %(turn)s: документ № %(number)s", turn=one.turn, number=one.key.document)
    told = [(each, each.basis.said(NOMINATIVE) if each.basis else None) for each in one.versions]
    return Link(title, url_for("lives.show", **at)), told


def _enter_page(opened: Opened, form: LateClausesForm) -> str:
    return render_template(
        "documents/enter_clauses.html",
        **page_of(opened, "timeline") | {"title": _("Пункты вступают в силу позже")},
        document=opened.edition.text.title,
        form=form,
        back=url_for("lives.show", organisation=opened.key.organisation, number=opened.key.document),
    )


def _tell_page(opened: Opened, day_of: str, form: ToldDayForm) -> str:
    titles = {"published": _("Опубликована"), "acquainted": _("Ознакомлены")}
    hints = {
        "published": _("Где опубликована: адрес страницы сайта, стенд"),
        "acquainted": _("Как ознакомлены: лист ознакомления, собрание"),
    }
    return render_template(
        "documents/tell_day.html",
        **page_of(opened, "timeline") | {"title": titles[day_of]},
        document=opened.edition.text.title,
        form=form,
        note_hint=hints[day_of],
        back=url_for("lives.show", organisation=opened.key.organisation, number=opened.key.document),
    )


def _days_link(opened: Opened, edition: int) -> dict[str, str]:
    at = place(opened) | {"edition": edition}
    links = {kind: url_for("lives.tell", **at, day_of=kind) for kind in DAY_KINDS}
    return {**links, "text": url_for("documents.show", **at), "clauses": url_for("lives.enter", **at)}


def _entered(one: Wording, uid: str, days: Mapping[int, Mapping[str, date]]) -> date:
    """The day from which the wording holds: the clause's own where it has one."""
    version = one.version
    own = days.get(version.edition, {}) if version.annex is None else {}
    return own.get(uid, version.days.since)


def _wording(opened: Opened, one: Wording, since: date) -> dict[str, object]:
    version = one.version
    at = place(opened) | {"edition": version.edition}
    told = _("Редакция %(edition)s", edition=version.edition)
    if version.annex is not None:
        at = place(opened) | {"number": version.annex.document, "edition": version.annex.edition}
        told = _("Приложение отдельно, редакция %(edition)s", edition=version.annex.edition)
    return {
        "edition": told,
        "href": url_for("documents.show", **at),
        "since": since,
        "basis": version.basis.said(NOMINATIVE) if version.basis else None,
        "tag": _TAGS[one.how],
        "how": HOW[one.how],
        "label": one.clause.label if one.clause else "",
        "words": one.words,
    }
