"""The sentences of a history that tell what became of an edition once it was decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workflow.documents.dates import numeric
from workflow.values import Text

Facts = Mapping[str, Any]


def _in_force(facts: Facts, _known: object) -> tuple[Text, ...]:
    return (_BEGAN.filled(edition=facts["edition"], day=_day(facts["since"])),)


def _repealed(facts: Facts, _known: object) -> tuple[Text, ...]:
    return (_ENDED.filled(edition=facts["edition"], day=_day(facts["until"])),)


def _unrepealed(facts: Facts, _known: object) -> tuple[Text, ...]:
    return (_STAYS.filled(edition=facts["edition"]),)


def _imported(facts: Facts, _known: object) -> tuple[Text, ...]:
    said = _FROM_PAPER.filled(edition=facts["edition"])
    if "known_as_of" not in facts:
        return (said,)
    known = _KNOWN.filled(day=_day(facts["known_as_of"]))
    return (Text(f"{said.ru}{known.ru}", f"{said.en}{known.en}"),)


def _day_told(facts: Facts, _known: object) -> tuple[Text, ...]:
    """The day on which an edition was published or made known, and where that is seen."""
    said = _DAYS[facts["what"]].filled(edition=facts["edition"], day=_day(facts["day"]))
    note = f": {facts['note']}" if facts["note"] else ""
    return (Text(f"{said.ru}{note}", f"{said.en}{note}"),)


def _clauses_told(facts: Facts, _known: object) -> tuple[Text, ...]:
    """Which clauses of which edition come into force on a day of their own, or with it after all."""
    labels = ", ".join(label for _, label in facts["clauses"])
    if facts["since"] is None:
        return (_WITH_ALL.filled(edition=facts["edition"], labels=labels),)
    day, basis = _day(facts["since"]), facts["basis"]
    said = _LATER.filled(edition=facts["edition"], labels=labels, day=day)
    return (Text(f"{said.ru} ({basis})", f"{said.en} ({basis})"),)


def _corrected(facts: Facts, _known: object) -> tuple[Text, ...]:
    """Which unit of which edition was mended; the reason is the event's remark."""
    told = _CORRECTED.filled(number=facts["number"], edition=facts["edition"])
    unit = Text(*facts["unit"])
    now = _NOW.filled(sha256=facts["text"][:16])
    return (Text(f"{told.ru}: {unit.ru}", f"{told.en}: {unit.en}"), now)


def _annex_begun(facts: Facts, _known: object) -> tuple[Text, ...]:
    return (_APART.filled(**facts),)


def _day(iso: str) -> str:
    return numeric(date.fromisoformat(iso))


_FROM_PAPER = Text("Внесена с бумаги редакция {edition}", "Edition {edition} was put in from paper")
_KNOWN = Text(", известна на {day}", ", known as of {day}")
_LATER = Text(
    "Пункты редакции {edition} вступают в силу {day}: {labels}",
    "Clauses of edition {edition} come into force on {day}: {labels}",
)
_WITH_ALL = Text(
    "Пункты редакции {edition} вступают в силу вместе с ней: {labels}",
    "Clauses of edition {edition} come into force with it: {labels}",
)
_BEGAN = Text("Редакция {edition} вступила в силу {day}", "Edition {edition} came into force on {day}")
_ENDED = Text("Редакция {edition} утратила силу {day}", "Edition {edition} lapsed on {day}")
_STAYS = Text(
    "Редакция {edition} не утрачивает силы: пункт приказа отменён",
    "Edition {edition} does not lapse: the order's point is revoked",
)
_DAYS: Mapping[str, Text] = {
    "published": Text("Редакция {edition} опубликована {day}", "Edition {edition} was published on {day}"),
    "acquainted": Text(
        "С редакцией {edition} ознакомлены {day}", "Edition {edition} was made known on {day}"
    ),
}
_CORRECTED = Text(
    "Редакционная правка {number} редакции {edition}", "Editorial correction {number} of edition {edition}"
)
_APART = Text(
    "Приложение № {turn} меняется отдельно от акта: документ № {annex} «{title}»",
    "Annex {turn} changes apart from the act: document No. {annex} “{title}”",
)
_NOW = Text("SHA-256 исправленного текста {sha256}…", "SHA-256 of the corrected text {sha256}…")
SENTENCES: Mapping[str, Callable[[Facts, object], tuple[Text, ...]]] = {
    "in_force": _in_force,
    "repealed": _repealed,
    "unrepealed": _unrepealed,
    "day_told": _day_told,
    "edition_imported": _imported,
    "clauses_told": _clauses_told,
    "edition_corrected": _corrected,
    "annex_begun": _annex_begun,
}
"""What is said of each kind of event."""
