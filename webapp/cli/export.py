"""`grif export`: an edition as a file for other programs."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.archive import edition_key, place
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say
from webapp.cli.speech import organisation as organisation_option
from workflow.values import DocumentKey, EditionKey

if TYPE_CHECKING:
    from webapp.cli.system import System


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
    said, _, after = document.partition("@")
    day = _day(after)
    named, number = place(said)
    with opened(data) as system:
        of = system.one_organisation(named or organisation)
        asked, today = DocumentKey(of, number), system.moment(of).today
        if day:
            key = _in_force(system, asked, day)
        else:
            key = edition_key(system, asked, int(after) if after else edition)
        actor = system.administrator(of, today)
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


def _day(after: str) -> date | None:
    """The day that stands after @; None for nothing or the number of an edition. Raises UsageError."""
    if not after or after.isdecimal():
        return None
    try:
        return date.fromisoformat(after)
    except ValueError:
        said = say(
            "После @ стоит редакция или день: 12@2, 12@2024-03-01",
            "After @ stands an edition or a day: 12@2, 12@2024-03-01",
        )
        raise click.UsageError(said) from None


def _in_force(system: System, key: DocumentKey, day: date) -> EditionKey:
    """The edition in force on a day. Raises NotFound saying why there is none."""
    from workflow.errors import NotFound
    from workflow.services.in_force import on_day

    today = system.moment(key.organisation).today
    actor = system.administrator(key.organisation, today)
    found = on_day(system.reads, actor, key, day, today)
    if found.opened is None:
        raise NotFound(found.why) if found.why else NotFound
    return found.opened.key
