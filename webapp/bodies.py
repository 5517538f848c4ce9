"""Bodies and offices: who is in them on a day, the register of each, how an administrator changes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.body_changes import absence_of, changes, more_facts
from webapp.filters import said
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.numbering_forms import RESTARTS
from webapp.parts import Action, Column, Fact, Link
from webapp.people_forms import SERIAL_SIGN, EndSeatForm, OnForm, PartyForm, SeatForm
from workflow import policy
from workflow.errors import Invalid, NotFound
from workflow.events import CAPACITIES
from workflow.governance.bodies import Party
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.people import ACTING, CHAIR, HOLDER, SECRETARY
from workflow.policy import ADMINISTRATOR, AUDITOR, Permission
from workflow.services import people
from workflow.services.people_ports import Appointment
from workflow.services.sittings import recordable
from workflow.values import PartyKey, Text, both

blueprint = Blueprint("bodies", __name__, url_prefix="/<organisation>/bodies")

KINDS: dict[str, Text] = {id_: kind.title for id_, kind in PARTY_KINDS.items()} | {
    ADMINISTRATOR: CAPACITIES[ADMINISTRATOR],
    AUDITOR: CAPACITIES[AUDITOR],
}
_ONE_DAY = timedelta(days=1)


@blueprint.get("")
def all(organisation: str) -> str | tuple[str, int]:
    """The bodies and offices of a day, each with who leads it."""
    policy.require(actor(), Permission.READ, organisation)
    on, form = _asked_day(organisation)
    seats = [one for one in grif().reads.seats(organisation, on) if one.holds(on)]
    parties = sorted(grif().reads.parties(organisation, on), key=_by_kind)
    absent = {one.party for one in grif().reads.absences(organisation, on)}
    page = render_template(
        "bodies/all.html",
        form=form,
        on=on,
        past=on != moment(organisation).today,
        body_columns=(_TITLE, Column(_("Председатель")), Column(_("Секретарь")), _COUNT),
        bodies=[_body_row(one, _of(one, seats), on, absent) for one in parties if one.nature == "body"],
        office_columns=(_TITLE, Column(_("Кто занимает")), Column(_("С какого дня"), "date")),
        offices=[_office_row(one, _of(one, seats), on) for one in parties if one.nature == "office"],
        tab_links=tabs(organisation, "bodies"),
        actions=_adding(organisation) if _manages(organisation) else [],
    )
    return (page, 422) if form.errors else page


@blueprint.get("/<party>")
def show(organisation: str, party: str) -> str | tuple[str, int]:
    """One body or office on a day: its names, its register, who is in it and who was."""
    policy.require(actor(), Permission.READ, organisation)
    on, form = _asked_day(organisation)
    found = _party(organisation, party, on)
    seats = grif().reads.seats_at(found.key, on)
    absence = absence_of(found.key, on)
    page = render_template(
        "bodies/show.html",
        form=form,
        on=on,
        past=on != moment(organisation).today,
        title=pieces.capital(both(found.names.nominative)),
        facts=[*_facts(found), *more_facts(found, on, absence)],
        members=_("Состав") if found.nature == "body" else _("Кто занимает"),
        columns=_seat_columns(organisation),
        seats=[_seat_row(organisation, one) for one in _ranked(seats) if one.holds(on)],
        coming=[_seat_row(organisation, one) for one in seats if one.since > on],
        former=[_seat_row(organisation, one) for one in seats if one.until and one.until <= on],
        actions=[] if absence else _actions(found),
        changes=changes(found, absence) if _manages(organisation) else [],
        trail=[Link(_("Органы"), url_for(".all", organisation=organisation))],
    )
    return (page, 422) if form.errors else page


@blueprint.route("/new", methods=["GET", "POST"])
def add(organisation: str) -> Response | str | tuple[str, int]:
    """A new body or office, with the register of its protocols or orders."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    at = moment(organisation)
    form = _party_form(organisation, at.today)
    if not form.is_submitted():
        form.since.data, form.template.data = at.today, SERIAL_SIGN
        return _add_page(organisation, form)
    if not form.validate():
        return _add_page(organisation, form), 422
    new = _new_party(organisation, form)
    register = people.default_register(new, form.number_template, form.restart.data)
    try:
        people.add_party(grif().people, actor(), new, form.since.data, at, register)
    except Invalid as fault:
        form.tell(fault)
        return _add_page(organisation, form), 422
    flash(_("Добавлено: %(name)s", name=new.names.nominative))
    if form.since.data > at.today:
        return redirect(url_for(".all", organisation=organisation))
    return redirect(url_for(".show", organisation=organisation, party=new.key.party))


