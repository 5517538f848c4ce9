"""A vote that members cast themselves, at a sitting or between two days: open or secret, one verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from workflow.governance.sittings.meeting import (
    Attendance,
    Choice,
    Former,
    Item,
    Meeting,
    Sitting,
    Vote,
    Window,
)
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.verdict import Verdict, verdict
from workflow.values import EditionKey


@dataclass(frozen=True, slots=True)
class About:
    """The step of an edition that a vote answers, and the text as whoever opened the vote saw it."""

    edition: EditionKey
    step: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One vote that was given: on which day, entered by whom; `choice` None in a secret vote.

    `basis` is what another went by who entered it: a paper sheet, a telephone call.
    """

    person: str
    on: date
    by: str
    choice: Choice | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question before a body, with the list of the day it opened, and how far the vote has come.

    `sitting`: it is voted on at a sitting of that very day. Of a secret ballot the totals alone tell how.
    """

    id: str
    roster: Roster
    title: str
    window: Window
    secret: bool = False
    chair: str | None = None
    about: About | None = None
    open: bool = True
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    sheets: tuple[Sheet, ...] = ()
    sitting: bool = False
    former: Former | None = None
    protocol: str | None = None

    @property
    def voted(self) -> frozenset[str]:
        """Who has voted."""
        return frozenset(one.person for one in self.sheets)

    @property
    def complete(self) -> bool:
        """Whether nobody of the list is waited for."""
        return {one.person for one in self.roster.listed} <= self.voted

    @property
    def held_on(self) -> date:
        """The day of the decision: of the sitting, of the last sheet, or the last day for sheets."""
        return max(one.on for one in self.sheets) if self.complete else self.window.closes

    @property
    def vote(self) -> Vote:
        """The vote as it stands."""
        totals = (self.in_favour, self.against, self.abstained)
        if self.secret:
            return Vote("secret", *totals, took_part=tuple(sorted(self.voted)))
        named = {one.person: one.choice for one in self.sheets if one.choice}
        return Vote("open", *totals, chair=named.get(self.chair or ""), named=named)

    def takes(self, today: date) -> bool:
        """Whether a vote may be given today."""
        return self.open and self.window.takes(today)

    def over(self, today: date) -> bool:
        """Whether the vote may be closed: its days are over, nobody is waited for, or it is at a sitting."""
        return self.sitting or self.complete or today > self.window.closes

    def sheet(self, person: str) -> Sheet | None:
        """The vote that a member has given."""
        return next((one for one in self.sheets if one.person == person), None)


def outcome(ballot: Ballot) -> Verdict:
    """What the ballot comes to: a vote that was given counts as presence (needs N37)."""
    item = Item(ballot.title, ballot.vote)
    return verdict(ballot.roster, _meeting(ballot, item), item, _window(ballot))


def sitting_of(
    ballot: Ballot, item: Item, chair: str | None, secretary: str | None, number: str = ""
) -> Sitting:
    """The sitting that the ballot's protocol tells of; `item` says what was resolved, the ballot the rest."""
    about, came = ballot.about, outcome(ballot)
    told = replace(item, title=ballot.title, vote=ballot.vote, former=ballot.former)
    # Without a quorum nothing was decided: the step goes on waiting.
    if about is not None and came.quorum != "unmet":
        told = replace(told, edition=about.edition, step=about.step, text_sha256=about.text_sha256)
    met = _meeting(ballot, told)
    # Who only writes has no vote to show that he was there.
    clerk = ballot.roster.member(secretary or "")
    wrote = (Attendance(clerk.person, "present"),) if clerk and clerk not in ballot.roster.listed else ()
    came_all = (*(met.attendance or ()), *wrote)
    met = replace(met, attendance=came_all, chair=chair, secretary=secretary, number=number)
    return Sitting(ballot.roster.party.organisation, ballot.held_on, (met,), "", _window(ballot))


def _meeting(ballot: Ballot, item: Item) -> Meeting:
    days = {one.person: one.on for one in ballot.sheets}
    came = tuple(
        Attendance(one.person, "present" if one.person in days else "absent", returned=days.get(one.person))
        for one in ballot.roster.listed
    )
    return Meeting(ballot.roster.party, (item,), came, ballot.chair)


def _window(ballot: Ballot) -> Window | None:
    return None if ballot.sitting else ballot.window
