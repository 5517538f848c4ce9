"""`grif export`: an edition as a file for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.places import asked
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say
from webapp.cli.speech import organisation as organisation_option

if TYPE_CHECKING:
    pass


@click.command(
    help=say(
        "Выгрузить редакцию: Word (docx) или Akoma Ntoso 3.0 (akn). "
        "DOCUMENT – 12, 12@2, gymnasium/12@2024-03-01.",
        "Export an edition: Word (docx) or Akoma Ntoso 3.0 (akn). "
        "DOCUMENT: 12, 12@2, gymnasium/12@2024-03-01.",
    )
)
@click.argument("document")
@click.option(
    "--as",
    "form",
    type=click.Choice(("docx", "akn")),
    required=True,
    help=say("В каком виде", "In which form"),
)
@click.option(
    "--edition", type=int, help=say("Редакция (иначе действующая)", "Edition (else the one in force)")
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    required=True,
    help=say("Куда записать", "Where to write"),
)
@organisation_option
@data_option
@lang
def export(
    document: str,
    form: str,
    edition: int | None,
    output: Path,
    organisation: str | None,
    data: Path | None,
) -> None:
    """The edition with its annexes and approvals; the same edition and sign-offs give the same bytes."""
    from webapp.cli.system import opened
    from workflow.services import exporting

    chosen = next(one for one in exporting.FORMS if one == form)
    with opened(data) as system:
        key, day = asked(system, document, organisation, edition)
        today = system.moment(key.organisation).today
        actor = system.administrator(key.organisation, today)
        content = exporting.export(system.reads, actor, key, chosen, today, day)
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    click.echo(
        say(
            f"{output}: редакция {key.edition}, {len(content)} байт",
            f"{output}: edition {key.edition}, {len(content)} bytes",
        )
    )
