"""A vote that members cast themselves between two days: open or secret, one verdict at its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.governance.sittings.meeting import Attendance, Choice, Item, Meeting, Vote, Window
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.verdict import Verdict, verdict
from workflow.values import EditionKey


@dataclass(frozen=True, slots=True)
class Ballot:
    """A question before a body, with the list of the day it opened, and how far the vote has come.

    `cast` maps who has voted to the day; of a secret ballot the totals alone tell how.
    """

    id: str
    roster: Roster
    title: str
    window: Window
    secret: bool = False
    chair: str | None = None
    edition: EditionKey | None = None
    open: bool = True
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    cast: tuple[tuple[str, date], ...] = ()
    chair_choice: Choice | None = None

    @property
    def voted(self) -> frozenset[str]:
        """Who has voted."""
        return frozenset(person for person, _ in self.cast)

    @property
    def complete(self) -> bool:
        """Whether nobody of the list is waited for."""
        return {one.person for one in self.roster.listed} <= self.voted

    @property
    def vote(self) -> Vote:
        """The vote as it stands."""
        totals = (self.in_favour, self.against, self.abstained)
        if self.secret:
            return Vote("secret", *totals, took_part=tuple(sorted(self.voted)))
        return Vote("open", *totals, chair=self.chair_choice)


def outcome(ballot: Ballot) -> Verdict:
    """What the ballot comes to: a returned sheet counts as presence (needs N37)."""
    sheets = dict(ballot.cast)
    came = tuple(
        Attendance(
            one.person, "present" if one.person in sheets else "absent", returned=sheets.get(one.person)
        )
        for one in ballot.roster.listed
    )
    item = Item(ballot.title, ballot.vote)
    meeting = Meeting(ballot.roster.party, (item,), came, ballot.chair)
    return verdict(ballot.roster, meeting, item, ballot.window)
