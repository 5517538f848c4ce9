"""Editorial corrections: choosing what to mend, seeing the difference, declaring it; what was mended."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp.documents import opened_at, page_of, place
from webapp.filters import said
from webapp.forms import CorrectionForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from webapp.pieces import capital
from workflow import policy
from workflow.documents.compare.words import Run
from workflow.documents.life import CorrectedOn
from workflow.errors import Invalid, NotFound, Refused
from workflow.policy import Permission
from workflow.services import correcting
from workflow.services.correcting import Correction, Unit
from workflow.services.viewing import Opened
from workflow.values import Text

blueprint = Blueprint(
    "correcting", __name__, url_prefix="/<organisation>/documents/<int:number>/editions/<int:edition>"
)
Difference = tuple[tuple[Unit, tuple[Run, ...]], ...]
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Mended:
    """One correction as the page tells it: the units with their words before and after, both hashes."""

    told: CorrectedOn
    units: tuple[tuple[Text, tuple[Run, ...]], ...]
    former: str
    latter: str


@blueprint.route("/correct", methods=["GET", "POST"])
def correct(organisation: str, number: int, edition: int) -> Response | str | tuple[str, int]:
    """Choose a unit, write it anew and why, look at the difference, declare it."""
    opened = opened_at(organisation, number, edition)
    policy.require(actor(), Permission.CORRECT, organisation)
    at = moment(organisation)
    definition = opened.case.definition if opened.case else None
    if why := correcting.closed(definition, opened.edition, at.today):
        raise Refused("no-correction", why)
    form, unit = CorrectionForm(), _chosen(opened)
    if unit is None:
        return _choice(opened)
    if not form.is_submitted():
        form.new_command()
        form.words.data, form.seen.data = unit.words, correcting.seen_sha256(opened.edition)
        return _page(opened, unit, form)
    wanted = Correction(
        opened.key,
        unit.id,
        form.words.data or "",
        form.reason.data or "",
        form.seen.data or "",
        form.command.data or None,
    )
    try:
        _unit, text = correcting.proposed(opened.edition, wanted)
        if request.form.get("act") != "save":
            return _page(opened, unit, form, correcting.difference(opened.edition.current, text))
        correcting.correct(grif().store, actor(), wanted, at)
    except Invalid as fault:
        form.tell(fault)
        return _page(opened, unit, form), 422
    flash(_("Правка внесена. Отметки остаются на прежнем тексте"))
    return redirect(url_for("correcting.all", **place(opened)))


@blueprint.get("/corrections")
def all(organisation: str, number: int, edition: int) -> str:
    """What was mended in an edition, the last first, and which text the sign-offs were given on."""
    opened = opened_at(organisation, number, edition)
    told = next((one for one in grif().reads.life(opened.document.key) if one.edition == edition), None)
    title = opened.edition.current.title
    return render_template(
        "documents/corrections.html",
        **page_of(opened, "text")
        | {
            "title": _("Редакционные правки"),
            "trail": [Link(title, url_for("documents.show", **place(opened)))],
        },
        document=title,
        mended=list(reversed(_mended(opened, told.corrected if told else ()))),
        signed=opened.edition.sha256,
        sign_offs=len(opened.case.signatures) if opened.case else 0,
    )


def _chosen(opened: Opened) -> Unit | None:
    """The unit that the address or the form names. Raises NotFound when there is no such."""
    named = request.values.get("unit", "")
    if not named:
        return None
    found = next((one for one in correcting.units(opened.edition.current) if one.id == named), None)
    if found is None:
        raise NotFound
    return found


def _choice(opened: Opened) -> str:
    units = [(one.id, _offered(one)) for one in correcting.units(opened.edition.current)]
    return render_template("documents/correct.html", **_frame(opened), unit=None, units=units, form=None)


def _offered(one: Unit) -> str:
    words = one.words if len(one.words) <= _SHOWN else f"{one.words[:_SHOWN].rstrip()}…"
    return f"{said(capital(one.name))}: {words}"


def _page(opened: Opened, unit: Unit, form: CorrectionForm, difference: Difference = ()) -> str:
    return render_template(
        "documents/correct.html", **_frame(opened), unit=unit, form=form, difference=difference
    )


def _frame(opened: Opened) -> dict[str, object]:
    return page_of(opened, "text") | {
        "title": _("Редакционная правка"),
        "document": opened.edition.current.title,
        "back": url_for("documents.show", **place(opened)),
    }


def _mended(opened: Opened, known: tuple[CorrectedOn, ...]) -> list[Mended]:
    text, sha256, found = opened.edition.text, opened.edition.sha256, []
    for told in known:
        made = grif().reads.correction(opened.key, told.number)
        units = tuple((one.name, words) for one, words in correcting.difference(text, made.text))
        found.append(Mended(told, units, sha256, made.sha256))
        text, sha256 = made.text, made.sha256
    return found
