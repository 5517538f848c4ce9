"""Signing in and out: server-side sessions, a throttle as rows, Flask-Login. Nowhere else."""

from __future__ import annotations

import re
import secrets

from flask import Blueprint, Flask, flash, redirect, render_template, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import FlaskForm
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.wrappers import Response
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from webapp import clock
from webapp.grif import grif
from webapp.language import gettext as _
from workflow import policy
from workflow.governance.people import Actor

blueprint = Blueprint("auth", __name__)
login_manager = LoginManager()

SESSION_HOURS = 12
IDLE_MINUTES = 120
NOTE_USE_AFTER = 5  # minutes between two notes that a session is in use
THROTTLE_MINUTES = 15
TRIES_OF_LOGIN = 5
TRIES_OF_ADDRESS = 50
_OWN_PATH = re.compile(r"/[A-Za-z0-9][^\\\x00-\x1f]*")


class User(UserMixin):
    """A session with its actor; Flask-Login's id is the session's token."""

    def __init__(
        self, token: str, session_id: str, actor: Actor, *, listed: bool, voting: bool, assigned: bool
    ) -> None:
        self.token = token
        self.session_id = session_id
        self.actor = actor
        self.listed = listed
        self.voting = voting
        self.assigned = assigned

    def get_id(self) -> str:
        return self.token


class SignInForm(FlaskForm):
    """Login and password."""

    login = StringField(_l("Логин"), [InputRequired(_l("Введите логин")), Length(max=200)])
    password = PasswordField(_l("Пароль"), [InputRequired(_l("Введите пароль")), Length(max=1000)])


def init_auth(app: Flask) -> None:
    """Joins Flask-Login to the application."""
    login_manager.init_app(app)


@login_manager.user_loader
def load(token: str) -> User | None:
    """The living session of a token. An idle or ended one is nobody."""
    found = grif().reads.signed_in(token, clock.now(), clock.ago(minutes=IDLE_MINUTES), clock.today())
    if found is None:
        return None
    if found.seen_at < clock.ago(minutes=NOTE_USE_AFTER):
        with grif().work() as work:
            grif().accounts.seen(work.connection, found.session, clock.now())
    return User(
        token,
        found.session,
        found.actor,
        listed=found.listed,
        voting=found.voting,
        assigned=found.assigned,
    )


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | str | tuple[str, int]:
    """The way in. Every failure has one answer, and too many of them a pause."""
    if current_user.is_authenticated:
        return redirect(url_for("inbox.waiting"))
    form = SignInForm()
    if not form.is_submitted():
        return render_template("sign_in.html", form=form)
    if not form.validate():
        return render_template("sign_in.html", form=form), 422
    if throttled(form.login.data):
        form.form_errors.append(_("Слишком много попыток. Подождите 15 минут и попробуйте снова"))
        return render_template("sign_in.html", form=form), 429
    person = _checked(form.login.data, form.password.data)
    if person is None:
        form.form_errors.append(_("Логин или пароль не подходит"))
        return render_template("sign_in.html", form=form), 422
    _begin(person, form.login.data)
    return redirect(_next(current_user.actor))


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """The session ends on the server."""
    with grif().work() as work:
        grif().accounts.end_session(work.connection, current_user.session_id)
    logout_user()
    session.clear()
    flash(_("Вы вышли из системы"))
    return redirect(url_for("auth.sign_in"))


def note_failure(login: str) -> None:
    """One more wrong password for this login from this address."""
    with grif().work() as work:
        grif().accounts.failed(work.connection, login.strip(), _address(), clock.now())


def throttled(login: str) -> bool:
    """Whether too many wrong passwords came lately for this login from this address, or from the address."""
    of_login, of_address = grif().reads.failures(
        login.strip(), _address(), clock.ago(minutes=THROTTLE_MINUTES)
    )
    return of_login >= TRIES_OF_LOGIN or of_address >= TRIES_OF_ADDRESS


def _checked(login: str, password: str) -> str | None:
    """The person whose login and password these are."""
    account = grif().reads.account(login)
    known = account is not None and not account.disabled
    right = check_password_hash(account.password if known else grif().dummy_password, password)
    if known and right:
        _rehash(account, password)
        return str(account.person)
    note_failure(login)
    return None


def _rehash(account: object, password: str) -> None:
    """A password kept by an older method is kept by today's from now on."""
    method = grif().settings.password_method
    if not account.password.startswith(f"{method}$"):
        with grif().work() as work:
            grif().accounts.set_password(work.connection, account.person, hashed(password))


def hashed(password: str) -> str:
    """A password as it is kept."""
    return generate_password_hash(password, method=grif().settings.password_method)


def _begin(person: str, login: str) -> None:
    token = secrets.token_urlsafe(32)
    with grif().work() as work:
        accounts = grif().accounts
        accounts.forget_failures(work.connection, login.strip(), clock.ago(days=1))
        accounts.open_session(work.connection, token, person, clock.now(), clock.ago(hours=-SESSION_HOURS))
    session.clear()
    login_user(load(token))


def _next(actor: Actor) -> str:
    """Where the visitor was going, if that is a page of this site; else the first page of the work."""
    wanted = request.args.get("next", "")
    if _OWN_PATH.fullmatch(wanted):
        return wanted
    audited = [one.party.organisation for one in actor.memberships if one.kind == policy.AUDITOR]
    if audited and len(audited) == len(actor.memberships):
        return url_for("findings.open_ones", organisation=audited[0])
    return url_for("inbox.waiting")


def _address() -> str:
    return request.remote_addr or ""
