"""`grif jobs`: what waits to be done after a commit, and doing it now."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say


@click.group(help=say("Отложенная работа: печать актов, письма.", "Work that waits: printing, mail."))
def jobs() -> None:
    """The worker of `grif serve` does the same."""


@jobs.command("list", help=say("Что ждёт и что не получилось.", "What waits and what failed."))
@data_option
@json_option
@lang
def list_(data: Path | None, as_json: bool) -> None:
    """Jobs that are done are only counted."""
    from storage.jobs import counts
    from storage.operations import unfinished_jobs
    from webapp.cli.system import opened

    with opened(data) as system, system.database.read() as connection:
        found, states = unfinished_jobs(connection), counts(connection)
    if as_json:
        told = {"counts": states, "jobs": [asdict(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one in found:
        error = f": {one.error}" if one.error else ""
        click.echo(f"{one.run_at}  {one.state}  {one.kind}  {one.organisation}  {one.attempt}{error}")
    click.echo(
        say(
            f"Ждёт {states.get('waiting', 0)}, не получилось {states.get('failed', 0)}, "
            f"сделано {states.get('done', 0)}",
            f"{states.get('waiting', 0)} waiting, {states.get('failed', 0)} failed, "
            f"{states.get('done', 0)} done",
        )
    )


@jobs.command(help=say("Сделать всё, чему пришёл срок.", "Do everything that is due."))
@data_option
@lang
def run(data: Path | None) -> None:
    """Exit 0 even when a job failed: it is tried again later, and `grif jobs list` tells why."""
    from webapp.cli.serve import worker
    from webapp.cli.system import opened

    with opened(data) as system:
        tried = worker(system).run_due()
    click.echo(say(f"Выполнено заданий: {tried}", f"Jobs tried: {tried}"))
