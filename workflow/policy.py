"""The one table of who may do what. Services ask here; templates and views never decide."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from workflow.errors import Forbidden, NotFound
from workflow.governance.people import RECORDING, Actor, Membership
from workflow.values import PartyKey, Text


class Permission(StrEnum):
    """What may be asked for, as noun:act."""

    READ = "document:read"
    READ_DRAFT = "draft:read"
    DRAFT = "draft:write"
    PERFORM = "case:write"
    MANAGE_PEOPLE = "people:write"
    MANAGE_FINDINGS = "finding:write"
    AUDIT = "journal:read"
    IMPORT = "document:import"
    MIGRATE = "case:migrate"
    ORDER = "order:write"
    MANAGE_CALENDAR = "calendar:write"
    MANAGE_REGISTERS = "register:write"
    RECORD_SITTING = "sitting:record"
    TELL_DAY = "edition:write"
    CORRECT = "edition:correct"


ADMINISTRATOR, AUDITOR = "administrator", "auditor"
ORDERING = frozenset({"head", "authority", "founder", "methodical_centre"})
"""The kinds of office that issue orders and keep a register of them."""
_ANY = frozenset({"*"})
TABLE: dict[Permission, frozenset[str]] = {
    Permission.READ: _ANY,
    Permission.READ_DRAFT: frozenset({ADMINISTRATOR, AUDITOR, "head", "authority", "coordinator"}),
    Permission.DRAFT: frozenset({ADMINISTRATOR, "head", "authority", "coordinator"}),
    Permission.PERFORM: _ANY,
    Permission.MANAGE_PEOPLE: frozenset({ADMINISTRATOR}),
    Permission.MANAGE_FINDINGS: frozenset({ADMINISTRATOR, AUDITOR}),
    Permission.AUDIT: frozenset({ADMINISTRATOR, AUDITOR}),
    Permission.IMPORT: frozenset({ADMINISTRATOR}),
    Permission.MIGRATE: frozenset({ADMINISTRATOR}),
    Permission.ORDER: frozenset({ADMINISTRATOR, *ORDERING}),
    Permission.MANAGE_CALENDAR: frozenset({ADMINISTRATOR}),
    Permission.MANAGE_REGISTERS: frozenset({ADMINISTRATOR}),
    Permission.RECORD_SITTING: frozenset({ADMINISTRATOR}),
    Permission.TELL_DAY: frozenset({ADMINISTRATOR, "head", "authority"}),
    Permission.CORRECT: frozenset({ADMINISTRATOR}),
}
"""Permission → the kinds of office whose holder has it; `*` is any seat or office of the organisation."""


def may(actor: Actor, permission: Permission, organisation: str) -> bool:
    """Whether the actor has the permission in that organisation today."""
    return capacity(actor, permission, organisation) is not None


def capacity(actor: Actor, permission: Permission, organisation: str) -> Membership | None:
    """The seat or office that gives the permission; None if none does."""
    kinds = TABLE[permission]
    for one in actor.within(organisation):
        if kinds is _ANY or (one.kind in kinds and one.capacity in RECORDING):
            return one
    return None


def require(actor: Actor, permission: Permission, organisation: str) -> Membership:
    """The seat or office that gives the permission.

    Raises NotFound to a stranger of the organisation, Forbidden to its own people.
    """
    if organisation not in actor.organisations:
        raise NotFound
    found = capacity(actor, permission, organisation)
    if found is None:
        raise Forbidden("forbidden", _forbidden(permission))
    return found


def reads(actor: Actor, organisation: str, asked: Iterable[PartyKey] = ()) -> bool:
    """Whether the actor reads an edition: as of its organisation, or as one who is or was asked."""
    if may(actor, Permission.READ, organisation):
        return True
    own = {one.party for one in actor.memberships}
    return any(party in own for party in asked)


def performs(actor: Actor, organisation: str, asked: Iterable[PartyKey] = ()) -> bool:
    """Whether the actor may do what the definition opens to him: as one of the organisation, or as one
    who records for a party that is asked.
    """
    return may(actor, Permission.PERFORM, organisation) or any(
        actor.capacity_for(party) is not None for party in asked
    )


WORDS: dict[Permission, Text] = {
    Permission.READ: Text("читать документы", "read documents"),
    Permission.READ_DRAFT: Text("читать проекты", "read drafts"),
    Permission.DRAFT: Text("вести проекты документов", "work on drafts"),
    Permission.PERFORM: Text("вести документ по его пути", "take a document on its way"),
    Permission.MANAGE_PEOPLE: Text("вести людей и органы", "keep people and bodies"),
    Permission.MANAGE_FINDINGS: Text("закрывать замечания", "close findings"),
    Permission.AUDIT: Text("читать историю организации", "read the organisation's history"),
    Permission.IMPORT: Text("вносить документы с бумаги", "put paper documents in"),
    Permission.MIGRATE: Text("переводить документы на другую цепочку", "move documents to another chain"),
    Permission.ORDER: Text("готовить приказы", "prepare orders"),
    Permission.MANAGE_CALENDAR: Text("вести календарь", "keep the calendar"),
    Permission.MANAGE_REGISTERS: Text("вести журналы", "keep registers"),
    Permission.RECORD_SITTING: Text("записывать заседания любого органа", "record the sittings of any body"),
    Permission.TELL_DAY: Text("отмечать дни редакции", "tell the days of an edition"),
    Permission.CORRECT: Text("исправлять опечатки в действующей редакции", "correct misprints in force"),
}
"""What each permission lets a person do, as pages say it."""


def _forbidden(permission: Permission) -> Text:
    what = WORDS[permission]
    return Text(
        f"У вас нет права {what.ru}. Его даёт администратор организации",
        f"You have no right to {what.en}. The organisation's administrator gives it",
    )
