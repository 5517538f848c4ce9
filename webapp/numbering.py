"""Registers as their administrator keeps them: opening one, its rule from a day on, terms, void numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.filters import said
from webapp.forms import GrifForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.numbering_forms import NewRegisterForm, RuleForm, TermStartForm, VoidForm, typed_template
from workflow import policy
from workflow.errors import Invalid
from workflow.governance.registers import NumberRule, Register
from workflow.policy import ORDERING, Permission
from workflow.services import numbering
from workflow.values import PartyKey

blueprint = Blueprint("numbering", __name__, url_prefix="/<organisation>/registers")

_ONE_DAY = timedelta(days=1)


@blueprint.route("/new", methods=["GET", "POST"])
def new(organisation: str) -> Response | str | tuple[str, int]:
    """A register for a body's protocols or an office's orders."""
    policy.require(actor(), Permission.MANAGE_REGISTERS, organisation)
    form = NewRegisterForm()
    form.party.choices = list(_without_register(organisation))
    if not form.is_submitted():
        form.template.data = typed_template("{serial}")
    where = url_for("registers.all", organisation=organisation)

    def keep() -> None:
        instrument, _comma, party = form.party.data.partition(":")
        rule = form.rule(moment(organisation).today)
        opened = Register(
            organisation,
            f"{instrument}s-{party}",
            instrument,
            party,
            (form.title.data or "").strip(),
            rule.template,
            rule.restart,
            rule.file,
        )
        numbering.open_register(grif().store, actor(), opened, moment(organisation))

    return _answered("numbering/new.html", form, keep, where, back=where)


@blueprint.route("/<register>/rule", methods=["GET", "POST"])
def rule(organisation: str, register: str) -> Response | str | tuple[str, int]:
    """How numbers are formed from a day on."""
    of = _register(organisation, register)
    form = RuleForm()
    if not form.is_submitted():
        today = moment(organisation).today
        current = of.rule(today)
        form.since.data = today + _ONE_DAY
        form.template.data, form.restart.data = typed_template(current.template), current.restart
        form.file.data = current.file

    def keep() -> None:
        said_rule: NumberRule = form.rule(form.since.data)
        numbering.change_rule(grif().store, actor(), organisation, register, said_rule, moment(organisation))

    return _answered("numbering/rule.html", form, keep, _page(of), register=of, back=_page(of))


@blueprint.route("/<register>/term", methods=["GET", "POST"])
def term(organisation: str, register: str) -> Response | str | tuple[str, int]:
    """A term of the body begins, and with it the numbers."""
    of = _register(organisation, register)
    form = TermStartForm()

    def keep() -> None:
        numbering.begin_term(
            grif().store, actor(), organisation, register, form.since.data, moment(organisation)
        )

    return _answered("numbering/term.html", form, keep, _page(of), register=of, back=_page(of))


@blueprint.route("/<register>/void", methods=["GET", "POST"])
def void(organisation: str, register: str) -> Response | str | tuple[str, int]:
    """A number that was skipped or spoilt, with the reason."""
    of = _register(organisation, register)
    form = VoidForm()
    if not form.is_submitted():
        form.dated.data = moment(organisation).today

    def keep() -> None:
        spoilt = numbering.Spoilt(form.number.data or "", form.dated.data, form.reason.data or "")
        numbering.void_number(grif().store, actor(), organisation, register, spoilt, moment(organisation))

    return _answered("numbering/void.html", form, keep, _page(of), register=of, back=_page(of))


def _answered(
    template: str, form: GrifForm, keep: Callable[[], None], done: str, **more: object
) -> Response | str | tuple[str, int]:
    """The form's page; once it is sent and kept, the page that shows what came of it."""
    if not form.is_submitted():
        return render_template(template, form=form, **more)
    try:
        if not form.validate():
            raise Invalid({})
        keep()
    except Invalid as fault:
        form.tell(fault)
        return render_template(template, form=form, **more), 422
    flash(_("Записано"))
    return redirect(done)


def _register(organisation: str, register: str) -> Register:
    policy.require(actor(), Permission.MANAGE_REGISTERS, organisation)
    found: Register = grif().reads.register(organisation, register)
    return found


def _page(of: Register) -> str:
    return url_for("registers.show", organisation=of.organisation, register=of.id)


def _without_register(organisation: str) -> Iterator[tuple[str, str]]:
    """The bodies without a register of protocols, and the offices that order without one of orders."""
    for one in grif().reads.parties(organisation, moment(organisation).today):
        kind = "protocol" if one.nature == "body" else "order"
        orders = one.nature == "body" or one.kind in ORDERING
        if orders and grif().reads.register_of(PartyKey(organisation, one.key.party), kind) is None:
            yield f"{kind}:{one.key.party}", said(one.names.nominative)
