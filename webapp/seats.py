"""Seats in bodies and offices as an administrator gives and ends them."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.bodies import capacity
from webapp.body_changes import managed, place
from webapp.body_forms import EndSeatForm, SeatForm
from webapp.filters import said
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from workflow.errors import Invalid, NotFound
from workflow.governance.bodies import Party
from workflow.services import people
from workflow.services.people_ports import Appointment
from workflow.values import Text

blueprint = Blueprint("seats", __name__, url_prefix="/<organisation>/bodies/<party>/seats")


@blueprint.route("/new", methods=["GET", "POST"])
def begin(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """Somebody is given a seat in a body, or an office."""
    found, at = managed(organisation, party), moment(organisation)
    form = _seat_form(found, at.today)
    if not form.is_submitted():
        form.since.data = at.today
        return _seat_page(found, form)
    if not form.validate():
        return _seat_page(found, form), 422
    new = Appointment(
        form.person,
        form.capacity.data,
        form.since.data,
        form.until,
        (form.basis.data or "").strip(),
        (form.category.data or "").strip(),
    )
    try:
        people.seat(grif().people, actor(), found.key, new, at)
    except (Invalid, NotFound) as fault:
        form.tell(fault if isinstance(fault, Invalid) else Invalid({"since": _NOT_THEN}))
        return _seat_page(found, form), 422
    flash(_("Записано: %(name)s", name=found.names.nominative))
    return redirect(url_for("bodies.show", organisation=organisation, party=party))


@blueprint.route("/<person>/end", methods=["GET", "POST"])
def end(organisation: str, party: str, person: str) -> Response | str | tuple[str, int]:
    """A seat or an office ends."""
    found, at = managed(organisation, party), moment(organisation)
    running = _running(found, person, at.today)
    form = EndSeatForm()
    if not form.is_submitted():
        form.last_day.data = at.today
        return _end_page(found, running, form)
    if not form.validate():
        return _end_page(found, running, form), 422
    try:
        people.end_seat(grif().people, actor(), found.key, person, form.until, at)
    except Invalid as fault:
        form.tell(fault)
        return _end_page(found, running, form), 422
    flash(_("Срок закончен: %(name)s", name=running.name.full))
    return redirect(url_for("bodies.show", organisation=organisation, party=party))


def _seat_form(party: Party, today: date) -> SeatForm:
    form = SeatForm()
    known = [(one.id, one.name.full) for one in grif().reads.people(party.key.organisation, today)]
    form.who.choices = [("", _("Новый человек")), *known]
    form.capacity.choices = [(one, said(capacity(one))) for one in people.CAPACITIES[party.nature]]
    return form


def _seat_page(party: Party, form: SeatForm) -> str:
    body = party.nature == "body"
    return render_template(
        "bodies/seat.html",
        form=form,
        title=_("Ввести в состав") if body else _("Назначить на должность"),
        basis_hint=_("Например: протокол № 1 от 02.09.2025")
        if body
        else _("Например: приказ № 14-Л от 02.09.2025"),
        **place(party),
    )


def _running(party: Party, person: str, today: date) -> Any:
    for one in grif().reads.seats_at(party.key, today):
        if one.person == person and (one.until is None or today < one.until):
            return one
    raise NotFound


def _end_page(party: Party, seat: Any, form: EndSeatForm) -> str:
    return render_template(
        "bodies/end_seat.html",
        form=form,
        seat=seat,
        capacity=capacity(seat.capacity),
        **place(party),
    )


_NOT_THEN = Text(
    "В этот день такого органа или человека в организации ещё не было",
    "On that day the organisation had no such body or person yet",
)
