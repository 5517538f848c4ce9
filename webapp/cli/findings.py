"""`grif findings`: what does not fit in the records, and looking at every document again."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from webapp.cli.speech import organisation as organisation_option

if TYPE_CHECKING:
    from webapp.cli.system import System

STEP = 20
"""Documents between two words of progress."""


@click.command(
    help=say(
        "Назвать открытые замечания; с --recheck сначала проверить все документы по правилам заново.",
        "Tell the open findings; with --recheck look at every document by the rules again first.",
    )
)
@click.option(
    "--recheck", is_flag=True, help=say("Проверить все документы заново", "Look at every document again")
)
@organisation_option
@data_option
@json_option
@lang
def findings(recheck: bool, organisation: str | None, data: Path | None, as_json: bool) -> None:
    """Exit 0 whatever is found: a finding is work for the auditor, no fault of the command."""
    from webapp.cli.system import opened

    with opened(data) as system:
        of = system.one_organisation(organisation) if organisation else None
        keys = system.reads.archived(of)
        if recheck:
            _recheck(system, keys)
        found = [one for key in keys for one in system.reads.findings_of(key)]
    if as_json:
        told = {"documents": len(keys), "rechecked": recheck, "findings": [_fact(one) for one in found]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _tell(found, len(keys))


def _recheck(system: System, keys: list[Any]) -> None:
    """Each document in a transaction of its own: people go on with their work meanwhile."""
    from workflow.services.reviewing import review_document

    for done, key in enumerate(keys, 1):
        at = system.moment(key.organisation)
        with system.database.work() as work:
            review_document(work, key, at)
        if sys.stderr.isatty() and (done % STEP == 0 or done == len(keys)):
            told = say(f"\rПроверено документов: {done}", f"\rDocuments looked at: {done}")
            click.echo(f"{told} / {len(keys)}", nl=False, err=True)
    if keys and sys.stderr.isatty():
        click.echo(err=True)


def _fact(one: Any) -> dict[str, Any]:
    from workflow.governance.findings import RULES, told

    rule = RULES.get(one.finding.code)
    return {
        "organisation": one.key.organisation,
        "document": one.key.document,
        "edition": one.key.edition,
        "finding": one.id,
        "title": one.title,
        "code": one.finding.code,
        "severity": one.finding.severity,
        "facts": dict(one.finding.facts),
        "message": told(one.finding).said(language()),
        "law": rule.law.said(language()) if rule else "",
        "mend": rule.mend.said(language()) if rule else "",
    }


def _tell(found: list[Any], documents: int) -> None:
    from workflow.governance.findings import told

    for one in found:
        place = f"{one.key.organisation}/{one.key.document}"
        click.echo(f"{place}: {told(one.finding).said(language())}")
    counted = Counter(one.finding.severity for one in found)
    click.echo(
        say(
            "Документов {documents}: нарушений {error}, проверить {warning}, к сведению {note}",
            "{documents} documents: {error} violations, {warning} to check, {note} to note",
        ).format(documents=documents, **{name: counted[name] for name in ("error", "warning", "note")})
    )
