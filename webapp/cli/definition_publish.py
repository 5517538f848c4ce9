"""`grif definition publish`: a definition is taken into use for kinds of document of an organisation."""

from __future__ import annotations

from pathlib import Path

import click

from webapp.cli.definition_source import read
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from webapp.cli.speech import organisation as organisation_option


@click.command(
    help=say(
        "Ввести цепочку SOURCE в организации: файл (YAML или definition.xml) или id готовой.",
        "Publish SOURCE in an organisation: a file (YAML or definition.xml), or the id of a shipped one.",
    )
)
@click.argument("source", metavar="SOURCE")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    help=say("Вид документов вместо названных в ней", "A kind of document in place of its own"),
)
@organisation_option
@data_option
@lang
def publish(source: str, kinds: tuple[str, ...], organisation: str | None, data: Path | None) -> None:
    """Acts in the name of the organisation's administrator; prints the hash. What is published stays so."""
    from webapp.cli.system import opened
    from workflow.services import chains

    definition = read(source, language())
    with opened(data) as system:
        of = system.one_organisation(organisation)
        at = system.moment(of)
        actor = system.administrator(of, at.today)
        click.echo(chains.publish(system.people, actor, of, definition, at, kinds))
