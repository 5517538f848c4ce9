"""How the organisation signs: on paper, or in the system; what it decided, and a new decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from webapp.bodies import tabs
from webapp.filters import said
from webapp.forms import GrifForm, TypedDate
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Column
from workflow import policy
from workflow.errors import Invalid
from workflow.governance.paperless import FlowDecision, paperless_on
from workflow.policy import Permission
from workflow.services.paperless import LONGEST_BASIS, decide_flow
from workflow.values import Text

blueprint = Blueprint("paperless", __name__, url_prefix="/<organisation>/signing")

WAYS = {
    "electronic": Text("В системе, простой электронной подписью", "In the system, by a simple e-signature"),
    "paper": Text("На бумаге", "On paper"),
}


class FlowForm(GrifForm):
    """A decision: how, from when, on what basis."""

    FIELDS: ClassVar[Mapping[str, str]] = {"basis": "basis", "since": "since"}

    way = RadioField(_l("Как подписывают документы"), [InputRequired(_l("Выберите, как"))], choices=[])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format="%d.%m.%Y")
    basis = StringField(_l("Основание"), [InputRequired(_l("Назовите решение")), Length(max=LONGEST_BASIS)])


@blueprint.get("")
def all(organisation: str) -> str:
    """How documents are signed today, and the decisions about it."""
    policy.require(actor(), Permission.READ, organisation)
    decisions = grif().reads.flows(organisation)
    may = policy.may(actor(), Permission.MANAGE_PEOPLE, organisation)
    electronic = paperless_on(decisions, moment(organisation).today)
    return render_template(
        "paperless/all.html",
        tab_links=tabs(organisation, "paperless"),
        now=WAYS["electronic" if electronic else "paper"],
        electronic=electronic,
        columns=(Column(_("С какого дня"), "date"), Column(_("Как подписывают")), Column(_("Основание"))),
        rows=[(one.since, WAYS[_way(one)], one.basis) for one in reversed(decisions)],
        actions=[Action(_("Записать решение"), url_for(".decide", organisation=organisation))] if may else [],
    )


@blueprint.route("/decision", methods=["GET", "POST"])
def decide(organisation: str) -> Response | str | tuple[str, int]:
    """A new decision, from a day on."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    at = moment(organisation)
    form = FlowForm()
    form.way.choices = [(id_, said(title)) for id_, title in WAYS.items()]
    back = url_for(".all", organisation=organisation)
    if not form.is_submitted():
        form.since.data = at.today
        return render_template("paperless/decide.html", form=form, back=back)
    try:
        if not form.validate():
            raise Invalid({})
        new = FlowDecision(form.since.data, form.way.data == "electronic", form.basis.data or "")
        decide_flow(grif().store, actor(), organisation, new, at)
    except Invalid as fault:
        form.tell(fault)
        return render_template("paperless/decide.html", form=form, back=back), 422
    flash(_("Записано"))
    return redirect(back)


def _way(one: FlowDecision) -> str:
    return "electronic" if one.paperless else "paper"
