"""`grif text`: what a document says on a day."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, say
from webapp.cli.speech import organisation as organisation_option
from workflow.values import DocumentKey, Text

if TYPE_CHECKING:
    from workflow.documents.document import EditionText
    from workflow.documents.waiting import Waits
    from workflow.services.in_force import OnDay

_ADDRESS = re.compile(r"(?:([\w-]+)/)?([1-9]\d{0,8})(?:@(\d{4}-\d{2}-\d{2}))?")


@click.command(
    help=say(
        "Текст документа, действующий на дату. DOCUMENT – 12, gymnasium/12 или 12@2024-03-01.",
        "The text in force on a day. DOCUMENT is 12, gymnasium/12 or 12@2024-03-01.",
    )
)
@click.argument("document")
@organisation_option
@data_option
@json_option
@lang
def text(document: str, organisation: str | None, data: Path | None, as_json: bool) -> None:
    """Exit 1 and why when no edition is in force on that day; today unless a day is named."""
    from webapp.cli.system import opened
    from workflow.errors import NotFound
    from workflow.services.in_force import on_day

    named, number, typed = _place(document)
    with opened(data) as system:
        of = system.one_organisation(named or organisation)
        at = system.moment(of)
        key = DocumentKey(of, number)
        try:
            actor = system.administrator(of, at.today)
            found = on_day(system.reads, actor, key, typed or at.today, at.today)
        except NotFound:
            raise NotFound(_NO_DOCUMENT.filled(place=f"{of}/{number}")) from None
    if found.opened is None:
        raise NotFound(found.why or _NO_DOCUMENT)
    _tell(found, as_json)


def _tell(found: OnDay, as_json: bool) -> None:
    from webapp.api.documents import facts
    from workflow.documents.annexes import all_clauses
    from workflow.documents.dates import numeric

    edition = found.opened.edition
    if as_json:
        click.echo(json.dumps(facts(found, edition), ensure_ascii=False, indent=1))
        return
    said, day = found.text, numeric(found.day)
    head = say(
        f"Текст на {day}: редакция {edition.key.edition}, SHA-256 {edition.sha256}",
        f"Text on {day}: edition {edition.key.edition}, SHA-256 {edition.sha256}",
    )
    mended = edition.corrected
    corrected = mended and say(
        f"С редакционной правкой от {numeric(mended.day)}: SHA-256 читаемого текста {mended.sha256}",
        f"As editorially corrected on {numeric(mended.day)}: SHA-256 of the text read {mended.sha256}",
    )
    labels = {one.uid: one.label for one in all_clauses(said)}
    late = [_late(labels.get(uid, uid), one) for uid, one in found.late.items()]
    parts = [head, corrected, *late, *_whole(said)]
    for one in found.annexes:
        note = f" ({say(one.note.ru, one.note.en)})" if one.note else ""
        parts += [say(f"Приложение {one.turn}{note}", f"Annex {one.turn}{note}"), *_whole(one.text)]
    click.echo("\n\n".join(part for part in parts if part))


def _late(label: str, one: Waits) -> str:
    """From when a clause holds, and what holds in its place until then."""
    from workflow.documents.dates import numeric
    from workflow.documents.reading import plain

    day = numeric(one.since)
    if one.former is None:
        return say(f"Пункт {label} вступает в силу {day}", f"Clause {label} comes into force on {day}")
    former = plain((one.former,)).rstrip()
    return say(
        f"Пункт {label} вступает в силу {day}, до этого дня действует прежний:\n{former}",
        f"Clause {label} comes into force on {day}; until then the former one holds:\n{former}",
    )


def _whole(said: EditionText) -> tuple[str, ...]:
    from workflow.documents.reading import plain

    return said.title, said.preamble, plain(said.clauses).rstrip()


def _place(document: str) -> tuple[str | None, int, date | None]:
    """The organisation and the day, if they are named, and the number. Raises UsageError."""
    found = _ADDRESS.fullmatch(document)
    try:
        day = date.fromisoformat(found[3]) if found and found[3] else None
    except ValueError:
        found = None
    if found is None:
        raise click.UsageError(
            say(
                "DOCUMENT – это номер, ОРГАНИЗАЦИЯ/НОМЕР или с датой: gymnasium/12@2024-03-01",
                "DOCUMENT is a number or ORGANISATION/NUMBER, or with a day: gymnasium/12@2024-03-01",
            )
        )
    return found[1], int(found[2]), day


_NO_DOCUMENT = Text("Документа {place} нет", "There is no document {place}")
