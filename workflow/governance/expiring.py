"""Whose time in a body or office runs out soon, or has run out with nobody after them (need N22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from workflow.governance.parties import Nature
from workflow.governance.people import PersonName
from workflow.values import PartyKey

WARNED = timedelta(days=60)
"""How long before the last day it is told: an election, its protocol and an order take weeks."""


class Seated(Protocol):
    """A person in a body or office on [since, until)."""

    @property
    def party(self) -> PartyKey: ...
    @property
    def nature(self) -> Nature: ...
    @property
    def name(self) -> PersonName: ...
    @property
    def capacity(self) -> str: ...
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Expiring:
    """Those of one body or office whose last day is `last`; `whole` when nobody is left after them."""

    party: PartyKey
    last: date
    people: tuple[PersonName, ...]
    whole: bool


def expiring(seats: Iterable[Seated], on: date) -> list[Expiring]:
    """What runs out within `WARNED` of the day, and the bodies without members since a day before it.

    Where somebody follows by the day on which a seat ends, there is nothing to warn of.
    """
    by_party: dict[PartyKey, list[Seated]] = {}
    for one in seats:
        by_party.setdefault(one.party, []).append(one)
    found = (each for own in by_party.values() for each in _of_party(own, on))
    return sorted(found, key=lambda one: (one.last, one.party))


def _of_party(seats: Sequence[Seated], on: date) -> Iterator[Expiring]:
    now = [one for one in seats if one.since <= on and (one.until is None or on < one.until)]
    coming = [one for one in seats if one.since > on]
    ends = {one.until for one in now if one.until is not None and one.until <= on + WARNED}
    if not now and not coming and seats[0].nature == "body":
        now, ends = list(seats), {max(one.until for one in seats if one.until is not None)}
    for end in sorted(ends):
        followed = any(one.since <= end for one in coming)
        going = _unfollowed([one for one in now if one.until == end], coming, end)
        if going:
            stays = followed or any(one.until is None or end < one.until for one in now)
            names = tuple(one.name for one in going)
            yield Expiring(going[0].party, end - timedelta(days=1), names, whole=not stays)


def _unfollowed(going: Sequence[Seated], coming: list[Seated], end: date) -> list[Seated]:
    """Those whom nobody follows in the same capacity; one who comes follows one who goes."""
    left = []
    for seat in going:
        after = (one for one in coming if one.capacity == seat.capacity and one.since <= end)
        if (found := next(after, None)) is not None:
            coming.remove(found)
        else:
            left.append(seat)
    return left
