"""`grif import` puts a paper into the archive; `grif pdf` prints an act."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.places import asked
from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from webapp.cli.speech import organisation as organisation_option
from workflow.values import DocumentKey, Text

if TYPE_CHECKING:
    from webapp.cli.system import System
    from workflow.governance.findings import Finding
    from workflow.services.archive import Archived


@click.command(
    "import",
    help=say(
        "Внести бумажный документ в архив: отметки с бумаги, замечания для аудитора.",
        "Put a paper document into the archive: its stamps recorded, findings for the auditor.",
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@organisation_option
@click.option("--chain", metavar="ID", help=say("С какой цепочкой сравнить", "The chain to compare with"))
@click.option(
    "--known-as-of",
    metavar="YYYY-MM-DD",
    help=say(
        "День, на который известно, что текст действовал: если на бумаге нет даты",
        "A day on which the text is known to have been in force, for a paper without a date",
    ),
)
@click.option(
    "--later-of",
    metavar="NUMBER",
    type=click.IntRange(1),
    help=say(
        "Это следующая редакция бумажного документа с этим номером",
        "It is the next edition of the paper document of that number",
    ),
)
@data_option
@json_option
@lang
def import_(
    file: Path,
    organisation: str | None,
    chain: str | None,
    known_as_of: str | None,
    later_of: int | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Acts in the name of the organisation's administrator; the same file twice is put in once."""
    from webapp.cli.read import content_of
    from webapp.cli.system import opened
    from webapp.papers import reading_of
    from workflow.services.archive import PaperFile, Told, put_in

    content = content_of(file)
    paper = PaperFile(file.name, content, reading_of(content))
    with opened(data) as system:
        of = system.one_organisation(organisation)
        at = system.moment(of)
        known = _chain(system, of, chain) if chain else None
        told = Told(_day(known_as_of), DocumentKey(of, later_of) if later_of else None)
        done = put_in(system.database, system.administrator(of, at.today), of, paper, at, known, told)
        found = [(one, _findings(system, one)) for one in done]
    if as_json:
        click.echo(json.dumps(_facts(of, found), ensure_ascii=False, indent=1))
    else:
        for one, findings in found:
            _tell(one, findings)


@click.command(
    help=say(
        "Напечатать акт. DOCUMENT – 12, 12@2, gymnasium/12@2024-03-01.",
        "Print an act. DOCUMENT: 12, 12@2, gymnasium/12@2024-03-01.",
    )
)
@click.argument("document")
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
@click.option(
    "--public",
    is_flag=True,
    help=say("Без персональных данных, для сайта школы", "Without personal data, for the school's site"),
)
@organisation_option
@data_option
@lang
def pdf(
    document: str,
    edition: int | None,
    output: Path,
    public: bool,
    organisation: str | None,
    data: Path | None,
) -> None:
    """The act as it reads on a day; of a named edition the stored one; a draft as it stands."""
    import hashlib

    from webapp.cli.system import opened
    from workflow.services.printing import act, copy
    from workflow.services.publishing import public_copy

    with opened(data) as system:
        key, day = asked(system, document, organisation, edition)
        today = system.moment(key.organisation).today
        actor = system.administrator(key.organisation, today)
        site = system.settings.site
        if public or day:
            draw = public_copy if public else copy
            content = draw(system.reads, actor, key, today, site, day)
        else:
            content = act(system.reads, key, today, site)
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        return
    output.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    click.echo(
        say(
            f"{output}: редакция {key.edition}, {len(content)} байт, SHA-256 {sha256}",
            f"{output}: edition {key.edition}, {len(content)} bytes, SHA-256 {sha256}",
        )
    )


def _day(typed: str | None) -> date | None:
    """The day 2019-03-01. Raises UsageError."""
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise click.UsageError(say(f"Такой даты нет: {typed}", f"There is no such date: {typed}")) from None


def _chain(system: System, organisation: str, named: str) -> str:
    """The hash under which the organisation publishes a chain now. Raises Invalid naming those it has."""
    from workflow.documents.kinds import document_kinds
    from workflow.errors import Invalid

    published = {
        definition.id: digest
        for kind in document_kinds
        for digest, definition in system.reads.published(organisation, kind).items()
        if not definition.beside
    }
    if named not in published:
        raise Invalid({"chain": _NO_CHAIN.filled(known=", ".join(sorted(published)) or "–")})
    return published[named]


def _findings(system: System, one: Archived) -> list[Finding]:
    """The findings of this import, or those still open when the file had been put in before."""
    if not one.replayed:
        return list(one.findings)
    return [each.finding for each in system.reads.findings_of(one.document)]


def _tell(one: Archived, findings: list[Finding]) -> None:
    from workflow.governance.findings import told

    place = f"{one.document.organisation}/{one.document.document}"
    if one.replayed:
        click.echo(
            say(f"{place}: уже в архиве: {one.title}", f"{place}: in the archive already: {one.title}")
        )
    else:
        click.echo(say(f"{place}: внесён: {one.title}", f"{place}: put in: {one.title}"))
    for finding in findings:
        click.echo(f"  {told(finding).said(language())}")
    if not findings:
        click.echo(say("  замечаний нет", "  no findings"))


def _facts(organisation: str, found: list[tuple[Archived, list[Finding]]]) -> dict[str, Any]:
    from workflow.governance.findings import told

    return {
        "organisation": organisation,
        "documents": [
            {
                "document": one.document.document,
                "title": one.title,
                "replayed": one.replayed,
                "findings": [
                    {
                        "code": finding.code,
                        "severity": finding.severity,
                        "facts": dict(finding.facts),
                        "message": told(finding).said(language()),
                    }
                    for finding in findings
                ],
            }
            for one, findings in found
        ],
    }


_NO_CHAIN = Text(
    "Такой цепочки в организации нет (--chain); есть: {known}",
    "The organisation has no such chain (--chain); there are: {known}",
)
