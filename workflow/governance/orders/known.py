"""What the rules of orders look at: editions, bodies, people and earlier orders as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from workflow.documents.clauses import Clause
from workflow.documents.declension import NamedDocument, as_annex, named_document
from workflow.errors import Unmet
from workflow.governance.bodies import Party
from workflow.governance.names import Names
from workflow.governance.orders.amending import Changed, kept_words
from workflow.governance.orders.carried import Ground
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.order import (
    MISSING,
    Order,
    Point,
    PointKind,
    Who,
    coordinator,
    coordinator_of,
)
from workflow.governance.people import PersonName
from workflow.values import EditionKey, PartyKey, Text


@dataclass(frozen=True, slots=True)
class KnownEdition:
    """An edition that a point names. `step` waits for this order's office; `enters` when it is the last one.

    `closed` says why no order can be issued on it now, `unmet` what is missing; `latest` is the last day on
    which a body decided; `former` is the edition of the same document in force; `changed` is what it says
    anew, where it was made by an amendment and an order can say that clause by clause; `clauses` its text;
    `annex` whose annex the document is: «№ 1 к Положению о хоре».
    """

    key: EditionKey
    title: str
    word: str
    act: str = "approve"
    step: str = ""
    enters: bool = False
    closed: Text | None = None
    unmet: tuple[Unmet, ...] = ()
    latest: date | None = None
    since: date | None = None
    until: date | None = None
    approved: bool = False
    former: EditionKey | None = None
    grounds: tuple[Ground, ...] = ()
    by: Ground | None = None
    changed: Changed | None = None
    clauses: tuple[Clause, ...] = ()
    annex: str = ""

    @property
    def name(self) -> NamedDocument:
        """The document by its kind and title, in the cases that sentences need."""
        return as_annex(named_document(self.title, self.word), self.annex)

    def in_force_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.since is not None and self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class KnownParty:
    """A body or an office and the days between which it exists."""

    party: Party
    since: date
    until: date | None = None

    def exists_on(self, day: date) -> bool:
        """Whether it exists on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class KnownSeat:
    """A person in a body or an office on [since, until)."""

    who: Who
    capacity: str
    since: date
    until: date | None = None

    def meets(self, since: date, until: date | None) -> bool:
        """Whether it shares a day with [since, until)."""
        return (self.until is None or since < self.until) and (until is None or self.since < until)


@dataclass(frozen=True, slots=True)
class IssuedPoint:
    """A point of a signed order: whose it is, what it did, which later order revoked it, what it amends."""

    order: str
    number: int
    kind: PointKind
    printed: str
    dated: date
    effects: tuple[Effect, ...] = ()
    revoked_by: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that one draft's points name, as it stands under the lock or on the page."""

    office: PartyKey
    editions: Mapping[EditionKey, KnownEdition] = field(default_factory=dict)
    parties: Mapping[str, KnownParty] = field(default_factory=dict)
    seats: Mapping[str, Sequence[KnownSeat]] = field(default_factory=dict)
    people: Mapping[str, PersonName] = field(default_factory=dict)
    points: Mapping[tuple[str, int], IssuedPoint] = field(default_factory=dict)

    def edition(self, point: Point) -> KnownEdition | None:
        """The first edition that the point names."""
        return next((self.editions[key] for key in point.editions if key in self.editions), None)

    def former(self, edition: KnownEdition) -> KnownEdition | None:
        """The edition in force that this one would replace."""
        found = self.editions.get(edition.former) if edition.former else None
        return found if found and found.key != edition.key else None

    def name(self, who: Who) -> PersonName:
        """The person's name, as typed where the person is new."""
        return who if isinstance(who, PersonName) else self.people.get(who, PersonName(who, ""))


def said_point(point: Point, known: Known) -> Point:
    """The point as a signed order keeps it: with the changes that it orders, never looked up anew."""
    edition = known.edition(point)
    if point.kind != "amend" or edition is None or edition.changed is None:
        return point
    return replace(point, words=kept_words(edition.changed.lines))


def party_names(order: Order, known: Known, party: str) -> Names:
    """The names of a body or an office, of one that the order itself creates too."""
    if party in known.parties:
        return known.parties[party].party.names
    for one in order.points:
        if one.kind == "create" and one.names is not None:
            if one.party == party:
                return one.names
            if coordinator_of(one.party) == party:
                return coordinator(one.names)
    return Names.fixed(MISSING)
