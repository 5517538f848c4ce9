"""`grif serve`: the pages and the worker in one process, until it is told to stop."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say

if TYPE_CHECKING:
    from datetime import date

    from storage.operations import Waiting
    from webapp.cli.system import System
    from webapp.settings import Settings
    from webapp.worker import Worker
    from workflow.values import EditionKey

HOST, PORT, THREADS = "127.0.0.1", 8080, 8
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@click.command(help=say("Открыть страницы системы в папке данных.", "Serve the pages of an installation."))
@data_option
@click.option("--host", default=HOST, show_default=True, help=say("Адрес", "Address"))
@click.option("--port", default=PORT, show_default=True, help=say("Порт", "Port"))
@lang
def serve(data: Path | None, host: str, port: int) -> None:
    """Refuses when the schema is not this program's; never migrates by itself."""
    from webapp.cli.system import opened
    from webapp.settings import read_settings

    with opened(data) as system:
        settings = with_hosts(read_settings(data), host)
        if not settings.hosts:
            click.echo(
                say(
                    "Назовите имена сайта в GRIF_HOSTS: иначе принимается любое",
                    "Name the site's names in GRIF_HOSTS: any is taken otherwise",
                ),
                err=True,
            )
        click.echo(say(f"Открыто: http://{host}:{port}/", f"Serving at http://{host}:{port}/"))
        run(system, settings, host, port)


def with_hosts(settings: Settings, host: str) -> Settings:
    """The names this site answers to: as set, else those of this machine when it serves no other."""
    if settings.hosts or host not in LOOPBACK:
        return settings
    return replace(settings, hosts=LOOPBACK)


def run(system: System, settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted; the worker ends after the job in hand."""
    import waitress

    from webapp import create_app

    hands = worker(system)
    hands.start()
    try:
        waitress.serve(
            create_app(settings, system.database), host=host, port=port, threads=THREADS, ident="grif"
        )
    finally:
        hands.stop()


def worker(system: System) -> Worker:
    """The worker of an installation."""
    from storage.operations import waiting_addresses
    from webapp.mail import Mail
    from webapp.worker import Worker, handlers

    def addresses(key: EditionKey, on: date) -> list[Waiting]:
        with system.database.read() as connection:
            return waiting_addresses(connection, key, on)

    return Worker(
        system.database.work,
        handlers(system.reads, addresses, Mail.of(system.settings), system.settings.site),
    )
