"""The text of a document on a day: an address of its own, and the field that leads to it."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.annex_sections import sections
from webapp.documents import downloads, page_of, print_button, word_title
from webapp.forms import DayForm
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.notes import late_of, notes_of
from webapp.parts import Link
from workflow.documents.dates import numeric
from workflow.errors import NotFound
from workflow.services.in_force import OnDay, on_day
from workflow.values import DocumentKey, Text

blueprint = Blueprint("in_force", __name__, url_prefix="/<organisation>/documents")


@blueprint.get("/<int:number>@<on>")
def show(organisation: str, number: int, on: str) -> str | tuple[str, int]:
    """The one edition in force on that day; 404 and why when there is none."""
    found = asked(organisation, number, day_of_address(on))
    if found.opened is None:
        return _none(found, DayForm(data={"day": found.day})), 404
    return render_template("documents/on.html", **_page(found))


@blueprint.get("/<int:number>/on")
def choose(organisation: str, number: int) -> Response | tuple[str, int]:
    """The day typed on the document's page leads to its address; today when nothing is typed."""
    today = moment(organisation).today
    found = asked(organisation, number, today)
    form = DayForm(request.args)
    if not form.validate():
        return _none(found, form), 422
    return redirect(address(found.document.key, form.day.data or today))


def asked(organisation: str, number: int, day: date) -> OnDay:
    """The document on a day, as the signed-in person may see it. Raises NotFound."""
    g.zone = organisation_zone(organisation)
    key = DocumentKey(organisation, number)
    return on_day(grif().reads, actor(), key, day, moment(organisation).today)


def day_of_address(typed: str) -> date:
    """The day of an address, 2024-03-01. Raises NotFound."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    if day is None or day.isoformat() != typed:
        raise NotFound(_NO_DAY.filled(typed=typed))
    return day


def address(key: DocumentKey, day: date) -> str:
    """Where the text of a document on a day stands."""
    return url_for("in_force.show", organisation=key.organisation, number=key.document, on=day.isoformat())


def _page(found: OnDay) -> dict[str, object]:
    opened = found.opened
    page = page_of(opened, "text")
    return page | {
        "corrected": opened.edition.corrected,
        "title": opened.edition.current.title,
        "day": found.day,
        "caption": _("%(caption)s · текст на %(day)s", caption=page["caption"], day=numeric(found.day)),
        "clauses": opened.edition.current.clauses,
        "preamble": opened.edition.current.preamble,
        "annexes": sections(opened, found.day),
        "actions": [print_button(opened, found.day)],
        "downloads": downloads(opened, found.day),
        **notes_of(opened, found.day),
        "late": late_of(opened, found.day),
    }


def _none(found: OnDay, form: DayForm) -> str:
    document = found.document
    at = {"organisation": document.key.organisation, "number": document.key.document}
    number = _("документ № %(number)s", number=document.key.document)
    return render_template(
        "documents/on_none.html",
        document=document,
        caption=" · ".join([word_title(document.word), number]),
        day=found.day,
        why=None if form.errors else found.why,
        form=form,
        trail=[Link(document.title, url_for("documents.show", **at))],
        action=url_for("in_force.choose", **at),
    )


_NO_DAY = Text(
    "Даты «{typed}» нет. Адрес пишется так: …/documents/12@2024-03-01",
    "There is no date “{typed}”. The address is written …/documents/12@2024-03-01",
)
