"""The organisation's people: their seats, and the way in that an administrator gives or shuts."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.auth import hashed
from webapp.bodies import capacity, last_day, tabs
from webapp.filters import said
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Column, Link, TagKind
from webapp.people_forms import LoginForm
from workflow import policy
from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.people import HOLDER
from workflow.policy import Permission
from workflow.services import accounts
from workflow.values import Text, both

blueprint = Blueprint("people", __name__, url_prefix="/<organisation>/people")

# Without letters and digits that are read one for another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4
NO_WAY_IN = Text("Входа нет", "No account")
DISABLED = Text("Вход закрыт", "Account disabled")
WAY_IN = Text("Есть вход", "Has an account")


@blueprint.get("")
def all(organisation: str) -> str:
    """Everybody with a seat or an office today, and those who had one."""
    policy.require(actor(), Permission.READ, organisation)
    today = moment(organisation).today
    rows = [_row(organisation, one) for one in grif().reads.people(organisation, today)]
    return render_template(
        "people/all.html",
        people=[row for row in rows if row["seats"]],
        former=[row for row in rows if not row["seats"]],
        manages=_manages(organisation),
        tab_links=tabs(organisation, "people"),
    )


@blueprint.get("/<person>")
def show(organisation: str, person: str) -> str:
    """One person: the seats here over all time, and to an administrator the way in."""
    policy.require(actor(), Permission.READ, organisation)
    row = _person(organisation, person)
    manages = _manages(organisation)
    return render_template(
        "people/show.html",
        title=row.name.full,
        columns=_COLUMNS,
        seats=_seats(organisation, row),
        manages=manages,
        way_in=row.way_in,
        state=_state(row),
        actions=_actions(organisation, row) if manages else [],
        trail=_trail(organisation),
    )


@blueprint.route("/<person>/account", methods=["GET", "POST"])
def open_account(organisation: str, person: str) -> str | tuple[str, int]:
    """A person is given a login; the password is made here and shown this once."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    row = _person(organisation, person)
    form = LoginForm()
    if not form.is_submitted():
        return _account_page(organisation, row, form)
    if not form.validate():
        return _account_page(organisation, row, form), 422
    login, password = form.login.data.strip().lower(), one_time_password()
    at = moment(organisation)
    try:
        accounts.open_account(grif().people, actor(), organisation, person, login, hashed(password), at)
    except Invalid as fault:
        form.tell(fault)
        return _account_page(organisation, row, form), 422
    return _password_page(organisation, row, login, password)


@blueprint.route("/<person>/password", methods=["GET", "POST"])
def renew(organisation: str, person: str) -> str:
    """A forgotten password is replaced, a shut account opened again."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    row = _with_way_in(organisation, person)
    form = LoginForm()
    if not form.is_submitted():
        return render_template(
            "people/confirm.html",
            title=_("Новый пароль"),
            name=row.name.full,
            text=_("Прежний пароль перестанет подходить, все сеансы человека закончатся."),
            button=_("Выдать новый пароль"),
            back=_back(organisation, person),
        )
    password = one_time_password()
    accounts.renew(grif().people, actor(), organisation, person, hashed(password), moment(organisation))
    return _password_page(organisation, row, row.way_in.login, password)


@blueprint.route("/<person>/disable", methods=["GET", "POST"])
def disable(organisation: str, person: str) -> Response | str:
    """A way in is shut, and every session of it ends."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    row = _with_way_in(organisation, person)
    form = LoginForm()
    if not form.is_submitted():
        return render_template(
            "people/confirm.html",
            title=_("Закрыть вход"),
            name=row.name.full,
            text=_("Человек больше не войдёт, его сеансы закончатся. Места и записанные решения останутся."),
            button=_("Закрыть вход"),
            danger=True,
            back=_back(organisation, person),
        )
    accounts.disable(grif().people, actor(), organisation, person, moment(organisation))
    flash(_("Вход закрыт: %(name)s", name=row.name.full))
    return redirect(_back(organisation, person))


def one_time_password() -> str:
    """A password to be read out and typed once: 79 bits in four groups."""
    groups = ("".join(secrets.choice(ALPHABET) for _place in range(GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def _manages(organisation: str) -> bool:
    return policy.may(actor(), Permission.MANAGE_PEOPLE, organisation)


def _person(organisation: str, person: str) -> Any:  # a row of storage.queries.people
    found = grif().reads.person_in(organisation, person, moment(organisation).today)
    if found is None:
        raise NotFound
    return found


def _with_way_in(organisation: str, person: str) -> Any:
    row = _person(organisation, person)
    if row.way_in is None:
        raise Refused("no-account", Text("У этого человека нет входа", "This person has no account"))
    return row


def _back(organisation: str, person: str) -> str:
    return url_for(".show", organisation=organisation, person=person)


def _trail(organisation: str) -> list[Link]:
    return [Link(_("Люди"), url_for(".all", organisation=organisation))]


def _row(organisation: str, row: Any) -> dict[str, object]:
    today = moment(organisation).today
    kind, state = _state(row)
    return {
        "name": row.name.full,
        "href": _back(organisation, row.id),
        "seats": [_seat_told(organisation, one) for one in row.seats if one.holds(today)],
        "kind": kind,
        "state": state,
        "login": row.way_in.login if row.way_in else "",
    }


def _state(row: Any) -> tuple[TagKind, Text]:
    if row.way_in is None:
        return "later", NO_WAY_IN
    return ("former", DISABLED) if row.way_in.disabled else ("done", WAY_IN)


def _seat_told(organisation: str, seat: Any) -> str:
    name = _party_name(organisation, seat)
    if seat.capacity == HOLDER:
        return said(pieces.capital(both(name)))
    return f"{said(capacity(seat.capacity))}: {name}"


def _party_name(organisation: str, seat: Any) -> str:
    names = grif().reads.party_names({seat.party}, moment(organisation).today)
    return names[seat.party].nominative if seat.party in names else seat.party.party


def _seats(organisation: str, row: Any) -> list[tuple[object, ...]]:
    return [
        (
            Link(
                pieces.capital(both(_party_name(organisation, one))),
                url_for("bodies.show", organisation=organisation, party=one.party.party),
            ),
            capacity(one.capacity),
            one.since,
            last_day(one.until),
            one.basis or "–",
        )
        for one in reversed(row.seats)
    ]


def _actions(organisation: str, row: Any) -> list[Action]:
    place = {"organisation": organisation, "person": row.id}
    if row.way_in is None:
        return [Action(_("Открыть вход"), url_for(".open_account", **place))]
    if row.way_in.disabled:
        return [Action(_("Открыть вход снова"), url_for(".renew", **place))]
    found = [Action(_("Новый пароль"), url_for(".renew", **place), "secondary")]
    if row.id != actor().person:
        found.append(Action(_("Закрыть вход"), url_for(".disable", **place), "danger"))
    return found


def _account_page(organisation: str, row: Any, form: LoginForm) -> str:
    return render_template(
        "people/account.html", form=form, name=row.name.full, back=_back(organisation, row.id)
    )


def _password_page(organisation: str, row: Any, login: str, password: str) -> str:
    return render_template(
        "people/password.html",
        name=row.name.full,
        login=login,
        password=password,
        back=_back(organisation, row.id),
    )


_COLUMNS = (
    Column(Text("Где", "Where")),
    Column(Text("В качестве", "As")),
    Column(Text("С какого дня", "Since"), "date"),
    Column(Text("Последний день", "Last day"), "date"),
    Column(Text("Основание", "Basis")),
)
