"""Bodies and offices as known on a date, and finding the one that a step asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow.engine.definition import Step
from workflow.errors import Refused
from workflow.governance.names import Names
from workflow.governance.parties import PARTY_KINDS, Nature
from workflow.values import PartyKey, Text


@dataclass(frozen=True, slots=True)
class Organisation:
    """A school, kindergarten or authority, named as on a date."""

    id: str
    parent: str | None
    zone: str
    place: str
    full: str
    names: Names


@dataclass(frozen=True, slots=True)
class Party:
    """A body or an office; `within` is the body that an office belongs to (a community's coordinator)."""

    key: PartyKey
    nature: Nature
    kind: str
    names: Names
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A body that the organisation lawfully has not on [since, until): who stated it, when, by what paper."""

    party: PartyKey
    since: date
    until: date | None
    stated_by: str
    stated_on: date
    basis: str


def asked_organisation(step: Step, own: Organisation) -> str:
    """The organisation in which the step's body or office is looked for. Raises Refused."""
    if step.by.of == "own":
        return own.id
    if step.by.of == "parent":
        if own.parent is None:
            raise Refused("no-parent", _NO_PARENT.filled(organisation=own.names.nominative))
        return own.parent
    return step.by.of


def resolve(step: Step, candidates: Sequence[Party], body: str | None) -> Party:
    """The one body or office that the step asks. Raises Refused when there is none or are several.

    `body` is the body responsible for the document: of several coordinators, its own is asked.
    """
    found = [party for party in candidates if party.kind == step.by.kind]
    if len(found) > 1 and body is not None:
        found = [party for party in found if body in (party.within, party.key.party)] or found
    if len(found) == 1:
        return found[0]
    known = PARTY_KINDS.get(step.by.kind)
    title = known.title if known else Text(step.by.kind, step.by.kind)
    template = _SEVERAL if found else _NONE
    raise Refused(
        "party-unresolved", Text(template.ru.format(kind=title.ru), template.en.format(kind=title.en))
    )


_NO_PARENT = Text(
    "у организации {organisation} не указана вышестоящая: её должен добавить администратор",
    "{organisation} has no parent organisation: the administrator has to add it",
)
_NONE = Text(
    "в организации нет действующего органа или должности: {kind}. Его заводит администратор в «Органах», "
    "там же записывают, что орган не создан",
    "the organisation has no such body or office now: {kind}. The administrator adds it under “Bodies”, "
    "or records there that it was not formed",
)
_SEVERAL = Text(
    "в организации несколько таких органов или должностей: {kind}. Укажите в документе ответственный орган",
    "the organisation has several of these: {kind}. Name the responsible body in the document",
)
