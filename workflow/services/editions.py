"""The editions of a document in the order of their days in force, as one person may read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from workflow.documents.document import Edition
from workflow.documents.life import EditionLife
from workflow.documents.waiting import Told, Waits, own_days, waiting
from workflow.documents.wordings import Version
from workflow.governance.people import Actor
from workflow.policy import reads as may_read
from workflow.values import DocumentKey, EditionKey


class Reads(Protocol):
    """What the versions are made of."""

    def life(self, key: DocumentKey) -> Sequence[EditionLife]: ...
    def edition(self, key: EditionKey) -> Edition: ...


class Bases(Protocol):
    """Where it is told which edition an amendment was made of."""

    def amendment_base(self, key: EditionKey) -> int | None: ...


def versions(
    reads: Reads, actor: Actor, key: DocumentKey, *, up_to: date | None = None
) -> tuple[Version, ...]:
    """The editions that came into force, those that began by `up_to`; corrected texts as they read now.

    None to one who reads single editions alone, as a body of another organisation that was asked.
    """
    return known_versions(reads, key, up_to=up_to) if may_read(actor, key.organisation) else ()


def known_versions(reads: Reads, key: DocumentKey, *, up_to: date | None = None) -> tuple[Version, ...]:
    """The same for whoever was let in already."""
    lasted = [(one.days, one) for one in reads.life(key) if one.days is not None and one.days.lasted]
    chosen = sorted(
        ((days, one) for days, one in lasted if up_to is None or days.since <= up_to),
        key=lambda each: (each[0].since, each[1].edition),
    )
    return tuple(
        Version(one.edition, days, one.basis, reads.edition(EditionKey(*key, one.edition)).current)
        for days, one in chosen
    )


def amended_from(reads: Bases, key: EditionKey) -> tuple[EditionKey, ...]:
    """From the edition that was approved as a whole to this one, each by an amendment of the one before.

    «В ред. приказа …» is said of what orders amended; what an order approved anew stands under its own
    approval, and no order before it counts (norms §2.5).
    """
    found: tuple[EditionKey, ...] = (key,)
    while (base := reads.amendment_base(found[0])) is not None:
        found = (EditionKey(*key.of, base), *found)
    return found


def since_whole(reads: Bases, key: DocumentKey, known: Sequence[Version]) -> tuple[Version, ...]:
    """The versions from the one approved as a whole that the last was made of; none of none."""
    if not known:
        return ()
    ways = {each.edition for each in amended_from(reads, EditionKey(*key, known[-1].edition))}
    return tuple(one for one in known if one.edition in ways)


def told_days(reads: Reads, key: DocumentKey) -> Told:
    """For each edition of a document the clauses that were told a day of their own, where there are any."""
    return {one.edition: days for one in reads.life(key) if (days := one.own_days())}


def waiting_on(reads: Reads, actor: Actor, key: EditionKey, day: date) -> dict[str, Waits]:
    """The clauses of an edition that are not in force on that day though it is.

    One who reads single editions alone is not told the former words.
    """
    told = told_days(reads, key.of)
    found = waiting(_up_to(reads, key), told, day) if told else {}
    if may_read(actor, key.organisation):
        return found
    return {uid: replace(one, former=None) for uid, one in found.items()}


def entering(reads: Reads, edition: Edition) -> dict[str, date]:
    """The clauses of an edition that enter after it, without those below them, each with its day."""
    since, told = edition.in_force_from, told_days(reads, edition.key.of)
    if since is None or not told:
        return {}
    return {uid: one.since for uid, one in waiting(_up_to(reads, edition.key), told, since).items()}


def entry_days(reads: Reads, key: DocumentKey, known: Sequence[Version]) -> Mapping[int, Mapping[str, date]]:
    """For each edition the clauses that came or come into force later than it."""
    told = told_days(reads, key)
    return own_days(known, told) if told else {}


def _up_to(reads: Reads, key: EditionKey) -> tuple[Version, ...]:
    """The editions that came into force up to this one; none when it never did."""
    known = known_versions(reads, key.of)
    turn = next((turn for turn, one in enumerate(known, 1) if one.edition == key.edition), 0)
    return known[:turn]
