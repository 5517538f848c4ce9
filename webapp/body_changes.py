"""How a body or office comes, changes and ends on the screens; that a body was not formed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.body_forms import KINDS, AbsenceForm, ElectionForm, EndSeatForm, NamesForm, PartyForm
from webapp.filters import said, short_day
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.numbering_forms import RESTARTS, SERIAL_SIGN
from webapp.parts import Action, Fact
from workflow import policy
from workflow.errors import Invalid, NotFound, Refused
from workflow.events import CAPACITIES
from workflow.governance.bodies import Absence, Party
from workflow.governance.parties import PARTY_KINDS, free_id
from workflow.policy import ORDERING, Permission
from workflow.services import bodies, people
from workflow.services.bodies import MAY_BE_ABSENT, Elected, Election
from workflow.values import PartyKey, Text, both

blueprint = Blueprint("body_changes", __name__, url_prefix="/<organisation>/bodies")

_TYPED = "%d.%m.%Y"
_ONE_DAY = timedelta(days=1)


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
        return redirect(url_for("bodies.all", organisation=organisation))
    return redirect(url_for("bodies.show", organisation=organisation, party=new.key.party))


@blueprint.route("/<party>/rename", methods=["GET", "POST"])
def rename(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """Another name from a day on; papers dated before keep the former one."""
    return _named(organisation, party, formed=False)


@blueprint.route("/<party>/form", methods=["GET", "POST"])
def form(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """A body that was recorded as not formed exists from a day on."""
    return _named(organisation, party, formed=True)


def _named(organisation: str, party: str, *, formed: bool) -> Response | str | tuple[str, int]:
    found, typed, at = managed(organisation, party), NamesForm(), moment(organisation)
    if formed and absence_of(found.key, at.today) is None:
        raise Refused("formed", _FORMED)
    if not typed.is_submitted():
        typed.show(found.names, at.today)
    elif typed.validate():
        act = bodies.form if formed else bodies.rename
        try:
            act(grif().people, actor(), found.key, typed.names, typed.since.data, at)
        except Invalid as fault:
            typed.tell(fault)
        else:
            flash(_("Записано: %(name)s", name=typed.names.nominative))
            return redirect(url_for("bodies.show", organisation=organisation, party=party))
    page = render_template("bodies/rename.html", form=typed, formed=formed, **place(found))
    return (page, 422) if typed.is_submitted() else page


@blueprint.route("/<party>/close", methods=["GET", "POST"])
def close(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """The end of a body or office; what it decided stays."""
    found, typed, at = managed(organisation, party), EndSeatForm(), moment(organisation)
    if not typed.is_submitted():
        typed.last_day.data = at.today
    elif typed.validate():
        try:
            bodies.close(grif().people, actor(), found.key, typed.until, at)
        except Invalid as fault:
            typed.tell(fault)
        except Refused as fault:
            typed.form_errors.append(said(fault.message))
        else:
            flash(_("Закрыто: %(name)s", name=found.names.nominative))
            return redirect(url_for("bodies.all", organisation=organisation))
    page = render_template("bodies/close.html", form=typed, **place(found))
    return (page, 422) if typed.is_submitted() else page


@blueprint.route("/<party>/elect", methods=["GET", "POST"])
def elect(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """The members anew: who was elected, as what, until when."""
    found, typed, at = managed(organisation, party), ElectionForm(), moment(organisation)
    if found.nature != "body":
        raise NotFound
    roster = grif().reads.roster(found.key, at.today)
    sits = {one.person: one for one in roster.members if not one.by_post}
    known = [(one.id, one.name.full) for one in grif().reads.people(organisation, at.today)]
    if typed.is_submitted():
        chosen = {id_: what for id_, _name in known if (what := request.form.get(f"as.{id_}"))}
    else:
        typed.since.data = at.today
        typed.last_day.data = last_of_term(at.today, roster.rule.term)
        chosen = {person: one.capacity for person, one in sits.items()}
    if typed.is_submitted() and typed.validate():
        categories = {person: one.category for person, one in sits.items()}
        members = [Elected(id_, what, categories.get(id_, "")) for id_, what in chosen.items()]
        new = Election(members, typed.since.data, typed.until, typed.basis.data or "")
        try:
            bodies.elect(grif().people, actor(), found.key, new, at)
        except Invalid as fault:
            typed.tell(fault)
        else:
            flash(_("Новый состав записан: %(name)s", name=found.names.nominative))
            return redirect(url_for("bodies.show", organisation=organisation, party=party))
    given = [(one, said(pieces.capital(CAPACITIES[one]))) for one in people.CAPACITIES["body"]]
    page = render_template(
        "bodies/elect.html",
        form=typed,
        people=sorted(known, key=lambda one: (one[0] not in sits, one[1].casefold())),
        chosen=chosen,
        capacities=[("", _("Не избран(а)")), *given],
        term=roster.rule.term,
        **place(found),
    )
    return (page, 422) if typed.is_submitted() else page


@blueprint.route("/absent", methods=["GET", "POST"])
def absent(organisation: str) -> Response | str | tuple[str, int]:
    """A body that the organisation lawfully has not: it is not waited for."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    typed, at = AbsenceForm(), moment(organisation)
    kinds = [(one, said(pieces.capital(PARTY_KINDS[one].title))) for one in MAY_BE_ABSENT]
    typed.kind.choices = [("", "–"), *kinds]
    typed.stated_by.choices = [("", "–"), *_heads(organisation, at.today)]
    if not typed.is_submitted():
        typed.since.data = typed.stated_on.data = at.today
    elif typed.validate():
        try:
            key = bodies.state_absent(grif().people, actor(), organisation, typed.statement, at)
        except Invalid as fault:
            typed.tell(fault)
        else:
            flash(_("Записано: орган не создан, его шаги не ждут решения"))
            if typed.since.data > at.today:
                return redirect(url_for("bodies.all", organisation=organisation))
            return redirect(url_for("bodies.show", organisation=organisation, party=key.party))
    back = url_for("bodies.all", organisation=organisation)
    page = render_template("bodies/absent.html", form=typed, back=back)
    return (page, 422) if typed.is_submitted() else page


