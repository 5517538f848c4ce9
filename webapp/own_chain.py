"""A chain of one's own: its file is read, told and drawn before it is taken into use."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import Length

from webapp.drawings import drawn
from webapp.filters import said
from webapp.forms import GrifForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from workflow import policy
from workflow.engine.definition import Definition
from workflow.engine.reader import MAX_BYTES, Fault
from workflow.errors import Invalid
from workflow.formats import definition_file
from workflow.policy import Permission
from workflow.services import chains
from workflow.values import Text

blueprint = Blueprint("own_chain", __name__, url_prefix="/<organisation>/chains/own")

NAME = "chain"


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says, with all that the check remarks on it."""

    definition: Definition
    warnings: tuple[Fault, ...]


class OwnChainForm(GrifForm):
    """The text of a definition, pasted or as a file."""

    text = TextAreaField(_l("Текст цепочки"), [Length(max=MAX_BYTES)])
    file = FileField(_l("Или файл"))


@blueprint.route("", methods=["GET", "POST"])
def publish(organisation: str) -> Response | str | tuple[str, int]:
    """What the file says is shown before it is taken into use; every fault comes back with its line."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    form = OwnChainForm()
    if not form.is_submitted():
        return _page(organisation, form)
    if not form.validate():
        return _page(organisation, form), 422
    found = _read(form)
    if found is None:
        return _page(organisation, form), 422
    if request.form.get("act") != "save":
        return _page(organisation, form, found)
    try:
        chains.publish(grif().store, actor(), organisation, found.definition, moment(organisation))
    except Invalid as fault:
        form.tell(Invalid({"text": next(iter(fault.fields.values()))}))
        return _page(organisation, form), 422
    flash(_("Цепочка введена: %(title)s", title=said(found.definition.title)))
    return redirect(url_for("chains.all", organisation=organisation))


def _read(form: OwnChainForm) -> Understood | None:
    """The definition of the form; None when it is none, each fault told at the text with its line."""
    content: bytes | str = form.text.data or ""
    if form.file.data:
        content = form.file.data.read(MAX_BYTES + 1)
        form.text.data = content.decode("utf-8-sig", "replace")
    faults = definition_file.check(content, NAME)
    errors = [one for one in faults if one.severity == "error"]
    if errors:
        lines = ", ".join(str(line) for line in sorted({one.line for one in errors}))
        form.tell(Invalid({"text": _FAULTS.filled(lines=lines)}))
        form.faults = errors
        return None
    return Understood(definition_file.read(content, NAME), faults)


def _page(organisation: str, form: OwnChainForm, found: Understood | None = None) -> str:
    back = url_for("chains.all", organisation=organisation)
    shown = drawn(found.definition, "") if found else {}
    return render_template(
        "chains/own.html",
        form=form,
        faults=getattr(form, "faults", []),
        understood=found,
        shown=shown,
        back=back,
        trail=[Link(_("Цепочки"), back)],
    )


_FAULTS = Text(
    "Цепочка не принята. Что исправить, сказано по строкам: {lines}",
    "The chain is refused. What to mend is told by line: {lines}",
)
