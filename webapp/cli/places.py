"""Which edition a command is asked for: a document's number, an edition of it or a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from webapp.cli.speech import say
from workflow.values import DocumentKey, EditionKey, Text

if TYPE_CHECKING:
    from webapp.cli.system import System


def asked(
    system: System, document: str, organisation: str | None, edition: int | None = None
) -> tuple[EditionKey, date | None]:
    """The edition of `12`, `gymnasium/12`, `12@2` or `12@2024-03-01`, and the day as on which it is read.

    That is today where nothing but the document is named, and none where an edition is.
    Raises UsageError; NotFound saying why there is none.
    """
    said, _, after = document.partition("@")
    day = _day(after)
    named, number = _place(said)
    key = DocumentKey(system.one_organisation(named or organisation), number)
    if day:
        return _in_force(system, key, day), day
    chosen = int(after) if after else edition
    return _edition(system, key, chosen), None if chosen else system.moment(key.organisation).today


def _place(document: str) -> tuple[str | None, int]:
    """The organisation, if it is named, and the number. Raises UsageError."""
    named, _, number = document.rpartition("/")
    if not number.isdecimal() or int(number) == 0:
        raise click.UsageError(
            say(
                "DOCUMENT – это номер или ОРГАНИЗАЦИЯ/НОМЕР: gymnasium/12",
                "DOCUMENT is a number or ORGANISATION/NUMBER: gymnasium/12",
            )
        )
    return named or None, int(number)


def _edition(system: System, key: DocumentKey, edition: int | None) -> EditionKey:
    """The named edition, else the one in force, else the last. Raises NotFound."""
    from workflow.errors import NotFound

    try:
        document = system.reads.document(key)
        wanted = EditionKey(*key, edition or document.in_force or document.editions)
        system.reads.edition(wanted)
    except NotFound:
        raise NotFound(_NO_EDITION.filled(place="/".join(map(str, key)))) from None
    return wanted


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


_NO_EDITION = Text(
    "Документа {place} или такой редакции нет", "There is no document {place} or no such edition"
)
