"""What the import screen shows of a brought file: stamps in words, notices to answer, what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from webapp.documents import word_title
from webapp.filters import counted, said
from webapp.grif import actor
from webapp.language import gettext as _
from webapp.parts import Fact, Link
from workflow import policy
from workflow.documents.approvals import Approval
from workflow.documents.clauses import walk
from workflow.documents.reading import Reading, documents
from workflow.documents.reading.brought import Brought, asked
from workflow.documents.reading.lines import shown, split
from workflow.documents.reading.texts import told_title
from workflow.documents.typography import unbroken
from workflow.policy import Permission
from workflow.values import Text

# A book is not shown line by line: its lines are reached from their notices.
MOST_LINES = 3_000
INSTRUMENTS: Mapping[str, Text] = {
    "protocol": Text("протокол", "protocol"),
    "order": Text("приказ", "order"),
    "resolution": Text("постановление", "resolution"),
}


@dataclass(frozen=True, slots=True)
class Stamped:
    """An approval as it was read, with the line where it stands."""

    act: str
    told: str
    line: int
    ambiguous: bool


def screen(organisation: str, brought: Brought) -> dict[str, object]:
    """Everything on the page of a brought file."""
    reading = brought.reading
    found = asked(brought, reading)
    lines = split(brought.transcript.text)
    return {
        "organisation_id": organisation,
        "trail": [
            Link(_("Документы"), url_for("documents.all", organisation=organisation)),
            Link(_("Прочитать файл"), url_for("importing.bring", organisation=organisation)),
        ],
        "brought": brought,
        "reading": reading,
        "readings": list(documents(reading)),
        "facts": _facts(reading),
        "stamps": [_stamped(one) for one in reading.approvals],
        "open": [one for one in found if one.notice.weight == "check" and not one.declined],
        "notes": [one for one in found if one.notice.weight == "note" and not one.declined],
        "left": [one for one in found if one.declined],
        "done": [one for one in brought.answers if one.did != "declined"],
        "lines": [shown(one) for one in lines] if len(lines) <= MOST_LINES else [],
        "may_archive": policy.may(actor(), Permission.IMPORT, organisation),
    }


def _facts(reading: Reading) -> list[Fact]:
    every = sum(1 for part in documents(reading) for _one in walk(part.clauses))
    facts = [
        Fact(_("Название"), told_title(reading) or _("не найдено")),
        Fact(_("Вид документа"), word_title(reading.word) if reading.word else _("не понят")),
        Fact(_("Прочитано"), counted(every, "пункт")),
    ]
    if reading.annexes:
        facts.append(Fact(_("Приложения"), "; ".join(one.title or "–" for one in reading.annexes)))
    return facts


def _stamped(one: Approval) -> Stamped:
    instrument = INSTRUMENTS.get(one.instrument or "")
    number = f"№ {one.number}" if one.number else ""
    dated = _("от %(day)s", day=_day(one.date)) if one.date else ""
    paper = " ".join(part for part in (said(instrument) if instrument else "", number, dated) if part)
    told = "; ".join(part for part in (" ".join(one.by_text.split()), paper, one.signer or "") if part)
    return Stamped(one.act or _("без слова"), unbroken(told), one.lines[0], one.ambiguous)


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))
