"""How a body decides, from a day on, and its list on a day, made for paper."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp import pieces
from webapp.body_forms import OnForm
from webapp.filters import counted, said
from webapp.forms import GrifForm, TypedDate
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Column, Fact, Link
from workflow import policy
from workflow.errors import Invalid, NotFound
from workflow.events import CAPACITIES
from workflow.governance.bodies import Party
from workflow.governance.people import CHAIR, HOLDER
from workflow.governance.sittings.rules import ExOfficio, Rule, Share, read_fraction
from workflow.policy import Permission
from workflow.services import protocols
from workflow.values import PartyKey, Text, both

blueprint = Blueprint("rules", __name__, url_prefix="/<organisation>/bodies/<party>")

_SIGNS = (("more", _l("больше этой доли")), ("at_least", _l("не меньше этой доли")))
_LIST = ("list", _l("от списка (тех, кто в составе)"))
_SEATS = ("seats", _l("от числа мест по уставу"))
_PRESENT = ("present", _l("от присутствующих"))
_CHOICES = {
    "quorum_sign": _SIGNS,
    "quorum_of": (_LIST, _SEATS),
    "majority_sign": _SIGNS,
    "majority_of": (_PRESENT, _LIST, _SEATS),
    "tie": (("chair", _l("решает голос председателя")), ("fails", _l("решение не принято"))),
}


class RuleForm(GrifForm):
    """Quorum, majority, ties and who counts."""

    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format="%d.%m.%Y")
    quorum = StringField(_l("Кворум: доля"), [InputRequired(_l("Впишите долю"))])
    quorum_sign = SelectField(_l("Кворум есть, когда присутствует"))
    quorum_of = SelectField(_l("Кворум считают"))
    majority = StringField(_l("Решение: доля голосов «за»"), [InputRequired(_l("Впишите долю"))])
    majority_sign = SelectField(_l("Решение принято, когда «за»"))
    majority_of = SelectField(_l("Голоса считают"))
    tie = SelectField(_l("Голоса разделились поровну"))
    seats = IntegerField(_l("Мест по уставу"), [Optional()])
    term = IntegerField(_l("Срок полномочий, лет"), [Optional()])
    each_category = BooleanField(_l("Для кворума нужен хотя бы один от каждой категории"))
    proxies = BooleanField(_l("Можно голосовать по доверенности"))
    secretary_votes = BooleanField(_l("Секретарь входит в список и голосует"))
    ex_officio = SelectMultipleField(
        _l("Входят по должности"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def rule(self) -> Rule:
        """The rule that was typed. Raises Invalid by field."""
        return Rule(
            Share(
                _fraction("quorum", self.quorum.data),
                self.quorum_sign.data == "at_least",
                self.quorum_of.data,
            ),
            Share(
                _fraction("majority", self.majority.data),
                self.majority_sign.data == "at_least",
                self.majority_of.data,
            ),
            self.tie.data,
            bool(self.each_category.data),
            bool(self.proxies.data),
            bool(self.secretary_votes.data),
            self.seats.data,
            tuple(ExOfficio(*one.rsplit("/", 1)) for one in self.ex_officio.data or () if "/" in one),
            self.term.data,
        )

    def show(self, rule: Rule) -> None:
        """Fill the form with a rule."""
        for name, share in (("quorum", rule.quorum), ("majority", rule.majority)):
            self[name].data = str(share.fraction)
            self[f"{name}_sign"].data = "at_least" if share.at_least else "more"
            self[f"{name}_of"].data = share.of
        for name in ("tie", "seats", "term", "each_category", "proxies", "secretary_votes"):
            self[name].data = getattr(rule, name)
        self.ex_officio.data = [f"{one.party}/{one.capacity}" for one in rule.ex_officio]


@blueprint.route("/rule", methods=["GET", "POST"])
def rule(organisation: str, party: str) -> Response | str | tuple[str, int]:
    """The rule of a body, for an administrator; sittings already recorded keep theirs."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    at = moment(organisation)
    found = _body(organisation, party, at.today)
    form = RuleForm()
    for name, choices in _CHOICES.items():
        form[name].choices = list(choices)
    form.ex_officio.choices = _posts(organisation, party, at.today)
    if not form.is_submitted():
        form.since.data = at.today
        form.show(grif().reads.rule(found.key, at.today))
        return _rule_page(found, form)
    if form.validate():
        try:
            protocols.set_rule(grif().sittings, actor(), found.key, form.rule(), form.since.data, at)
        except Invalid as fault:
            form.tell(fault)
        else:
            flash(_("Правила записаны: %(name)s", name=found.names.nominative))
            return redirect(url_for(".roster", organisation=organisation, party=party))
    return _rule_page(found, form), 422


