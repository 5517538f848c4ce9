"""`grif demo`: a filled system of five invented organisations in a folder of its own, and its pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from workflow.values import Text

if TYPE_CHECKING:
    from webapp.cli.system import System
    from webapp.settings import Settings

HOST, PORT = "127.0.0.1", 8080
SITE = "https://grif.example"
"""What the invented papers name as their address: they are kept for ever, and this machine is no address."""
MARK = "demo.txt"
"""The file that says that a folder holds a demo, which may be thrown away."""
FILLED = "filled\n"


@click.command(
    help=say(
        "Показательная система: пять выдуманных организаций, люди, документы в пути.",
        "A system to try: five invented organisations, their people, documents on their way.",
    )
)
@data_option
@click.option("--port", default=PORT, show_default=True, help=say("Порт", "Port"))
@click.option("--no-serve", is_flag=True, help=say("Только наполнить", "Fill it and stop"))
@click.option("--fresh", is_flag=True, help=say("Собрать заново", "Make it anew"))
@lang
def demo(data: Path | None, port: int, no_serve: bool, fresh: bool) -> None:
    """A demo that is there is served as it is."""
    from webapp.cli.serve import run, with_hosts
    from webapp.cli.system import System, opened

    settings = _settings(data)
    if _prepared(settings, fresh):
        system = System(settings)
        try:
            _fill(system)
        finally:
            system.database.dispose()
    click.echo(sign_ins())
    address = f"http://{HOST}:{port}/"
    click.echo(say(f"\nДанные: {settings.data}", f"\nData: {settings.data}"))
    if settings.base_url == SITE:
        click.echo(say(*_INVENTED))
    if no_serve:
        return
    click.echo(say(f"Откройте в браузере: {address}", f"Open in a browser: {address}"))
    with opened(settings.data) as system:
        run(system, with_hosts(settings, HOST), HOST, port)


def sign_ins() -> str:
    """The logins by organisation and role, as a table."""
    from webapp.demo import PASSWORD, SIGN_INS
    from webapp.demo.organisations import SETUPS

    names = {setup.organisation.id: setup.organisation.names.nominative for setup in SETUPS}
    width = max(len(one.login) for one in SIGN_INS)
    lines = [say(f"Пароль у всех: {PASSWORD}", f"The password of everybody: {PASSWORD}")]
    for organisation, name in names.items():
        lines += ["", name]
        lines += [
            f"  {one.login:<{width}}  {one.name.signature}, {one.role.said(language()) if one.role else ''}"
            for one in SIGN_INS
            if one.organisation == organisation
        ]
    return "\n".join(lines)


def _settings(data: Path | None) -> Settings:
    """A demo has a SQLite file of its own, whatever else is set; its papers name an invented address."""
    from platformdirs import user_data_path

    from webapp.settings import read_settings

    named = data or (Path(os.environ["GRIF_DATA"]) if os.environ.get("GRIF_DATA") else None)
    folder = (named or user_data_path("grif") / "demo").resolve()
    environment = {
        "GRIF_DATA": str(folder),
        "GRIF_DEBUG": os.environ.get("GRIF_DEBUG", ""),
        "GRIF_BASE_URL": os.environ.get("GRIF_BASE_URL") or SITE,
    }
    return read_settings(folder, environment)


def _prepared(settings: Settings, fresh: bool) -> bool:
    """Whether the folder waits to be filled, and is emptied for it. Raises Refused over other data."""
    from workflow.errors import Refused

    mark, database = settings.data / MARK, settings.data / "grif.db"
    if database.exists() and not mark.exists():
        raise Refused("not-a-demo", _NOT_OURS.filled(folder=settings.data))
    if mark.exists() and not fresh and mark.read_text(encoding="utf-8") == FILLED:
        return False
    for file in settings.data.glob("grif.db*"):
        file.unlink()
    mark.write_text("", encoding="utf-8")
    return True


def _fill(system: System) -> None:
    from werkzeug.security import generate_password_hash

    from storage.migrate import upgrade
    from storage.orders import OrderDatabase
    from webapp import clock
    from webapp.cli.serve import worker
    from webapp.demo import PASSWORD, Stage, play
    from webapp.demo.organisations import ZONE

    click.echo(say("Наполняется…", "Filling…"), err=True)
    upgrade(system.database)
    hands = worker(system)
    # One password for all is hashed once: its method is slow on purpose.
    hashed = generate_password_hash(PASSWORD, method=system.settings.password_method)
    play(
        Stage(OrderDatabase(system.database), clock.today(ZONE), hashed, lambda at: hands.run_due(lambda: at))
    )
    (system.settings.data / MARK).write_text(FILLED, encoding="utf-8")


_INVENTED = (
    f"На актах и в QR-коде стоит выдуманный адрес {SITE}; свой задаёт GRIF_BASE_URL",
    f"The acts and their QR codes name an invented address, {SITE}; GRIF_BASE_URL sets another",
)
_NOT_OURS = Text(
    "В папке {folder} лежит настоящая система: показательную сделайте в другой (--data)",
    "{folder} holds a real system: make the demo in another folder (--data)",
)
