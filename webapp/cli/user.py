"""`grif user`: people who sign in; done in the name of the organisation's administrator."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say
from webapp.cli.speech import organisation as organisation_option
from workflow.errors import Invalid, NotFound
from workflow.governance.people import HOLDER, SECRETARY
from workflow.values import Text

if TYPE_CHECKING:
    from webapp.cli.system import System
    from webapp.settings import Settings
    from workflow.governance.bodies import Party

PASSWORD_BYTES = 9


@click.group(help=say("Кто входит в систему.", "People who sign in."))
def user() -> None:
    """Passwords are drawn here and shown once."""


@user.command(
    help=say("Завести человека с местом в органе или должностью.", "Add a person with a seat or office.")
)
@click.argument("login")
@click.option("--name", required=True, help=say("Фамилия Имя Отчество", "Surname Given Patronymic"))
@click.option(
    "--party",
    required=True,
    help=say(
        "Орган или должность: имя или вид (head, parents_council)", "Body or office: id or kind (head, …)"
    ),
)
@click.option("--capacity", help=say("Кем (иначе секретарь или должностное лицо)", "As (secretary, holder…)"))
@click.option("--since", help=say("С какого дня, ДД.ММ.ГГГГ (иначе с сегодняшнего)", "From, DD.MM.YYYY"))
@organisation_option
@data_option
@lang
def add(
    login: str,
    name: str,
    party: str,
    capacity: str | None,
    since: str | None,
    organisation: str | None,
    data: Path | None,
) -> None:
    """Prints a one-time password."""
    from webapp.cli.installation import name_of
    from webapp.cli.system import opened
    from workflow.services import accounts, people
    from workflow.services.people_ports import Appointment

    with opened(data) as system:
        of = system.one_organisation(organisation)
        at = system.moment(of)
        actor, place = system.administrator(of, at.today), _party(system, of, party, at.today)
        usual = SECRETARY if place.nature == "body" else HOLDER
        new = Appointment(name_of(name), capacity or usual, _day(since) if since else at.today)
        password = new_password()
        accounts.check_login(system.people, login)
        person = people.seat(system.people, actor, place.key, new, at)
        accounts.open_account(
            system.people, actor, of, person, login, hashed(system.settings, password), system.moment(of)
        )
    click.echo(say(f"Логин {login}, пароль {password}", f"Login {login}, password {password}"))


@user.command(help=say("Выдать новый пароль.", "Give a new password."))
@click.argument("login")
@organisation_option
@data_option
@lang
def password(login: str, organisation: str | None, data: Path | None) -> None:
    """Every session of the account ends; one that was shut opens again."""
    from webapp.cli.system import opened
    from workflow.services import accounts

    with opened(data) as system:
        of, person, drawn = *_account(system, login, organisation), new_password()
        at = system.moment(of)
        kept = hashed(system.settings, drawn)
        accounts.renew(system.people, system.administrator(of, at.today), of, person, kept, at)
    click.echo(say(f"Логин {login}, новый пароль {drawn}", f"Login {login}, new password {drawn}"))


@user.command(
    help=say("Закрыть вход; записи человека остаются.", "Close a way in; the person's records stay.")
)
@click.argument("login")
@organisation_option
@data_option
@lang
def disable(login: str, organisation: str | None, data: Path | None) -> None:
    """`grif user password` opens it again."""
    from webapp.cli.system import opened
    from workflow.services import accounts

    with opened(data) as system:
        of, person = _account(system, login, organisation)
        at = system.moment(of)
        accounts.disable(system.people, system.administrator(of, at.today), of, person, at)
    click.echo(say(f"Вход {login} закрыт", f"{login} cannot sign in any more"))


@user.command("list", help=say("Кто входит и какие места занимает.", "Who signs in, and their seats."))
@organisation_option
@data_option
@json_option
@lang
def list_(organisation: str | None, data: Path | None, as_json: bool) -> None:
    """All organisations, unless one is named."""
    from storage.operations import logins
    from webapp import clock
    from webapp.cli.system import opened

    with opened(data) as system:
        of = system.one_organisation(organisation) if organisation else None
        with system.database.read() as connection:
            found = logins(connection, of, clock.today())
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        closed = say(" (закрыт)", " (disabled)") if one.disabled else ""
        click.echo(f"{one.login}{closed}  {one.name}  {'; '.join(one.seats)}")


def new_password() -> str:
    """A password nobody can guess."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def hashed(settings: Settings, typed: str) -> str:
    """A password as it is kept."""
    from werkzeug.security import generate_password_hash

    return generate_password_hash(typed, method=settings.password_method)


def _account(system: System, login: str, named: str | None) -> tuple[str, str]:
    """The organisation that answers for an account, and its person. Raises NotFound, or Invalid."""
    from storage.operations import logins
    from webapp import clock

    with system.database.read() as connection:
        found = [one for one in logins(connection, None, clock.today()) if one.login == login.strip().lower()]
    if not found:
        raise NotFound(_NO_LOGIN.filled(login=login))
    homes = {seat.partition("/")[0] for seat in found[0].seats}
    home = next(iter(homes)) if named is None and len(homes) == 1 else named
    return system.one_organisation(home), found[0].person


def _party(system: System, organisation: str, named: str, on: date) -> Party:
    """The body or office of that id or, when it is the only one, of that kind. Raises Invalid."""
    parties = system.reads.parties(organisation, on)
    found = [one for one in parties if one.key.party == named] or [
        one for one in parties if one.kind == named
    ]
    if len(found) != 1:
        known = ", ".join(one.key.party for one in parties)
        raise Invalid({"party": _NO_PARTY.filled(known=known)})
    return found[0]


def _day(typed: str) -> date:
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, form).date()  # a day has no zone
        except ValueError:
            continue
    raise Invalid({"since": _DAY})


_NO_LOGIN = Text("Логина {login} нет: grif user list", "There is no login {login}: grif user list")
_NO_PARTY = Text("Назовите орган или должность; есть: {known}", "Name the body or office; there are: {known}")
_DAY = Text("День пишется так: 01.09.2026", "A day is written like 01.09.2026")
