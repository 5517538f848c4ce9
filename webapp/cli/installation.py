"""`grif init` founds an organisation in an installation; `grif migrate` renews the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say
from workflow.errors import Invalid, Refused
from workflow.governance.names import Names
from workflow.governance.people import PersonName
from workflow.values import Text

if TYPE_CHECKING:
    from datetime import date

    from webapp.cli.system import System
    from workflow.engine.definition import Definition
    from workflow.governance.bodies import Organisation


@click.command(
    help=say(
        "Завести организацию и её администратора; при первом запуске – и саму систему.",
        "Found an organisation with its administrator; the first time, the system too.",
    )
)
@data_option
@click.option("--id", "id_", prompt=say("Короткое имя латиницей", "Short name"), help="gymnasium-4")
@click.option(
    "--full", prompt=say("Полное название", "Full name"), help=say("По уставу", "As in the charter")
)
@click.option("--short", prompt=say("Краткое название", "Name in short"), help="МБОУ «Гимназия № 4»")
@click.option("--genitive", help=say("Краткое, родительный падеж", "In short, genitive"))
@click.option("--instrumental", help=say("Краткое, творительный падеж", "In short, instrumental"))
@click.option("--place", prompt=say("Место", "Place"), help="г. Светлореченск")
@click.option("--zone", default="Europe/Moscow", show_default=True, help=say("Часовой пояс", "Time zone"))
@click.option("--parent", metavar="ID", help=say("Вышестоящая организация", "The organisation above"))
@click.option(
    "--administrator",
    prompt=say("Администратор: фамилия имя отчество", "Administrator: surname, given name, patronymic"),
    help=say("Фамилия Имя Отчество", "Surname Given Patronymic"),
)
@click.option("--login", prompt=say("Логин администратора", "The administrator's login"), help="admin")
@click.option(
    "--template",
    "templates",
    multiple=True,
    metavar="ID",
    help=say("Цепочка, которую сразу ввести", "A chain to publish at once"),
)
@lang
def init(data: Path | None, administrator: str, login: str, templates: tuple[str, ...], **told: str) -> None:
    """Prints the administrator's one-time password; nobody can show it again."""
    from webapp.cli.user import new_password

    new = _organisation(told)
    shipped = [_shipped(template) for template in templates]
    system = _system(data)
    try:
        password = new_password()
        _found(system, new, name_of(administrator), login, password, shipped)
    finally:
        system.database.dispose()
    click.echo(say(f"Заведена организация {new.id}: {new.full}", f"Founded {new.id}: {new.full}"))
    click.echo(say(f"Логин {login}, пароль {password}", f"Login {login}, password {password}"))
    click.echo(say("Откройте страницы: grif serve", "Open the pages: grif serve"))


@click.command(
    help=say("Привести базу данных к версии программы.", "Bring the database to the program's version.")
)
@data_option
@lang
def migrate(data: Path | None) -> None:
    """In one transaction; a database that is up to date stays as it is."""
    from storage.migrate import pending, upgrade
    from webapp.cli.system import existing

    with existing(data) as system:
        waited = pending(system.database)
        if waited:
            upgrade(system.database)
    click.echo(
        say("База приведена к этой версии", "The database is of this version now")
        if waited
        else say("База уже этой версии", "The database is of this version already")
    )


def name_of(typed: str) -> PersonName:
    """A person's name as typed: surname, given name, patronymic if there is one. Raises Invalid."""
    parts = typed.split(maxsplit=2)
    if len(parts) < 2:
        raise Invalid({"name": _NAME})
    return PersonName(*parts)


def _organisation(told: dict[str, str]) -> Organisation:
    from zoneinfo import ZoneInfo

    from workflow.governance.bodies import Organisation
    from workflow.governance.declension import suggested

    try:
        ZoneInfo(told["zone"])
    except (KeyError, ValueError, OSError):
        raise Invalid({"zone": _ZONE}) from None
    short = told["short"].strip()
    usual = suggested(short)
    names = Names(short, told["genitive"] or usual.genitive, told["instrumental"] or usual.instrumental)
    return Organisation(
        told["id_"].strip(), told["parent"], told["zone"], told["place"].strip(), told["full"].strip(), names
    )


def _shipped(id_: str) -> Definition:
    import definitions
    from workflow.engine.reader import read

    shipped = definitions.shipped()
    if id_ not in shipped:
        raise Invalid({"template": _TEMPLATE.filled(known=", ".join(shipped))})
    return read(shipped[id_], id_)


def _system(data: Path | None) -> System:
    """The system in the folder, made when there is none. Raises Refused when it is of another version."""
    from storage.migrate import pending, upgrade
    from webapp.cli.system import OLD, System, place

    here = place(data)
    here.settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    system = System(here.settings)
    if pending(system.database):
        if not system.empty:
            raise Refused("old-schema", OLD)
        upgrade(system.database)
    return system


def _found(
    system: System, new: Organisation, name: PersonName, login: str, password: str, shipped: list[Definition]
) -> None:
    from webapp import clock
    from webapp.cli.user import hashed
    from workflow.services import chains, people
    from workflow.services.people_ports import Founder

    at = clock.moment(new.zone)
    founder = Founder(name, login, hashed(system.settings, password))
    person = people.found(system.people, new, founder, _school_year(at.today), at)
    actor = system.reads.actor(person, at.today)
    for chain in shipped:
        chains.publish(system.people, actor, new.id, chain, at)


def _school_year(today: date) -> date:
    """The first day of the school year: bodies that exist already are entered from then on."""
    first = today.replace(month=9, day=1)
    return first if first <= today else first.replace(year=today.year - 1)


_NAME = Text("Впишите фамилию, имя и, если есть, отчество", "Give surname, given name and patronymic, if any")
_ZONE = Text("Часовой пояс пишется так: Europe/Moscow", "A time zone is written like Europe/Moscow")
_TEMPLATE = Text("Такой цепочки нет; есть: {known}", "There is no such chain; there are: {known}")
