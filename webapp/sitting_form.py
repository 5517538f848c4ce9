"""The one form of a sitting: what it offers from what waits, and what was typed read into a sitting.

Controls are named by their body and question, so that each fault told by the service finds its control.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from webapp.forms import NO_SUCH_DAY, day_of
from workflow.chain.acts import ACTS
from workflow.governance.names import Names
from workflow.governance.sittings.meeting import (
    Attendance,
    Choice,
    Former,
    Item,
    Meeting,
    Presence,
    Sitting,
    Vote,
    Window,
    by_name,
    unanimous,
)
from workflow.governance.sittings.roster import Roster
from workflow.values import EditionKey, PartyKey, Text

FREE = 3
"""How many questions beside the documents a body's part of the form has room for."""
_TYPED = "{:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that the form offers: a step of an edition, or room for a free one (`edition` None)."""

    name: str
    title: str = ""
    edition: EditionKey | None = None
    step: str = ""
    act: str = ""
    sha256: str = ""
    later: bool = False

    @property
    def answers(self) -> tuple[tuple[str, Text], ...]:
        """The answers that the step takes, the usual one first."""
        return tuple((one.id, one.title) for one in ACTS[self.act].offered) if self.act else ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body's part of the form."""

    party: PartyKey
    names: Names
    roster: Roster
    following: str
    asked: tuple[Asked, ...]
    clerk: tuple[str, str]
    formers: tuple[tuple[str, str], ...] = ()

    @property
    def people(self) -> list[tuple[str, str]]:
        """The list as choices."""
        return [("", "–"), *((one.person, one.name.full) for one in self.roster.members)]

    @property
    def clerks(self) -> list[tuple[str, str]]:
        """Who may have kept the minutes: one of the list, or whoever enters the form."""
        return self.people if self.roster.member(self.clerk[0]) else [*self.people, self.clerk]

    def reasons(self, person: str) -> list[tuple[str, Text]]:
        """Why that member was not there, or who voted instead where the rule allows it."""
        if not self.roster.rule.proxies:
            return list(_REASONS)
        holders = (one for one in self.roster.members if one.person != person)
        return [
            *_REASONS,
            *((f"proxy:{one.person}", _PROXY.filled(who=one.name.full)) for one in holders),
        ]

    def begun(self, typed: MultiDict[str, str]) -> bool:
        """Whether a free question was begun."""
        return any(_begun(one, typed) for one in self.free)

    @property
    def id(self) -> str:
        """The body's name in the names of its controls."""
        return self.party.party

    @property
    def documents(self) -> tuple[Asked, ...]:
        """The questions about editions."""
        return tuple(one for one in self.asked if one.edition)

    @property
    def free(self) -> tuple[Asked, ...]:
        """The room for others."""
        return tuple(one for one in self.asked if not one.edition)


@dataclass(slots=True)
class Entered:
    """The sitting that was typed, the control of each of the service's fields, faults of the typing."""

    sitting: Sitting
    controls: Mapping[str, str]
    faults: dict[str, Text] = field(default_factory=dict)

    def placed(self, fields: Mapping[str, Text]) -> dict[str, Text]:
        """The service's faults by control."""
        return {self.controls.get(name, _nearest(name, self.controls)): told for name, told in fields.items()}


def question_name(party: PartyKey, edition: EditionKey, step: str) -> str:
    """The prefix of the controls of one question."""
    return f"{party.party}.{edition.organisation}.{edition.document}.{edition.edition}.{step}"


def defaults(bodies: Sequence[Body], chosen: Collection[str], on: date, command: str) -> MultiDict[str, str]:
    """What the form shows first: the chosen bodies, or all; everybody present; the usual answer."""
    typed: MultiDict[str, str] = MultiDict([("held_on", _TYPED.format(on)), ("command", command)])
    for body in bodies:
        if body.id in chosen or not chosen:
            typed.add(f"{body.id}.sat", "y")
        add_roster(typed, body)
        for asked in body.documents:
            if not asked.later or len(bodies) > 1:
                typed.add(f"{asked.name}.on", "y")
            typed.add(f"{asked.name}.outcome", asked.answers[0][0])
    return typed


def add_roster(typed: MultiDict[str, str], body: Body) -> None:
    """Everybody of the list present, its chair in the chair, its secretary at the minutes."""
    typed.setlist(f"{body.id}.here", [one.person for one in body.roster.members])
    for role, member in (("chair", body.roster.chair), ("secretary", body.roster.secretary)):
        typed[f"{body.id}.{role}"] = member.person if member else ""


def entered(organisation: str, bodies: Sequence[Body], typed: MultiDict[str, str], today: date) -> Entered:
    """The sitting that was typed."""
    faults: dict[str, Text] = {}
    held_on = _day(typed, "held_on", faults) or today
    window = None
    if typed.get("by_mail"):
        opens, closes = _day(typed, "opens", faults), _day(typed, "closes", faults)
        window = Window(opens or held_on, closes or held_on)
    sat = [body for body in bodies if typed.get(f"{body.id}.sat")]
    meetings = tuple(_meeting(body, typed, window, faults) for body in sat)
    sitting = Sitting(organisation, held_on, meetings, typed.get("place", "").strip(), window)
    return Entered(sitting, dict(_controls(sat, typed)), faults)


def _meeting(
    body: Body, typed: MultiDict[str, str], window: Window | None, faults: dict[str, Text]
) -> Meeting:
    attendance = None if typed.get(f"{body.id}.unnamed") else tuple(_attended(body, typed, window))
    counted = {one.person for one in attendance or () if one.presence in ("present", "proxy")}
    chair = typed.get(f"{body.id}.chair") or None
    items = tuple(_item(one, body, typed, counted, chair, faults) for one in _taken(body, typed))
    return Meeting(
        body.party,
        items,
        attendance,
        chair,
        typed.get(f"{body.id}.secretary") or None,
        typed.get(f"{body.id}.number", "").strip(),
        typed.get(f"{body.id}.invited", "").strip(),
    )


