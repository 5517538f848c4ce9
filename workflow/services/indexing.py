"""Indexing for the search: every text that an edition reads on some of its days, each with those days."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from workflow.documents.annexes import all_clauses
from workflow.documents.document import Edition, canonical_text
from workflow.documents.force import Days
from workflow.documents.search_lines import Indexed, lines
from workflow.documents.waiting import Told, in_force_then, own_days
from workflow.documents.wordings import Version
from workflow.ports import Work
from workflow.services.correcting import as_on
from workflow.values import DocumentKey


def index(work: Work, key: DocumentKey) -> int:
    """Index the editions of a document that have days in force and read otherwise; returns how many."""
    told, known = work.search.told(key), work.search.known(key)
    editions = [work.documents.edition(one) for one in work.search.editions(key)]
    lasted = sorted(
        (one for one in editions if _days(one).lasted), key=lambda one: (_days(one).since, one.key)
    )
    changed = 0
    for turn, one in enumerate(lasted, 1):
        read = tuple(_readings(work, lasted[:turn], told))
        if tuple(each.hash for each in read) != known.get(one.key.edition, ()):
            work.search.keep(one.key, read)
            changed += 1
    return changed


def _readings(work: Work, editions: Sequence[Edition], told: Told) -> Iterator[Indexed]:
    """The texts of the last edition: another on each day of a correction, or of clauses that waited."""
    last = editions[-1]
    said: dict[str, str] = {}
    bounds = sorted(day for day in _bounds(work, editions, told) if _days(last).since < day)
    for since, until in zip([None, *bounds], [*bounds, None], strict=True):
        day = since or _days(last).since
        known = _versions(work, editions, day)
        days = own_days(known, told)[last.key.edition] if told else {}
        text = in_force_then(known, told, day) if told else known[-1].text
        now = {one.uid: one.text for one in all_clauses(text)}
        entered = {uid: own for uid, own in days.items() if own == since and now.get(uid) != said.get(uid)}
        said = now
        hashed = hashlib.sha256(f"{since} {until} {sorted(entered.items())}".encode() + canonical_text(text))
        yield Indexed(since, until, hashed.hexdigest(), entered, tuple(lines(text)))


def _bounds(work: Work, editions: Sequence[Edition], told: Told) -> Iterator[date]:
    last = editions[-1]
    corrected, days = last.corrected, set[date]()
    while corrected is not None:
        days.add(corrected.day)
        corrected = work.force.correction(last.key, corrected.number - 1) if corrected.number > 1 else None
    if told:
        days.update(own_days(_versions(work, editions, date.max), told)[last.key.edition].values())
    yield from (day for day in days if last.in_force_until is None or day < last.in_force_until)


def _versions(work: Work, editions: Sequence[Edition], day: date) -> tuple[Version, ...]:
    """The editions as they read on that day."""
    return tuple(
        Version(one.key.edition, _days(one), None, as_on(work.force, one, day).current) for one in editions
    )


def _days(edition: Edition) -> Days:
    return Days(edition.key.edition, edition.in_force_from or date.max, edition.in_force_until)
