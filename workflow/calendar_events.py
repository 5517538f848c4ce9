"""What all sentences of the history are given; those of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.governance.calendar import KINDS, school_year_title
from workflow.values import PartyKey, Text


@dataclass(frozen=True, slots=True)
class Known:
    """The names that sentences need, as of the event.

    Of parties; of the states that an edition's case has, by the workflow beside its chain, if it is of one.
    """

    party: Callable[[PartyKey], str]
    state: Callable[[int, str, str], Text]


Facts = Mapping[str, Any]
Sentence = Callable[[Facts, Known], tuple[Text, ...]]


def day(iso: object) -> str:
    """An ISO day as people write it: 28.04.2023."""
    return f"{date.fromisoformat(str(iso)):%d.%m.%Y}"


def days_said(facts: Facts, _known: Known) -> tuple[Text, ...]:
    """The days that an organisation says are working or not."""
    said = [(day(iso), KINDS[kind], title) for iso, kind, title, _moved in facts["days"]]
    ru = "; ".join(f"{on} – {kind.ru}{title and f' ({title})'}" for on, kind, title in said)
    en = "; ".join(f"{on} – {kind.en}{title and f' ({title})'}" for on, kind, title in said)
    return (Text(f"Календарь: {ru}", f"Calendar: {en}"),)


def vacations_said(facts: Facts, _known: Known) -> tuple[Text, ...]:
    """The vacations of a school year."""
    year = school_year_title(facts["first"])
    spans = [(day(since), day(until), title) for since, until, title in facts["vacations"]]
    said = "; ".join(f"{title} {since} – {until}".strip() for since, until, title in spans) or "–"
    ru = f"Каникулы {year} учебного года (до дня начала занятий): {said}"
    return (Text(ru, f"Vacations of {year} (until lessons begin): {said}"),)
