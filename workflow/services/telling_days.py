"""The days on which an edition was published and made known, as people tell them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.documents.dates import numeric
from workflow.documents.document import Edition
from workflow.documents.life import DayKind, ToldDay
from workflow.errors import Invalid, Refused
from workflow.governance.people import Actor
from workflow.journal import Event
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services.replay import earlier
from workflow.services.reviewing import review
from workflow.values import EditionKey, Text

MAX_NOTE = 300


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of an edition: which of its days, when, and where that is seen."""

    key: EditionKey
    what: DayKind
    day: date | None
    note: str = ""
    command: str | None = None


def tell_day(store: Store, actor: Actor, telling: Telling, at: Moment) -> None:
    """Keep the day; a new word on it takes the place of the former, which the journal keeps.

    Raises Refused of an edition that nobody has approved, Invalid of a day that cannot be.
    """
    key = telling.key
    member = require(actor, Permission.TELL_DAY, key.organisation)
    with store.work() as work:
        document = work.documents.get(key.of)
        if earlier(work, key.organisation, telling.command, "day_told", key.of):
            return
        edition = work.documents.edition(key)
        if edition.in_force_from is None:
            raise Refused("not-approved", _NOT_APPROVED.filled(edition=key.edition))
        told = _checked(work, telling, edition, at, paper=document.paper)
        work.force.tell_day(key, telling.what, told, actor.person, at.now)
        event = Event(
            "day_told",
            actor.person,
            member.kind,
            {"edition": key.edition, "what": telling.what, "day": told.day.isoformat(), "note": told.note},
            {"name": actor.name.full},
        )
        work.journal.record(key.of, at.now, [event], telling.command)
        review(work, key, at)


def _checked(work: Work, telling: Telling, edition: Edition, at: Moment, *, paper: bool) -> ToldDay:
    """The day as it may stand. What old paper says is recorded as it is. Raises Invalid."""
    day, note = telling.day, telling.note.strip()
    decided = max(
        (one.decided_on for one in work.cases.sign_offs(edition.key) if one.decided_on), default=None
    )
    fields: dict[str, Text] = {}
    if day is None:
        fields["day"] = _NO_DAY
    elif day > at.today:
        fields["day"] = _AHEAD.filled(today=numeric(at.today))
    elif not paper and decided is not None and day < decided:
        fields["day"] = _BEFORE.filled(day=numeric(decided))
    if len(note) > MAX_NOTE:
        fields["note"] = _LONG
    if fields or day is None:
        raise Invalid(fields)
    return ToldDay(day, note)


_NOT_APPROVED = Text(
    "Редакция {edition} не утверждена: её ещё не публикуют и с ней не знакомят",
    "Edition {edition} is not approved: it is neither published nor made known yet",
)
_NO_DAY = Text("Впишите дату", "Give the date")
_AHEAD = Text("Этот день ещё не наступил: сегодня {today}", "That day has not come: today is {today}")
_BEFORE = Text("Раньше утверждения: решение принято {day}", "Before its approval: it was decided on {day}")
_LONG = Text("Длиннее 300 знаков", "Over 300 characters")
