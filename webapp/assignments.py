"""Points of orders under control: whose they are, until when, and closing one with a note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp import clock
from webapp.forms import ReasonForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Fact, Task
from workflow import policy
from workflow.errors import Forbidden, Invalid, NotFound
from workflow.governance.orders.assignment import Assignment
from workflow.policy import Permission
from workflow.services import assignments
from workflow.values import EditionKey, Text

blueprint = Blueprint("assignments", __name__, url_prefix="/<organisation>/orders/<instrument>/points")


@blueprint.route("/<int:point>/close", methods=["GET", "POST"])
def close(organisation: str, instrument: str, point: int) -> Response | str | tuple[str, int]:
    """The note with which a point leaves control."""
    policy.require(actor(), Permission.READ, organisation)
    every = grif().reads.assignments_of(organisation, instrument)
    found = next((one for one in every if one.point == point), None)
    if found is None:
        raise NotFound
    if not assignments.may_close(actor(), found, every):
        raise Forbidden("not-in-control", assignments.NOT_YOURS)
    form = ReasonForm()
    if form.is_submitted() and form.validate():
        given = assignments.Closing(
            organisation, instrument, point, form.remark.data or "", form.command.data or None
        )
        try:
            assignments.close(grif().orders, actor(), given, moment(organisation))
        except Invalid as fault:
            form.tell(fault)
        else:
            flash(_("Пункт снят с контроля"))
            return redirect(_order(found))
    if not form.is_submitted():
        form.new_command()
    form.remark.label.text = _("Отметка об исполнении")
    page = render_template("orders/close.html", form=form, one=found, facts=_facts(found), back=_order(found))
    return (page, 422) if form.is_submitted() else page


def mine() -> list[Task]:
    """What the signed-in person answers for, by due day."""
    found = grif().reads.my_assignments(actor().person)
    return [_task(one, _("приказ № %(number)s", number=one.printed), closable=True) for one in found]


def open_in(organisation: str) -> list[Task]:
    """What an organisation's orders told to be done and nobody has closed yet."""
    found = grif().reads.open_assignments(organisation)
    return [_task(one, _name(one), closable=assignments.may_close(actor(), one, found)) for one in found]


def by_point(organisation: str, instrument: str) -> Mapping[int, dict[str, object]]:
    """For the page of a signed order: each point under control, as it stands."""
    every = grif().reads.assignments_of(organisation, instrument)
    return {one.point: _state(one, every) for one in every}


def _state(one: Assignment, every: Sequence[Assignment]) -> dict[str, object]:
    closable = one.closed_on is None and assignments.may_close(actor(), one, every)
    return {
        "who": _name(one),
        "due": one.due,
        "overdue": one.overdue(clock.today()),
        "closed_on": one.closed_on,
        "note": one.note,
        "close": _href(one) if closable else "",
    }


def _task(one: Assignment, party: str, *, closable: bool) -> Task:
    close_it = Action(_("Снять с контроля"), _href(one), about=one.title)
    return Task(
        key=f"{one.office.organisation}-{one.order}-{one.point}",
        ask=_CONTROL if one.kind == "control" else _DO,
        party=party,
        title=one.title,
        href=_order(one),
        edition=_("пункт %(point)s приказа № %(number)s", point=one.point, number=one.printed),
        since=one.dated,
        due=one.due,
        actions=(close_it,) if closable else (),
    )


def _facts(one: Assignment) -> list[Fact]:
    text = grif().reads.edition(EditionKey(one.office.organisation, one.document, 1)).text
    return [
        Fact(_("Что поручено"), text.clauses[one.point - 1].text),
        Fact(_("Отвечает"), _name(one)),
        Fact(_("Срок"), one.due),
    ]


def _name(one: Assignment) -> str:
    return str(grif().reads.person(one.person, clock.today()).full)


def _order(one: Assignment) -> str:
    place = {"organisation": one.office.organisation, "instrument": one.order}
    return url_for("instruments.show", **place)


def _href(one: Assignment) -> str:
    place = {"organisation": one.office.organisation, "instrument": one.order}
    return url_for("assignments.close", **place, point=one.point)


_DO = Text("Исполнить", "To be done")
_CONTROL = Text("Контроль исполнения", "Control")
