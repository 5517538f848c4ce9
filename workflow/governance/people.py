"""People in seats: who an actor is today, and in what capacity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.governance.parties import Nature
from workflow.values import PartyKey

CHAIR, SECRETARY, MEMBER, HOLDER, ACTING = "chair", "secretary", "member", "holder", "acting"
DEPUTY = "deputy"
CAPACITIES = (CHAIR, DEPUTY, SECRETARY, MEMBER, HOLDER, ACTING)
RECORDING = frozenset({CHAIR, DEPUTY, SECRETARY, HOLDER, ACTING})
"""The capacities in which a person records the answer of a body or gives that of an office."""

STANDING_IN = frozenset({ACTING, DEPUTY})
"""The capacities in which one acts for another: only by a paper that says so (need N24)."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, in the nominative."""

    surname: str
    given: str
    patronymic: str = ""

    @property
    def full(self) -> str:
        """Орлова Ирина Андреевна."""
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def signature(self) -> str:
        """И.А. Орлова, as under an act."""
        initials = "".join(f"{part[0]}." for part in (self.given, self.patronymic) if part)
        return f"{initials} {self.surname}".strip()


def as_signed(read: str) -> str:
    """«И.А. Орлова», as a name stands under an act, of one read from paper: «Орлова И.А.», «Орлова Ирина»."""
    surname, _, rest = read.partition(" ")
    if not rest or surname.endswith("."):
        return read
    return rest.replace(" ", "") + f" {surname}" if "." in rest else PersonName(*read.split(" ", 2)).signature


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a seat of a body, or holding an office; `until` is the first day no longer in it."""

    party: PartyKey
    kind: str
    nature: Nature
    capacity: str
    since: date
    until: date | None = None
    basis: str = ""
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person with the seats and offices held today."""

    person: str
    name: PersonName
    memberships: tuple[Membership, ...] = ()

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations in which the actor has a seat or an office, in order."""
        return tuple(dict.fromkeys(one.party.organisation for one in self.memberships))

    def within(self, organisation: str) -> Iterator[Membership]:
        """The actor's seats and offices in one organisation."""
        return (one for one in self.memberships if one.party.organisation == organisation)

    def recording(self) -> tuple[Membership, ...]:
        """The seats and offices for which the actor may record answers."""
        return tuple(one for one in self.memberships if one.capacity in RECORDING)

    def capacity_for(self, party: PartyKey) -> str | None:
        """In what capacity the actor records the answers of `party`; None if in none."""
        return next((one.capacity for one in self.recording() if one.party == party), None)
