"""One's own account: seats, open sessions, the password."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.security import check_password_hash
from werkzeug.wrappers import Response

from webapp import clock, pieces
from webapp.auth import IDLE_MINUTES, hashed, note_failure, throttled
from webapp.bodies import capacity, last_day
from webapp.filters import said
from webapp.grif import actor, grif
from webapp.language import gettext as _
from webapp.parts import Column, Link
from webapp.people_forms import PasswordForm
from workflow import policy
from workflow.governance.people import Membership
from workflow.policy import Permission
from workflow.values import Text, both

blueprint = Blueprint("account", __name__, url_prefix="/account")

SHORTEST = 12


@blueprint.get("")
def show() -> str:
    """Who one is here, where one sits, and where one is signed in."""
    return _page(PasswordForm())


@blueprint.post("/password")
def change_password() -> Response | tuple[str, int]:
    """A new password; this session goes on, every other one ends."""
    form = PasswordForm()
    account = grif().reads.account_of(actor().person)
    if throttled(account.login):
        form.form_errors.append(_("Слишком много попыток. Подождите 15 минут и попробуйте снова"))
        return _page(form), 429
    if not form.validate() or not _accepted(form, account):
        return _page(form), 422
    with grif().work() as work:
        grif().accounts.set_password(work.connection, account.person, hashed(form.new.data))
        grif().accounts.end_other_sessions(work.connection, account.person, current_user.session_id)
    flash(_("Пароль изменён. Другие сеансы закончены"))
    return redirect(url_for(".show"))


@blueprint.post("/sessions/end")
def end_others() -> Response:
    """Every session but this one ends."""
    with grif().work() as work:
        grif().accounts.end_other_sessions(work.connection, actor().person, current_user.session_id)
    flash(_("Другие сеансы закончены"))
    return redirect(url_for(".show"))


def _accepted(form: PasswordForm, account: Any) -> bool:  # a storage.accounts.Account
    """Whether the passwords will do; the form tells what is wrong with each."""
    new = form.new.data
    if not check_password_hash(account.password, form.current.data):
        note_failure(account.login)
        form.current.errors = [said(_WRONG)]
    if len(new) < SHORTEST:
        form.new.errors = [said(_SHORT)]
    elif new.strip().casefold() == account.login:
        form.new.errors = [said(_LOGIN)]
    elif form.again.data != new:
        form.again.errors = [said(_DIFFERS)]
    return not form.errors


def _page(form: PasswordForm) -> str:
    own = grif().reads.account_of(actor().person)
    sessions = grif().reads.sessions(own.person, clock.now(), clock.ago(minutes=IDLE_MINUTES))
    return render_template(
        "account/show.html",
        form=form,
        name=actor().name.full,
        login=own.login,
        seat_columns=_SEAT_COLUMNS,
        seats=[_seat(one) for one in actor().memberships],
        sessions=[_session(one) for one in sessions],
    )


def _seat(one: Membership) -> tuple[object, ...]:
    key, today = one.party, clock.today()
    names = grif().reads.party_names({key}, today)
    title = pieces.capital(both(names[key].nominative if key in names else key.party))
    place: object = title
    if policy.may(actor(), Permission.READ, key.organisation):
        place = Link(title, url_for("bodies.show", organisation=key.organisation, party=key.party))
    organisation = grif().reads.organisation(key.organisation, today).names.nominative
    return (place, organisation, capacity(one.capacity), one.since, last_day(one.until))


def _session(one: Any) -> dict[str, object]:  # a storage.accounts.OpenSession
    return {
        "began": clock.parsed(one.created_at),
        "seen": clock.parsed(one.seen_at),
        "mine": one.id == current_user.session_id,
    }


_SEAT_COLUMNS = (
    Column(Text("Место или должность", "Seat or office")),
    Column(Text("Организация", "Organisation")),
    Column(Text("В качестве", "As")),
    Column(Text("С какого дня", "Since"), "date"),
    Column(Text("Последний день", "Last day"), "date"),
)
_WRONG = Text("Нынешний пароль не подходит", "This is not the current password")
_SHORT = Text("Не короче 12 знаков", "12 characters at least")
_LOGIN = Text("Пароль не должен совпадать с логином", "The password must not be the login")
_DIFFERS = Text("Пароли не совпали", "The two passwords differ")
