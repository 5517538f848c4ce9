"""An order as it is drafted: its header and typed points, each of which does one thing once signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from workflow.governance.names import Names
from workflow.governance.people import HOLDER, MEMBER, PersonName
from workflow.values import EditionKey, PartyKey, Text

PointKind = Literal[
    "approve", "amend", "enter", "delay", "repeal", "revoke", "create", "reorganise", "liquidate", "members",
    "appoint", "control", "free",
]  # fmt: skip
POINT_KINDS: tuple[PointKind, ...] = get_args(PointKind)
Who = str | PersonName
"""A person known by id, or new by name."""
MISSING = "__________"
"""What stands in a draft for what has not been chosen yet."""

TITLES: Mapping[PointKind, Text] = {
    "approve": Text("Утвердить документ", "Approve a document"),
    "amend": Text("Внести изменения в документ", "Amend a document"),
    "enter": Text("Ввести в действие", "Put into force"),
    "delay": Text("Ввести отдельные пункты позже", "Put single clauses into force later"),
    "repeal": Text("Признать документ утратившим силу", "Repeal a document"),
    "revoke": Text("Отменить пункт прежнего приказа", "Revoke a point of an earlier order"),
    "create": Text("Создать орган или сообщество", "Create a body or a community"),
    "reorganise": Text("Реорганизовать орган", "Reorganise a body"),
    "liquidate": Text("Прекратить деятельность органа", "Liquidate a body"),
    "members": Text("Утвердить состав", "Approve the members"),
    "appoint": Text("Назначить на должность", "Appoint to an office"),
    "control": Text("Контроль исполнения", "Control"),
    "free": Text("Другое: своими словами", "Anything else, in words"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A person whom a point puts into a body, and in what capacity."""

    who: Who
    capacity: str = MEMBER


@dataclass(frozen=True, slots=True)
class Point:
    """One point; which fields it uses follows from its kind. `until` is the first day no longer.

    `called` is the person's name as the sentence needs it, where the suggested form is wrong; `clauses` are
    the numbers of those that enter later than their edition.
    """

    kind: PointKind
    editions: tuple[EditionKey, ...] = ()
    party: str = ""
    party_kind: str = ""
    names: Names | None = None
    members: tuple[Member, ...] = ()
    who: Who = ""
    called: str = ""
    capacity: str = HOLDER
    since: date | None = None
    until: date | None = None
    basis: str = ""
    order: str = ""
    number: int = 0
    words: str = ""
    clauses: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A text that comes with the order and is no document of its own: a list, a schedule."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Order:
    """What one signature decides; `office` signs it. Its number and date are given when it is signed."""

    office: PartyKey
    title: str = ""
    preamble: str = ""
    points: tuple[Point, ...] = ()
    annexes: tuple[Annex, ...] = ()

    @property
    def approved(self) -> tuple[EditionKey, ...]:
        """The editions that it approves, in the order of its points: they are its first annexes."""
        return tuple(key for one in self.points if one.kind in ("approve", "amend") for key in one.editions)

    def entry(self, key: EditionKey) -> Point | None:
        """The point that says from which day the edition is in force."""
        return next((one for one in self.points if one.kind == "enter" and key in one.editions), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """An order that is being written; `version` grows with every change, `instrument` is the signed order."""

    organisation: str
    number: int
    order: Order
    version: int
    made_by: str
    made_at: str
    state: Literal["open", "signed", "dropped"] = "open"
    instrument: str = ""


def coordinator_of(party: str) -> str:
    """The id of the coordinator's office that is created with a community."""
    return f"{party}-coordinator"


def coordinator(community: Names) -> Names:
    """The name of a community's coordinator."""
    words = ("координатор", "координатора", "координатором")
    return Names(*(f"{word} {community.genitive}" for word in words))
