"""What the rules look at: everything that is on record about one edition, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflow.engine.definition import Act, Evidence
from workflow.governance.parties import Nature

Quorum = Literal["met", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A number with its date, wherever it stands."""

    number: str
    dated: date


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office on the day of the answer, named as under an act."""

    name: str
    acting: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Seats:
    """The seats of a body or office on the day of the answer, as far as the records reach.

    `began` is the first day of the earliest seat; `ended` the first day without any, when all had ended.
    """

    began: date
    members: int
    ended: date | None = None
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One body's or office's recorded answer; `party` is named as on its day, or as the paper prints it.

    `since` and `until` say when the body or office exists; None where the records do not reach. `taken` is
    the date under which its number stands in the register already; `neighbours` stand there beside it.
    `annexed_to` is the order in whose annex the stamp stands.
    `advances` is false when it sent the text back; `same_text` when it was given on another text.
    """

    step: str
    act: Act
    party: str
    kind: str
    nature: Nature
    evidence: Evidence
    number: str | None = None
    dated: date | None = None
    recorded: date | None = None
    advances: bool = True
    stage: int | None = None
    word: str = ""
    signer: str = ""
    ambiguous: bool = False
    listed: bool = True
    since: date | None = None
    until: date | None = None
    seats: Seats | None = None
    taken: date | None = None
    neighbours: tuple[Entry, ...] = ()
    annexed_to: Entry | None = None
    same_text: bool = True
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A step of the chain that the paper is compared with; `party` names its body or office."""

    kind: str
    act: Act
    party: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another edition of the same document that was or is in force, on [since, until)."""

    edition: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Controlled:
    """A point of an order that is under control and not closed: who answers for it, its last day."""

    point: int
    who: str
    due: date


@dataclass(frozen=True, slots=True)
class Bypassed:
    """A transition whose conditions were passed by with a manager's right."""

    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record about one edition on a day; in force on [since, until).

    `rest` are those days of its answers on which nobody works. `voided` are answers that lost their force
    when the case went over to another chain, on the day `changed`. `controlled` are open points of an order.
    It was `published` on the site, and had to be until `publish_by`; None where that is not known.
    """

    paper: bool
    edition: int
    title: str
    today: date
    text: str = ""
    submitted: date | None = None
    since: date | None = None
    until: date | None = None
    answers: tuple[Answer, ...] = ()
    asked: tuple[Asked, ...] = ()
    others: tuple[Other, ...] = ()
    rest: frozenset[date] = frozenset()
    voided: int = 0
    changed: date | None = None
    controlled: tuple[Controlled, ...] = ()
    published: date | None = None
    publish_by: date | None = None
    bypassed: tuple[Bypassed, ...] = ()

    def approved(self) -> Answer | None:
        """The last approval with a date; None when there is none."""
        return self._last("approve")

    def _last(self, act: Act) -> Answer | None:
        found = [one for one in self.answers if one.act == act and one.advances and one.dated]
        return max(found, key=lambda one: one.dated or date.min, default=None)
