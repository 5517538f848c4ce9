"""The roster of a body on a day: who was in office, which seats were vacant, who sat by virtue of a post."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.governance.people import CHAIR, MEMBER, SECRETARY, PersonName
from workflow.governance.sittings.rules import DEFAULT, Rule
from workflow.values import PartyKey


@dataclass(frozen=True, slots=True)
class Member:
    """A person in office that day; `by_post` names the body or office whose post gives the seat."""

    person: str
    name: PersonName
    capacity: str = MEMBER
    category: str = ""
    by_post: str = ""


@dataclass(frozen=True, slots=True)
class Roster:
    """A body's list on a day, under the rule and the names of that day, in alphabetical order."""

    party: PartyKey
    on: date
    members: tuple[Member, ...]
    rule: Rule = DEFAULT

    @property
    def listed(self) -> tuple[Member, ...]:
        """Those who count and vote: all members, without a secretary who only writes."""
        if self.rule.secretary_votes:
            return self.members
        return tuple(one for one in self.members if one.capacity != SECRETARY)

    @property
    def vacancies(self) -> int:
        """The established seats that nobody held; 0 when the charter names no number."""
        return max((self.rule.seats or 0) - len(self.listed), 0)

    @property
    def chair(self) -> Member | None:
        """The chair of that day."""
        return self._who(CHAIR)

    @property
    def secretary(self) -> Member | None:
        """The secretary of that day."""
        return self._who(SECRETARY)

    @property
    def categories(self) -> frozenset[str]:
        """Whom the members stand for: parents, pupils, staff…"""
        return frozenset(one.category for one in self.listed if one.category)

    def member(self, person: str) -> Member | None:
        """The member with that id."""
        return next((one for one in self.members if one.person == person), None)

    def _who(self, capacity: str) -> Member | None:
        return next((one for one in self.members if one.capacity == capacity), None)


def roster(
    party: PartyKey, on: date, own: Iterable[Member], rule: Rule, others: Mapping[str, Sequence[Member]]
) -> Roster:
    """The list of a body: its own members and those whose post elsewhere gives them a seat.

    `others` holds the members that day of the bodies and offices named by the rule; a person counts once.
    """
    found = {one.person: one for one in own}
    for seat in rule.ex_officio:
        for one in others.get(seat.party, ()):
            if one.capacity == seat.capacity and one.person not in found:
                found[one.person] = replace(one, capacity=MEMBER, by_post=seat.party)
    return Roster(party, on, tuple(sorted(found.values(), key=_alphabetical)), rule)


def _alphabetical(one: Member) -> tuple[str, str]:
    # Ё stands beside Е in every list on paper.
    return one.name.full.casefold().replace("ё", "е"), one.person
