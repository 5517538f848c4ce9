"""Worklists for a person: which are shown, and the documents on each, who waits longest first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from workflow.engine.definition import NOTHING, Worklist
from workflow.engine.machine import Plan
from workflow.engine.worklists import Search, search, shown
from workflow.errors import NotFound
from workflow.governance.people import Actor
from workflow.policy import Permission, may
from workflow.services.asking import asker
from workflow.values import EditionKey, Text, both

PAGE = 20
FEW = 5
"""How many documents of each list stand on the page of all that waits."""


class Cursor(NamedTuple):
    """The last row of a page: the next page begins after it."""

    since: str
    document: int
    edition: int

    @property
    def text(self) -> str:
        """The cursor as an address carries it."""
        return json.dumps(list(self))


class Row(NamedTuple):
    """A document on a worklist; `since` is the ISO day on which it came into its state."""

    organisation: str
    document: int
    edition: int
    definition: str
    state: str
    since: str
    title: str

    @property
    def key(self) -> EditionKey:
        """The edition that is on its way."""
        return EditionKey(self.organisation, self.document, self.edition)

    @property
    def cursor(self) -> Cursor:
        """Where a page that ends here goes on."""
        return Cursor(self.since, self.document, self.edition)


@dataclass(frozen=True, slots=True)
class Place:
    """A worklist of one organisation; `searches` find its documents, by the hash of each version."""

    organisation: str
    definition: str
    worklist: Worklist
    searches: tuple[tuple[str, Search], ...]

    @property
    def title(self) -> Text:
        """What it is called, else its id."""
        return self.worklist.title if self.worklist.title != NOTHING else both(self.worklist.id)


@dataclass(frozen=True, slots=True)
class Listed:
    """A worklist with a page of its documents; `next` when there are more."""

    place: Place
    rows: tuple[Row, ...]
    next: Cursor | None


class Offered(Protocol):
    """A definition with worklists that an organisation has published."""

    @property
    def organisation(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def plan(self) -> Plan: ...


class Reads(Protocol):
    """What listing needs of the read side."""

    def with_worklists(self, organisations: Sequence[str]) -> Sequence[Offered]: ...
    def standing(
        self, places: Sequence[Place], limit: int, after: str | None = None
    ) -> Sequence[Sequence[Row]]: ...


def overview(reading: Reads, actor: Actor) -> tuple[Listed, ...]:
    """The first documents of every worklist that is shown to the actor; empty lists are left out."""
    places = _places(reading, actor, actor.organisations)
    rows = reading.standing(places, FEW + 1)
    found = (_listed(place, of, FEW) for place, of in zip(places, rows, strict=True))
    return tuple(one for one in found if one.rows)


def page(
    reading: Reads,
    actor: Actor,
    organisation: str,
    definition: str,
    worklist: str,
    after: str | None = None,
) -> Listed:
    """A page of one worklist. Raises NotFound when it is not shown to the actor."""
    for place in _places(reading, actor, [organisation]):
        if (place.definition, place.worklist.id) == (definition, worklist):
            (rows,) = reading.standing([place], PAGE + 1, after)
            return _listed(place, rows, PAGE)
    raise NotFound


def _listed(place: Place, rows: Sequence[Row], limit: int) -> Listed:
    shown_rows = tuple(rows[:limit])
    return Listed(place, shown_rows, shown_rows[-1].cursor if len(rows) > limit else None)


def _places(reading: Reads, actor: Actor, organisations: Sequence[str]) -> list[Place]:
    """The worklists of all versions; the same list of another version of a definition is the same place."""
    own = [one for one in organisations if may(actor, Permission.READ, one)]
    found: dict[tuple[str, str, str], Place] = {}
    for offered in reading.with_worklists(own) if own else ():
        plan, person = offered.plan, asker(actor, offered.organisation)
        for one in shown(plan, person):
            key = (offered.organisation, plan.definition.id, one.id)
            before = found[key].searches if key in found else ()
            searches = (*before, (offered.digest, search(plan, one, person)))
            found[key] = Place(offered.organisation, plan.definition.id, one, searches)
    return list(found.values())