@blueprint.get("/roster")
def roster(organisation: str, party: str) -> str | tuple[str, int]:
    """The list of a body on a day, with its vacancies and its rule."""
    policy.require(actor(), Permission.READ, organisation)
    form = OnForm(request.args)
    form.validate()
    on = form.on.data or moment(organisation).today
    found = _body(organisation, party, on)
    listed = grif().reads.roster(found.key, on)
    rows = [
        (one.name.full, pieces.capital(CAPACITIES[one.capacity]), _standing(organisation, one, on))
        for one in listed.members
    ]
    page = render_template(
        "bodies/roster.html",
        form=form,
        on=on,
        title=pieces.capital(both(found.names.nominative)),
        columns=(Column(_("Кто")), Column(_("В качестве")), Column(_("От кого, по какой должности"))),
        rows=rows,
        facts=_facts(listed.rule, len(listed.listed), listed.vacancies),
        trail=[
            Link(
                said(pieces.capital(both(found.names.nominative))),
                url_for("bodies.show", organisation=organisation, party=party),
            )
        ],
    )
    return (page, 422) if form.errors else page


def _standing(organisation: str, member: Any, on: date) -> str:
    if member.by_post:
        names = grif().reads.party_names({PartyKey(organisation, member.by_post)}, on)
        return next((one.nominative for one in names.values()), member.by_post)
    return member.category or "–"


def _facts(rule: Rule, listed: int, vacancies: int) -> list[Fact]:
    facts = [Fact(_("В составе"), str(listed))]
    if rule.seats is not None:
        facts.append(Fact(_("Вакантных мест"), str(vacancies)))
    if rule.term is not None:
        facts.append(Fact(_("Избирается на"), counted(rule.term, "год")))
    facts.append(Fact(_("Кворум"), _share(rule.quorum)))
    facts.append(Fact(_("Решение принято"), _share(rule.majority)))
    tie = _("решает голос председателя") if rule.tie == "chair" else _("решение не принято")
    return [*facts, Fact(_("Голоса поровну"), tie)]


def _share(share: Share) -> Text:
    of = _OF[share.of]
    return Text(f"{share.said.ru} {of.ru}", f"{share.said.en} {of.en}")


def _posts(organisation: str, party: str, on: date) -> list[tuple[str, str]]:
    """The posts that may give a seat: the chair of each other body, the holder of each office."""
    found = []
    for one in grif().reads.parties(organisation, on):
        if one.key.party != party:
            chair = one.nature == "body"
            word = _("председатель: %(name)s", name=one.names.nominative) if chair else one.names.nominative
            found.append((f"{one.key.party}/{CHAIR if chair else HOLDER}", word))
    return found


def _body(organisation: str, party: str, on: date) -> Party:
    for one in grif().reads.parties(organisation, on):
        if one.key.party == party and one.nature == "body":
            return one
    raise NotFound


def _rule_page(party: Party, form: RuleForm) -> str:
    return render_template(
        "bodies/rule.html",
        form=form,
        caption=pieces.capital(both(party.names.nominative)),
        back=url_for("bodies.show", organisation=party.key.organisation, party=party.key.party),
    )


def _fraction(field: str, typed: str) -> Fraction:
    try:
        return read_fraction(typed)
    except Invalid as fault:
        raise Invalid({field: fault.fields["fraction"]}) from None


_OF = {
    "list": Text("от списка", "of the list"),
    "seats": Text("от числа мест", "of the seats"),
    "present": Text("от присутствующих", "of those present"),
}
