"""The life of a document: the five dates of each edition, and what happened in the order of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflow.documents.dates import numeric
from workflow.documents.force import Days
from workflow.values import Text

DayKind = Literal["published", "acquainted"]
DAY_KINDS: tuple[DayKind, ...] = ("published", "acquainted")
HappeningKind = Literal[
    "decided", "registered", "in_force", "clauses", "annex", "published", "acquainted", "corrected", "lapsed"
]


@dataclass(frozen=True, slots=True)
class Basis:
    """The order or protocol by which something holds: its own date, and the day it was entered."""

    instrument: str
    number: str
    dated: date
    registered: date | None = None

    def said(self, forms: dict[str, Text]) -> Text:
        """It in one of the forms below: «приказ от 12.04.2024 № 220», «приказом …»."""
        return forms[self.instrument].filled(number=self.number, dated=numeric(self.dated))


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day that a person recorded, with where it is seen: a page of the site, a sheet."""

    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class LateClause:
    """A clause that comes into force on a day of its own; None once that was taken back."""

    uid: str
    label: str
    since: date | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedOn:
    """An editorial correction: its turn in the edition, its day, why and by whom it was made."""

    number: int
    day: date
    reason: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class EditionLife:
    """One edition: by what it was decided, when in force, published, made known, corrected, repealed.

    `known_only`: its first day is one on which old paper is known to have been in force.
    """

    edition: int
    sha256: str
    days: Days | None = None
    basis: Basis | None = None
    published: ToldDay | None = None
    acquainted: ToldDay | None = None
    corrected: tuple[CorrectedOn, ...] = ()
    repealed_by: Basis | None = None
    late: tuple[LateClause, ...] = ()
    known_only: bool = False

    def own_days(self) -> dict[str, date]:
        """The clauses that were told a day of their own in this edition."""
        return {one.uid: one.since for one in self.late if one.since is not None}


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened to an edition on a day, in words; `ahead` when the day is still to come."""

    day: date
    edition: int
    kind: HappeningKind
    said: Text
    ahead: bool


def happenings(
    known: Sequence[EditionLife], today: date, annexes: Iterable[Happening] = ()
) -> list[Happening]:
    """All that happened and what is to come, by day; on one day what ends stands before what begins.

    `annexes` is what happened to those that change apart from the act.
    """
    told = (
        Happening(day, one.edition, kind, said, today < day)
        for one in known
        for day, kind, said in _of(one, known, today)
    )
    return sorted((*told, *annexes), key=lambda each: (each.day, _TURN.index(each.kind), each.edition))


def _of(
    one: EditionLife, known: Sequence[EditionLife], today: date
) -> Iterator[tuple[date, HappeningKind, Text]]:
    number = {"edition": one.edition}
    if one.basis is not None:
        yield from _decided(one.basis, number)
    if one.days is not None and one.days.lasted:
        since, until = one.days.since, one.days.until
        began = _KNOWN if one.known_only else _WILL if today < since else _DID
        yield since, "in_force", began.filled(**number)
        if until is not None:
            yield until, "lapsed", _lapsed(one, known, until, today)
    for since, labels in _late(one):
        # An act that is repealed before the day lets none of its clauses in any more.
        if not any(other.days is not None and other.days.holds(since) for other in known):
            continue
        told = (_CLAUSES_WILL if today < since else _CLAUSES_DID).filled(labels=labels, **number)
        yield since, "clauses", told
    if one.published is not None:
        yield one.published.day, "published", _with_note(_PUBLISHED.filled(**number), one.published)
    if one.acquainted is not None:
        yield one.acquainted.day, "acquainted", _with_note(_ACQUAINTED.filled(**number), one.acquainted)
    for each in one.corrected:
        told = _CORRECTED.filled(**number)
        yield each.day, "corrected", Text(f"{told.ru}: {each.reason}", f"{told.en}: {each.reason}")


def _late(one: EditionLife) -> Iterator[tuple[date, str]]:
    """Each day with the numbers of the clauses that come into force on it."""
    for since in sorted({each.since for each in one.late if each.since}):
        yield since, ", ".join(each.label for each in one.late if each.since == since)


def _decided(basis: Basis, number: dict[str, int]) -> Iterator[tuple[date, HappeningKind, Text]]:
    yield basis.dated, "decided", _DECIDED[basis.instrument].filled(number=basis.number, **number)
    if basis.registered is not None and basis.registered != basis.dated:
        told = _REGISTERED[basis.instrument].filled(number=basis.number, dated=numeric(basis.dated))
        yield basis.registered, "registered", told


def _lapsed(one: EditionLife, known: Sequence[EditionLife], until: date, today: date) -> Text:
    """By what it ended: the edition that took its place, else the order that repealed it."""
    ahead = today < until
    for other in known:
        if other.days is not None and other.days.lasted and other.days.since == until:
            place = {"edition": one.edition, "other": other.edition}
            return (_WILL_BE_REPLACED if ahead else _REPLACED).filled(**place)
    told = (_WILL_LAPSE if ahead else _LAPSED).filled(edition=one.edition)
    if one.repealed_by is None:
        return told
    by = one.repealed_by.said(NOMINATIVE)
    return Text(f"{told.ru} ({by.ru})", f"{told.en} ({by.en})")


def _with_note(told: Text, day: ToldDay) -> Text:
    return Text(f"{told.ru}: {day.note}", f"{told.en}: {day.note}") if day.note else told


_TURN: tuple[HappeningKind, ...] = (
    "lapsed", "decided", "registered", "in_force", "clauses", "annex", "published", "acquainted", "corrected",
)  # fmt: skip
NOMINATIVE = {
    "order": Text("приказ от {dated} № {number}", "order of {dated} No. {number}"),
    "protocol": Text("протокол от {dated} № {number}", "protocol of {dated} No. {number}"),
}
GENITIVE = {
    "order": Text("приказа от {dated} № {number}", "order of {dated} No. {number}"),
    "protocol": Text("протокола от {dated} № {number}", "protocol of {dated} No. {number}"),
}
INSTRUMENTAL = {
    "order": Text("приказом от {dated} № {number}", "by order of {dated} No. {number}"),
    "protocol": Text("протоколом от {dated} № {number}", "by protocol of {dated} No. {number}"),
}
_DECIDED = {
    "order": Text(
        "Редакция {edition} утверждена: приказ № {number}", "Edition {edition} approved: order No. {number}"
    ),
    "protocol": Text(
        "Редакция {edition} принята: протокол № {number}", "Edition {edition} adopted: protocol No. {number}"
    ),
}
_REGISTERED = {
    "order": Text("Приказ № {number} от {dated} внесён в журнал", "Order No. {number} of {dated} registered"),
    "protocol": Text(
        "Протокол № {number} от {dated} внесён в журнал", "Protocol No. {number} of {dated} registered"
    ),
}
_DID = Text("Редакция {edition} вступила в силу", "Edition {edition} came into force")
_WILL = Text("Редакция {edition} вступит в силу", "Edition {edition} will come into force")
_CLAUSES_DID = Text(
    "Вступили в силу пункты редакции {edition}: {labels}",
    "Clauses of edition {edition} came into force: {labels}",
)
_CLAUSES_WILL = Text(
    "Вступят в силу пункты редакции {edition}: {labels}",
    "Clauses of edition {edition} will come into force: {labels}",
)
_KNOWN = Text(
    "Известна редакция {edition}: день вступления в силу на бумаге не указан",
    "Edition {edition} is known: the paper does not say when it came into force",
)
_REPLACED = Text(
    "Редакция {edition} утратила силу: её сменила редакция {other}",
    "Edition {edition} lapsed: edition {other} took its place",
)
_WILL_BE_REPLACED = Text(
    "Редакция {edition} утратит силу: её сменит редакция {other}",
    "Edition {edition} will lapse: edition {other} takes its place",
)
_LAPSED = Text("Редакция {edition} признана утратившей силу", "Edition {edition} was repealed")
_WILL_LAPSE = Text("Редакция {edition} утратит силу", "Edition {edition} will lapse")
_PUBLISHED = Text("Редакция {edition} опубликована", "Edition {edition} was published")
_ACQUAINTED = Text("С редакцией {edition} ознакомлены", "Edition {edition} was made known")
_CORRECTED = Text("Редакционная правка редакции {edition}", "Editorial correction of edition {edition}")
