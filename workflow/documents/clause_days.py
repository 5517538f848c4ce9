"""Clauses with a day of their own: which are meant by typed numbers, and which day may be theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from workflow.documents.clauses import Clause, walk
from workflow.documents.dates import numeric
from workflow.values import Text

_BETWEEN = re.compile(r"[,;\s]+")


def meant(labels: str, clauses: Iterable[Clause]) -> tuple[list[Clause], list[Text]]:
    """The clauses of the typed numbers, each once; a fault for a number that names none, or several."""
    known: dict[str, list[Clause]] = {}
    for one in walk(clauses):
        if one.label:
            known.setdefault(bare(one), []).append(one)
    found, faults = [], []
    for label in typed(labels):
        named = known.get(label, [])
        if len(named) == 1:
            found.append(named[0])
        else:
            faults.append((_SEVERAL if named else _NO_CLAUSE).filled(label=label))
    if not found and not faults:
        faults.append(_NO_CLAUSES)
    return found, faults


def typed(labels: str) -> list[str]:
    """The numbers as typed, each once, without their marks."""
    return list(dict.fromkeys(_split(labels)))


def bare(one: Clause) -> str:
    """The clause's number without its mark."""
    return one.label.rstrip(".)")


def day_fault(since: date, edition_from: date, edition_until: date | None) -> Text | None:
    """Why the clauses of an edition in force between those days cannot enter on that one."""
    if since <= edition_from:
        return _EARLY.filled(day=numeric(edition_from))
    if edition_until is not None and since >= edition_until:
        return _AFTER.filled(day=numeric(edition_until))
    return None


def _split(labels: str) -> Iterator[str]:
    return (label.rstrip(".)") for label in _BETWEEN.split(labels.strip()) if label)


_NO_CLAUSES = Text("Впишите номера пунктов", "Give the numbers of the clauses")
_NO_CLAUSE = Text("Пункта {label} в этой редакции нет", "There is no clause {label} in this edition")
_SEVERAL = Text(
    "Номер {label} в этой редакции не один: назовите пункт, которому он принадлежит",
    "Number {label} is not the only one in this edition: name the clause that it belongs to",
)
_EARLY = Text(
    "Позже дня, с которого действует вся редакция: {day}", "After the day of the whole edition: {day}"
)
_AFTER = Text("К этому дню редакция утратит силу: {day}", "The edition lapses before that day: {day}")
