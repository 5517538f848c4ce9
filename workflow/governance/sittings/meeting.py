"""A sitting of one or several bodies on one day: who came to each, what it voted on, with what totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from workflow.values import EditionKey, PartyKey

Presence = Literal["present", "absent", "excused", "proxy"]
Manner = Literal["open", "secret", "stated"]
Choice = Literal["for", "against", "abstained"]
HERE = frozenset({"present", "proxy"})
"""Those who count for the quorum and whose vote counts."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How one member took part; `proxy` is the member who votes for an absent one, where the rule allows.

    `returned` is the day on which a voting sheet came back, in a vote by correspondence.
    """

    person: str
    presence: Presence
    proxy: str | None = None
    returned: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which voting sheets are taken, both included."""

    opens: date
    closes: date

    def takes(self, day: date | None) -> bool:
        """Whether a sheet of that day counts; one after the deadline is void."""
        return day is not None and self.opens <= day <= self.closes


@dataclass(frozen=True, slots=True)
class Vote:
    """How a question was voted on.

    Open: the totals and, if kept, who how. Secret: the totals and who took part, never who how. Stated: the
    minutes say the result (`declared`) and no figures. `chair` is the chair's own vote, for a tie.
    """

    manner: Manner
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    chair: Choice | None = None
    named: Mapping[str, Choice] = field(default_factory=dict)
    took_part: tuple[str, ...] = ()
    declared: bool = True

    @property
    def total(self) -> int:
        """All votes that were given."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Former:
    """The question that is voted on again: in which protocol, under which number, and why anew."""

    instrument: str
    item: int
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the agenda: an edition at the step that asks this body, or a free question.

    `text_sha256` is the text as the recorder saw it; `outcome` and `remark` are the answer of the step.
    """

    title: str
    vote: Vote
    resolved: str = ""
    heard: str = ""
    spoke: str = ""
    edition: EditionKey | None = None
    step: str = ""
    text_sha256: str = ""
    outcome: str = ""
    remark: str = ""
    recused: frozenset[str] = frozenset()
    former: Former | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One body at a sitting; `attendance` None when the minutes name nobody. `number` empty draws one."""

    party: PartyKey
    items: tuple[Item, ...]
    attendance: tuple[Attendance, ...] | None
    chair: str | None = None
    secretary: str | None = None
    number: str = ""
    invited: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The bodies of one organisation that sat on one day; with a window, they voted by correspondence."""

    organisation: str
    held_on: date
    meetings: tuple[Meeting, ...]
    place: str = ""
    window: Window | None = None


def here(meeting: Meeting, window: Window | None = None) -> frozenset[str] | None:
    """The members who count as present; None when the minutes name nobody."""
    if meeting.attendance is None:
        return None
    counted = (one for one in meeting.attendance if one.presence in HERE)
    if window is None:
        return frozenset(one.person for one in counted)
    return frozenset(one.person for one in counted if window.takes(one.returned))


def voters(meeting: Meeting, item: Item, window: Window | None = None) -> int | None:
    """How many may vote on a question: those present without the recused; None when nobody is named."""
    present = here(meeting, window)
    return None if present is None else len(present - item.recused)


def unanimous(count: int, chair: Choice | None = "for") -> Vote:
    """Everybody for it."""
    return Vote("open", count, chair=chair)


def by_name(choices: Mapping[str, Choice], chair: str | None = None) -> Vote:
    """An open vote of which is kept who voted how."""
    count = Counter(choices.values())
    said = choices.get(chair) if chair else None
    return Vote("open", count["for"], count["against"], count["abstained"], said, dict(choices))