@blueprint.route("/<party>/seats/new", methods=["GET", "POST"])
def seat(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """Somebody is given a seat in a body, or an office."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    at = moment(organisation)
    found = _party(organisation, party, at.today)
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
    return redirect(url_for(".show", organisation=organisation, party=party))


@blueprint.route("/<party>/seats/<person>/end", methods=["GET", "POST"])
def end_seat(organisation: str, party: str, person: str) -> Response | str | tuple[str, int]:
    """A seat or an office ends."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    at = moment(organisation)
    found = _party(organisation, party, at.today)
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
    return redirect(url_for(".show", organisation=organisation, party=party))


def tabs(organisation: str, current: str) -> list[Link]:
    """The lists of this part: bodies with offices, people, sittings, votes of members."""
    named = (
        ("bodies", _("Органы и должности")),
        ("people", _("Люди")),
        ("sittings", _("Заседания")),
        ("ballots", _("Голосования")),
        ("paperless", _("Подписание")),
    )
    return [
        Link(text, url_for(f"{name}.all", organisation=organisation), current == name) for name, text in named
    ]


def capacity(of: str) -> Text:
    """In what capacity somebody has a seat, with a capital letter."""
    return pieces.capital(CAPACITIES[of])


def last_day(until: date | None) -> date | Text:
    """The last day of a half-open term, or that it has none."""
    return until - _ONE_DAY if until else Text("без срока", "no end")


def _asked_day(organisation: str) -> tuple[date, OnForm]:
    """The day of the address, else today; the form tells when what was typed is no day."""
    form = OnForm(request.args)
    form.validate()
    return form.on.data or moment(organisation).today, form


def _adding(organisation: str) -> list[Action]:
    return [
        Action(_("Добавить орган или должность"), url_for(".add", organisation=organisation)),
        Action(_("Орган не создан"), url_for("body_changes.absent", organisation=organisation), "secondary"),
    ]


def _manages(organisation: str) -> bool:
    return policy.may(actor(), Permission.MANAGE_PEOPLE, organisation)


def _party(organisation: str, party: str, on: date) -> Party:
    for one in grif().reads.parties(organisation, on):
        if one.key.party == party:
            return one
    raise NotFound


def _of(party: Party, seats: Sequence[Any]) -> list[Any]:  # rows of storage.queries.people
    return [one for one in seats if one.party == party.key]


def _ranked(seats: Sequence[Any]) -> list[Any]:
    order = list(CAPACITIES)
    return sorted(seats, key=lambda one: (order.index(one.capacity), one.name.full.casefold()))


def _by_kind(party: Party) -> tuple[int, str]:
    return list(KINDS).index(party.kind) if party.kind in KINDS else len(KINDS), party.names.nominative


def _link(party: Party, on: date) -> Link:
    day = None if on == moment(party.key.organisation).today else f"{on:%d.%m.%Y}"
    href = url_for(".show", organisation=party.key.organisation, party=party.key.party, on=day)
    return Link(pieces.capital(both(party.names.nominative)), href)


def _body_row(
    party: Party, seats: Sequence[Any], on: date, absent: Collection[PartyKey]
) -> tuple[object, ...]:
    nobody = Text("не избран", "not elected") if seats else "–"
    chair, secretary = (_named(seats, one) or nobody for one in (CHAIR, SECRETARY))
    if party.key in absent:
        return (_link(party, on), Text("орган не создан", "not formed"), "–", "0")
    return (_link(party, on), chair, secretary, str(len(seats)))


def _office_row(party: Party, seats: Sequence[Any], on: date) -> tuple[object, ...]:
    holders = [one for one in seats if one.capacity in (HOLDER, ACTING)]
    who = ", ".join(_holder(one) for one in _ranked(holders))
    since = max((one.since for one in holders), default="")
    return (_link(party, on), who or Text("свободна", "vacant"), since)


def _named(seats: Sequence[Any], as_what: str) -> str:
    return next((one.name.full for one in seats if one.capacity == as_what), "")


def _holder(seat: Any) -> str:
    acting = f" ({said(CAPACITIES[ACTING])})" if seat.capacity == ACTING else ""
    return f"{seat.name.full}{acting}"


def _facts(party: Party) -> list[Fact]:
    kind = KINDS.get(party.kind, both(party.kind))
    facts = [
        Fact(_("Вид"), kind),
        Fact(_("В родительном падеже"), party.names.genitive),
        Fact(_("В творительном падеже"), party.names.instrumental),
        Fact(_("Ждут решения"), str(grif().reads.waiting_count([party.key]))),
    ]
    for instrument in ("protocol", "order"):
        facts += _register_facts(party.key, instrument)
    return facts


def _register_facts(key: PartyKey, instrument: str) -> list[Fact]:
    register = grif().reads.register_of(key, instrument)
    following = grif().reads.next_number(key, instrument, moment(key.organisation).today)
    if register is None or following is None:
        return []
    href = url_for("registers.show", organisation=key.organisation, register=register.id)
    return [Fact(_("Журнал"), register.title, href), Fact(_("Следующий номер"), following.printed)]


def _actions(party: Party) -> list[Action]:
    organisation, id_ = party.key
    actions = []
    if _manages(organisation):
        text = _("Ввести в состав") if party.nature == "body" else _("Назначить")
        actions.append(Action(text, url_for(".seat", organisation=organisation, party=id_)))
    if _manages(organisation) and party.nature == "body":
        href = url_for("rules.rule", organisation=organisation, party=id_)
        actions.append(Action(_("Как принимаются решения"), href, "secondary"))
    if party.nature == "body" and recordable(actor(), party.key):
        href = url_for("sittings.new", organisation=organisation, body=id_)
        actions.append(Action(_("Записать заседание"), href, "secondary"))
        href = url_for("new_ballots.new", organisation=organisation, body=id_)
        actions.append(Action(_("Открыть голосование"), href, "secondary"))
    if party.nature == "body":
        href = url_for("rules.roster", organisation=organisation, party=id_)
        actions.append(Action(_("Состав для печати"), href, "secondary"))
    return actions


def _seat_columns(organisation: str) -> tuple[Column, ...]:
    told = (
        Column(_("Кто")),
        Column(_("В качестве")),
        Column(_("С какого дня"), "date"),
        Column(_("Последний день"), "date"),
        Column(_("Основание")),
    )
    return (*told, Column(_("Изменить"))) if _manages(organisation) else told


def _seat_row(organisation: str, seat: Any) -> tuple[object, ...]:
    who = Link(seat.name.full, url_for("people.show", organisation=organisation, person=seat.person))
    told = (who, capacity(seat.capacity), seat.since, last_day(seat.until), seat.basis or "–")
    if not _manages(organisation):
        return told
    if seat.until is not None and seat.until <= moment(organisation).today:
        return (*told, "–")
    place = {"organisation": organisation, "party": seat.party.party, "person": seat.person}
    return (*told, Link(_("Закончить срок"), url_for(".end_seat", **place)))


def _party_form(organisation: str, today: date) -> PartyForm:
    form = PartyForm()
    kinds = [(id_, said(pieces.capital(title))) for id_, title in KINDS.items()]
    form.kind.choices = [("", _("Выберите вид")), *kinds]
    bodies = [one for one in grif().reads.parties(organisation, today) if one.nature == "body"]
    within = [(one.key.party, one.names.nominative) for one in bodies]
    form.within.choices = [("", _("Ни при каком")), *within]
    form.restart.choices = [(id_, said(title)) for id_, title in RESTARTS.items()]
    return form


def _new_party(organisation: str, form: PartyForm) -> Party:
    kind = form.kind.data
    nature = PARTY_KINDS[kind].nature if kind in PARTY_KINDS else "office"
    taken = grif().reads.party_ids(organisation)
    number = 1
    id_ = kind
    while id_ in taken:
        number += 1
        id_ = f"{kind}-{number}"
    within = form.within.data if nature == "office" else None
    return Party(PartyKey(organisation, id_), nature, kind, form.names, within or None)


def _add_page(organisation: str, form: PartyForm) -> str:
    back = url_for(".all", organisation=organisation)
    return render_template("bodies/add.html", form=form, back=back)


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
        in_body=party.nature == "body",
        form=form,
        title=_("Ввести в состав") if body else _("Назначить на должность"),
        caption=pieces.capital(both(party.names.nominative)),
        basis_hint=_("Например: протокол № 1 от 02.09.2025")
        if body
        else _("Например: приказ № 14-Л от 02.09.2025"),
        back=url_for(".show", organisation=party.key.organisation, party=party.key.party),
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
        caption=pieces.capital(both(party.names.nominative)),
        back=url_for(".show", organisation=party.key.organisation, party=party.key.party),
    )


_TITLE = Column(Text("Название", "Name"))
_COUNT = Column(Text("Человек в составе", "Members"), "number")
_NOT_THEN = Text(
    "В этот день такого органа или человека в организации ещё не было",
    "On that day the organisation had no such body or person yet",
)
