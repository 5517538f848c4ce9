"""`grif verify`: proof that nothing was changed since it was written."""

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
    from storage.verification import Fault

STEP = 100
"""Documents between two words of progress."""


@click.command(
    help=say(
        "Проверить журнал, тексты редакций, отметки и файлы; назвать каждое расхождение.",
        "Check the journal, the texts, the sign-offs and the files; name everything that does not fit.",
    )
)
@organisation_option
@data_option
@json_option
@lang
def verify(organisation: str | None, data: Path | None, as_json: bool) -> None:
    """Exit 0 when all is whole, 1 when anything is not."""
    from webapp.cli.system import opened

    with opened(data) as system:
        of = system.one_organisation(organisation) if organisation else None
        with system.database.read() as connection:
            counts, faults = _checked(connection, of)
    if as_json:
        told = {"whole": not faults, **counts, "faults": faults}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _tell(counts, faults)
    click.get_current_context().exit(1 if faults else 0)


def _checked(connection: Any, of: str | None) -> tuple[dict[str, int], list[dict[str, Any]]]:
    from storage import ownership, verification

    counts = Counter({"documents": 0, "editions": 0, "sign_offs": 0, "files": 0})
    faults: list[dict[str, Any]] = []
    for one in verification.documents(connection, of):
        counts.update(documents=int(one.key.document > 0), editions=one.editions, sign_offs=one.sign_offs)
        faults += [_fact(one.key.organisation, one.key.document, fault) for fault in one.faults]
        _progress(counts["documents"])
    for key, unowned in ownership.unowned(connection, of):
        faults.append(_fact(key.organisation, key.document, unowned))
    for organisation, fault in verification.files(connection, of):
        counts.update(files=1)
        faults += [_fact(organisation, None, fault)] if fault else []
    return dict(counts), faults


def _fact(organisation: str, document: int | None, fault: Fault) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "document": document,
        "edition": fault.edition,
        "message": fault.message.said(language()),
    }


def _progress(done: int) -> None:
    if done and done % STEP == 0 and sys.stderr.isatty():
        click.echo(say(f"\rПроверено документов: {done}", f"\rDocuments checked: {done}"), nl=False, err=True)


def _tell(counts: dict[str, int], faults: list[dict[str, Any]]) -> None:
    for one in faults:
        place = "/".join(str(part) for part in (one["organisation"], one["document"]) if part is not None)
        click.echo(f"{place}: {one['message']}")
    click.echo(
        say(
            "Проверено: документов {documents}, редакций {editions}, отметок {sign_offs}, файлов {files}",
            "Checked: {documents} documents, {editions} editions, {sign_offs} sign-offs, {files} files",
        ).format(**counts)
    )
    if faults:
        click.echo(say(f"Расхождений: {len(faults)}", f"Faults: {len(faults)}"))
    else:
        click.echo(say("Всё цело", "All is whole"))
