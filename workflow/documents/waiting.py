"""Clauses that wait for a day of their own: what is in force in their place until then, over all editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.documents.annexes import all_clauses
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.wordings import Version

Told = Mapping[int, Mapping[str, date]]
"""For each edition the clauses that were told a day of their own."""


@dataclass(frozen=True, slots=True)
class Waits:
    """A clause that is not in force yet, with all below it; `former` stands in its place until that day."""

    since: date
    former: Clause | None


def waiting(versions: Sequence[Version], told: Told, day: date) -> dict[str, Waits]:
    """The clauses of the last version that wait on that day, without those below them.

    `versions` stand in the order of their days. A later edition that leaves a clause's words alone leaves
    its day too.
    """
    known = _known(versions, told)
    return _waits(known, len(known) - 1, day) if known else {}


def own_days(versions: Sequence[Version], told: Told) -> dict[int, dict[str, date]]:
    """For each edition the days of its clauses that are later than its own, those below them included."""
    return {
        version.edition: {uid: since for uid, since in one.days.items() if since > version.days.since}
        for version, one in zip(versions, _known(versions, told), strict=True)
    }


def in_force_then(versions: Sequence[Version], told: Told, day: date) -> EditionText:
    """The last version as it is in force on that day: former words where clauses wait, none for new ones."""
    known, text = _known(versions, told), versions[-1].text
    turn = len(known) - 1
    annexes = tuple(replace(one, clauses=_said_all(known, turn, one.clauses, day)) for one in text.annexes)
    return replace(text, clauses=_said_all(known, turn, text.clauses, day), annexes=annexes)


@dataclass(frozen=True, slots=True)
class _Known:
    """The clauses of a version by uid, and the days of those that have one, from whichever edition."""

    clauses: dict[str, Clause]
    days: dict[str, date]
    text: EditionText


def _known(versions: Sequence[Version], told: Told) -> list[_Known]:
    found: list[_Known] = []
    for version in versions:
        clauses: dict[str, Clause] = {}
        for one in all_clauses(version.text):
            clauses.setdefault(one.uid, one)
        days = {uid: since for uid, since in _carried(found, clauses).items() if version.days.since < since}
        own = told.get(version.edition, {})
        for uid, clause in clauses.items():
            if uid in own:
                days |= {one.uid: own[uid] for one in walk((clause,))}
        found.append(_Known(clauses, days, version.text))
    return found


def _carried(found: Sequence[_Known], clauses: Mapping[str, Clause]) -> dict[str, date]:
    if not found:
        return {}
    was = found[-1]
    return {
        uid: since
        for uid, since in was.days.items()
        if uid in clauses and clauses[uid].text == was.clauses[uid].text
    }


def _waits(known: Sequence[_Known], turn: int, day: date) -> dict[str, Waits]:
    days = known[turn].days
    parents = {child.uid: uid for uid, one in known[turn].clauses.items() for child in one.children}
    return {
        uid: Waits(since, _said(known, turn - 1, uid, day))
        for uid, since in days.items()
        if day < since and days.get(parents.get(uid, "")) != since
    }


def _said(known: Sequence[_Known], turn: int, uid: str, day: date) -> Clause | None:
    """What is in force of a clause and below it on that day, as of a version."""
    if turn < 0:
        return None
    since, clause = known[turn].days.get(uid), known[turn].clauses.get(uid)
    if since is not None and day < since:
        return _said(known, turn - 1, uid, day)
    return clause and replace(clause, children=_said_all(known, turn, clause.children, day))


def _said_all(known: Sequence[_Known], turn: int, clauses: Sequence[Clause], day: date) -> tuple[Clause, ...]:
    said = (_said(known, turn, one.uid, day) for one in clauses)
    return tuple(one for one in said if one is not None)
