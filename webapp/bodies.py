"""Bodies and offices as they are read: all of a day, one with its register and who is in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for

from webapp import pieces
from webapp.body_changes import absence_of, changes, more_facts
from webapp.body_forms import KINDS, OnForm
from webapp.filters import counted, said
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Column, Fact, Link
from workflow import policy
from workflow.errors import NotFound
from workflow.events import CAPACITIES
from workflow.governance.bodies import Party
from workflow.governance.expiring import Expiring, expiring
from workflow.governance.people import ACTING, CHAIR, HOLDER, SECRETARY
from workflow.policy import Permission
from workflow.services.recorders import recordable
from workflow.values import PartyKey, Text, both

blueprint = Blueprint("bodies", __name__, url_prefix="/<organisation>/bodies")

_ONE_DAY = timedelta(days=1)


@blueprint.get("")
def all(organisation: str) -> str | tuple[str, int]:
    """The bodies and offices of a day, each with who leads it."""
    policy.require(actor(), Permission.READ, organisation)
    on, form = _asked_day(organisation)
    known = grif().reads.seats(organisation, on)
    seats = [one for one in known if one.holds(on)]
    parties = sorted(grif().reads.parties(organisation, on), key=_by_kind)
    absent = {one.party for one in grif().reads.absences(organisation, on)}
    page = render_template(
        "bodies/all.html",
        form=form,
        on=on,
        past=on != moment(organisation).today,
        expiring_columns=(_TITLE, Column(_("У кого")), Column(_("Последний день"), "date")),
        expiring=_expiring(parties, known, on),
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
        Action(_("Добавить орган или должность"), url_for("body_changes.add", organisation=organisation)),
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


def _expiring(parties: Sequence[Party], seats: Sequence[Any], on: date) -> list[tuple[object, ...]]:
    """Whose time ends soon or is over, in the bodies and offices that exist on the day."""
    known = {one.key: one for one in parties}
    found = expiring((one for one in seats if one.party in known), on)
    return [(_link(known[one.party], on), _going(one, known[one.party]), one.last) for one in found]


def _going(one: Expiring, party: Party) -> str:
    if one.whole and party.nature == "body":
        return _("весь состав: %(count)s", count=counted(len(one.people), "человек"))
    return ", ".join(name.full for name in one.people)


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
        actions.append(Action(text, url_for("seats.begin", organisation=organisation, party=id_)))
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
    return (*told, Link(_("Закончить срок"), url_for("seats.end", **place)))


_TITLE = Column(Text("Название", "Name"))
_COUNT = Column(Text("Человек в составе", "Members"), "number")