def changes(found: Party, absence: Absence | None) -> list[Action]:
    """What an administrator may do with a body or office beside its seats."""
    place = {"organisation": found.key.organisation, "party": found.key.party}
    if absence is not None:
        return [Action(_("Орган создан"), url_for("body_changes.form", **place))]
    actions = []
    if found.nature == "body":
        actions.append(Action(_("Новый состав"), url_for("body_changes.elect", **place), "secondary"))
    actions.append(Action(_("Переименовать"), url_for("body_changes.rename", **place), "secondary"))
    if found.kind not in people.OWN_POSTS:
        actions.append(Action(_("Закрыть"), url_for("body_changes.close", **place), "secondary"))
    return actions


def more_facts(found: Party, on: date, absence: Absence | None) -> list[Fact]:
    """Until when the members are in office, which seats are vacant or go with a post; an absence."""
    if absence is not None:
        who = grif().reads.person(absence.stated_by, absence.stated_on).full
        return [
            Fact(_("Орган не создан, заявил(а)"), f"{who}, {short_day(absence.stated_on)}"),
            Fact(_("Чем подтверждено"), absence.basis),
        ]
    if found.nature != "body":
        return []
    roster = grif().reads.roster(found.key, on)
    ends = [one.until for one in grif().reads.seats_at(found.key, on) if one.holds(on)]
    facts = []
    if ends and None not in ends:
        facts.append(Fact(_("Полномочия состава по"), max(ends) - _ONE_DAY))
    if roster.vacancies:
        facts.append(Fact(_("Вакантных мест"), str(roster.vacancies)))
    posts = [f"{one.name.full} ({_post(one.by_post, found, on)})" for one in roster.members if one.by_post]
    return [*facts, Fact(_("Входят по должности"), ", ".join(posts))] if posts else facts


def absence_of(key: PartyKey, on: date) -> Absence | None:
    """The statement that the body was not formed, if it stands on that day."""
    told: Sequence[Absence] = grif().reads.absences(key.organisation, on)
    return next((one for one in told if one.party == key), None)


def last_of_term(since: date, years: int | None) -> date | None:
    """The last day of a term of so many years; None when the charter names none."""
    if years is None:
        return None
    if (since.month, since.day) == (2, 29):
        return date(since.year + years, 2, 28)
    return date(since.year + years, since.month, since.day) - _ONE_DAY


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
    id_ = free_id(kind, grif().reads.party_ids(organisation))
    within = form.within.data if nature == "office" else None
    return Party(PartyKey(organisation, id_), nature, kind, form.names, within or None)


def _add_page(organisation: str, form: PartyForm) -> str:
    back = url_for("bodies.all", organisation=organisation)
    return render_template("bodies/add.html", form=form, back=back)


def _post(party: str, found: Party, on: date) -> str:
    names = grif().reads.party_names({PartyKey(found.key.organisation, party)}, on)
    return next((one.nominative for one in names.values()), party)


def _heads(organisation: str, on: date) -> list[tuple[str, str]]:
    seats = grif().reads.seats(organisation, on)
    return list({one.person: one.name.full for one in seats if one.kind in ORDERING}.items())


def managed(organisation: str, party: str) -> Party:
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    for one in grif().reads.parties(organisation, moment(organisation).today):
        if one.key.party == party:
            return one
    raise NotFound


def place(found: Party) -> dict[str, object]:
    back = url_for("bodies.show", organisation=found.key.organisation, party=found.key.party)
    caption: Text = pieces.capital(both(found.names.nominative))
    return {"caption": caption, "back": back, "in_body": found.nature == "body"}


_FORMED = Text(
    "Этот орган не записан как не созданный", "This body is not recorded as one that was not formed"
)