def _attended(body: Body, typed: MultiDict[str, str], window: Window | None) -> Iterator[Attendance]:
    here = set(typed.getlist(f"{body.id}.here"))
    for member in body.roster.members:
        why = typed.get(f"{body.id}.why.{member.person}", "absent")
        returned = window.closes if window else None
        if member.person in here:
            yield Attendance(member.person, "present", returned=returned)
        elif why.startswith("proxy:"):
            yield Attendance(member.person, "proxy", why.removeprefix("proxy:"), returned)
        else:
            yield Attendance(member.person, cast("Presence", "excused" if why == "excused" else "absent"))


def _taken(body: Body, typed: MultiDict[str, str]) -> Iterator[Asked]:
    """The questions that are on the agenda: the ticked documents, and the free ones that were begun."""
    for asked in body.asked:
        if typed.get(f"{asked.name}.on") or _begun(asked, typed):
            yield asked


def _begun(asked: Asked, typed: MultiDict[str, str]) -> bool:
    parts = ("title", "resolved") if asked.edition is None else ()
    return any(typed.get(f"{asked.name}.{part}", "").strip() for part in parts)


def _item(
    asked: Asked,
    body: Body,
    typed: MultiDict[str, str],
    counted: set[str],
    chair: str | None,
    faults: dict[str, Text],
) -> Item:
    def said(name: str) -> str:
        return typed.get(f"{asked.name}.{name}", "").strip()

    recused = frozenset(typed.getlist(f"{asked.name}.recused"))
    voters = {one.person for one in body.roster.listed} & counted - recused
    return Item(
        asked.title or said("title"),
        _vote(asked, typed, voters, chair, faults),
        said("resolved"),
        said("heard"),
        said("spoke"),
        asked.edition,
        asked.step,
        said("sha256") or asked.sha256,
        said("outcome"),
        said("remark"),
        recused,
        former_of(said("former"), said("reason")) if said("former") else None,
    )


def former_of(chosen: str, reason: str) -> Former:
    """The question that is voted on again, from a choice «protocol.number»; of another none that exists."""
    instrument, _dot, item = chosen.rpartition(".")
    return Former(instrument, int(item) if item.isdigit() and len(item) < 5 else 0, reason.strip())


def _vote(
    asked: Asked, typed: MultiDict[str, str], voters: set[str], chair: str | None, faults: dict[str, Text]
) -> Vote:
    how = typed.get(f"{asked.name}.vote", "")
    if how == "all":
        return unanimous(len(voters), "for" if chair in voters else None)
    if how == "stated":
        return Vote("stated")
    if how == "names":
        choices = {one: typed.get(f"{asked.name}.by.{one}") or "for" for one in sorted(voters)}
        return by_name(cast("Mapping[str, Choice]", choices), chair)
    if how not in ("count", "secret"):
        faults[f"{asked.name}.vote"] = _HOW
        return Vote("stated")
    counts = [_count(typed, f"{asked.name}.{name}", faults) for name in ("yes", "no", "abstained")]
    if how == "secret":
        return Vote("secret", *counts)
    return Vote("open", *counts, chair=cast("Any", typed.get(f"{asked.name}.chair") or None))


def _count(typed: MultiDict[str, str], name: str, faults: dict[str, Text]) -> int:
    said = typed.get(name, "").strip() or "0"
    if said.isascii() and said.isdigit() and len(said) < 5:
        return int(said)
    faults[name] = _WHOLE
    return 0


def _day(typed: MultiDict[str, str], name: str, faults: dict[str, Text]) -> date | None:
    try:
        return day_of(typed.get(name, "").strip())
    except ValueError:
        faults[name] = NO_SUCH_DAY
        return None


def _controls(sat: Sequence[Body], typed: MultiDict[str, str]) -> Iterator[tuple[str, str]]:
    """The service's field of each control."""
    yield from (("held_on", "held_on"), ("window", "closes"), ("meetings", "held_on"))
    for at, body in enumerate(sat):
        yield from ((f"{at}.{name}", f"{body.id}.{name}") for name in ("number", "chair", "secretary"))
        yield f"{at}.body", "held_on"
        yield f"{at}.items", f"{body.id}.sat"
        yield from (
            (f"{at}.attendance.{one.person}", f"{body.id}.here.{one.person}") for one in body.roster.members
        )
        for number, asked in enumerate(_taken(body, typed)):
            place = f"{at}.items.{number}"
            yield place, f"{asked.name}.vote"
            yield f"{place}.votes", f"{asked.name}.vote"
            for name in ("title", "resolved", "remark", "outcome", "heard", "spoke", "recused", "former"):
                yield f"{place}.{name}", f"{asked.name}.{name}"


def _nearest(name: str, controls: Mapping[str, str]) -> str:
    """The control of the closest place around a field that has none of its own."""
    while "." in name:
        name = name.rpartition(".")[0]
        if name in controls:
            return controls[name]
    return "held_on"


_REASONS = (
    ("absent", Text("отсутствовал(а)", "absent")),
    ("excused", Text("по уважительной причине", "excused")),
)
_PROXY = Text("по доверенности голосовал(а) {who}", "by proxy: {who}")
_HOW = Text("Укажите, как проголосовали", "Say how they voted")
_WHOLE = Text("Впишите целое число", "Type a whole number")
