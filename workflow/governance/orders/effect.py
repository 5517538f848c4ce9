"""One thing that a point of an order does, and how it is told, before the signature and ever after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workflow.chain.acts import ACTS
from workflow.documents.clause_days import typed
from workflow.documents.dates import numeric
from workflow.governance.names import Names
from workflow.governance.orders.order import Who
from workflow.governance.people import ACTING, CHAIR, HOLDER, MEMBER, SECRETARY
from workflow.values import EditionKey, Text

EffectKind = Literal[
    "answered", "in_force", "delayed", "undelayed", "lapsed", "unlapsed", "created", "renamed", "closed",
    "seated", "unseated", "revoked", "assigned",
]  # fmt: skip
NO_EDITION = EditionKey("", 0, 0)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a point does: to an edition, a body or office, a person in it, or a point of another order.

    `day` is the first day it holds; `until` the first day that it holds no longer.
    """

    kind: EffectKind
    edition: EditionKey = NO_EDITION
    party: str = ""
    who: Who = ""
    capacity: str = ""
    day: date | None = None
    until: date | None = None
    order: str = ""
    number: int = 0
    act: str = ""
    party_kind: str = ""
    names: Names | None = None
    clauses: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """The names that sentences about effects need."""

    edition: Callable[[EditionKey], str]
    party: Callable[[str], str]
    person: Callable[[Who], str]
    order: Callable[[str], Text]


def tell_effect(effect: Effect, naming: Naming) -> Text:
    """The effect as a sentence, without its full stop."""
    return _TOLD[effect.kind](effect, naming)


def _answered(effect: Effect, naming: Naming) -> Text:
    done = ACTS[effect.act].outcomes[0].told
    return _of_edition(effect, naming, done.ru, done.en)


def _in_force(effect: Effect, naming: Naming) -> Text:
    day = _day(effect)
    return _of_edition(effect, naming, f"вступает в силу {day}", f"comes into force on {day}")


def _delayed(effect: Effect, naming: Naming) -> Text:
    day, labels = _day(effect), effect.clauses
    if len(typed(labels)) == 1:
        ru, en = f"пункт {labels} вступает в силу {day}", f"clause {labels} comes into force on {day}"
    else:
        ru, en = f"пункты {labels} вступают в силу {day}", f"clauses {labels} come into force on {day}"
    return _of_edition(effect, naming, ru, en)


def _undelayed(effect: Effect, naming: Naming) -> Text:
    ru, en = "пункты вступают в силу вместе с ней", "clauses come into force with it"
    return _of_edition(effect, naming, ru, en)


def _lapsed(effect: Effect, naming: Naming) -> Text:
    day = _day(effect)
    return _of_edition(effect, naming, f"утрачивает силу {day}", f"lapses on {day}")


def _unlapsed(effect: Effect, naming: Naming) -> Text:
    return _of_edition(effect, naming, "силы не утрачивает", "does not lapse")


def _of_edition(effect: Effect, naming: Naming, ru: str, en: str) -> Text:
    title, number = naming.edition(effect.edition), effect.edition.edition
    return Text(f"«{title}», редакция {number}: {ru}", f"“{title}”, edition {number}: {en}")


def _created(effect: Effect, naming: Naming) -> Text:
    name, day = naming.party(effect.party), _day(effect)
    return Text(f"{_capital(name)}: создаётся с {day}", f"{_capital(name)}: exists from {day}")


def _renamed(effect: Effect, naming: Naming) -> Text:
    name, day = naming.party(effect.party), _day(effect)
    new = effect.names.nominative if effect.names else ""
    return Text(f"{_capital(name)}: с {day} – {new}", f"{_capital(name)}: from {day} {new}")


def _closed(effect: Effect, naming: Naming) -> Text:
    name, day = naming.party(effect.party), _day(effect)
    return Text(f"{_capital(name)}: деятельность прекращается {day}", f"{_capital(name)}: ends on {day}")


def _seated(effect: Effect, naming: Naming) -> Text:
    name, party = naming.person(effect.who), naming.party(effect.party)
    capacity = _CAPACITIES[effect.capacity]
    ru, en = f"с {_day(effect)}", f"from {_day(effect)}"
    if effect.until:
        last = numeric(effect.until - timedelta(days=1))
        ru, en = f"{ru} по {last}", f"{en} to {last}"
    return Text(f"{name} – {capacity.ru}: {party}, {ru}", f"{name}, {capacity.en}: {party}, {en}")


def _unseated(effect: Effect, naming: Naming) -> Text:
    name, party, day = naming.person(effect.who), naming.party(effect.party), _day(effect)
    return Text(f"{name}: {party}, полномочия до {day}", f"{name}: {party}, until {day}")


def _revoked(effect: Effect, naming: Naming) -> Text:
    order = naming.order(effect.order)
    return Text(f"Отменён пункт {effect.number}: {order.ru}", f"Point {effect.number} is revoked: {order.en}")


def _assigned(effect: Effect, naming: Naming) -> Text:
    name = naming.person(effect.who) if effect.who else _capital(naming.party(effect.party))
    last = numeric(effect.until - timedelta(days=1)) if effect.until else ""
    return Text(f"{name}: на контроле до {last}", f"{name}: under control until {last}")


def _day(effect: Effect) -> str:
    return numeric(effect.day) if effect.day else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


_CAPACITIES: Mapping[str, Text] = {
    CHAIR: Text("председатель", "chair"),
    SECRETARY: Text("секретарь", "secretary"),
    MEMBER: Text("в составе", "member"),
    HOLDER: Text("назначение", "appointed"),
    ACTING: Text("исполнение обязанностей", "acting"),
}
_TOLD: Mapping[EffectKind, Callable[[Effect, Naming], Text]] = {
    "answered": _answered,
    "in_force": _in_force,
    "delayed": _delayed,
    "undelayed": _undelayed,
    "lapsed": _lapsed,
    "unlapsed": _unlapsed,
    "created": _created,
    "renamed": _renamed,
    "closed": _closed,
    "seated": _seated,
    "unseated": _unseated,
    "revoked": _revoked,
    "assigned": _assigned,
}
