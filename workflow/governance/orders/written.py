"""An order as JSON, the form in which a draft and the points of a signed order are kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from workflow.governance.names import Names
from workflow.governance.orders.order import Annex, Member, Order, Point, Who
from workflow.governance.people import PersonName
from workflow.values import EditionKey, PartyKey

_SPELLED = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_DEFAULTS = {one.name: one.default for one in fields(Point)}


def order_text_of(order: Order) -> str:
    """The order as canonical JSON."""
    return _SPELLED(
        {
            "office": list(order.office),
            "title": order.title,
            "preamble": order.preamble,
            "points": [_point(one) for one in order.points],
            "annexes": [[one.title, one.text] for one in order.annexes],
        }
    )


def restored_order(text: str) -> Order:
    """The order that `order_text_of` wrote."""
    value = json.loads(text)
    return Order(
        PartyKey(*value["office"]),
        value["title"],
        value["preamble"],
        tuple(_restored(one) for one in value["points"]),
        tuple(Annex(*one) for one in value["annexes"]),
    )


def point_text_of(point: Point) -> str:
    """One point as canonical JSON; what it does not use is left out."""
    return _SPELLED(_point(point))


def restored_point(text: str) -> Point:
    """The point that `point_text_of` wrote."""
    return _restored(json.loads(text))


def _point(point: Point) -> dict[str, object]:
    said = ((name, getattr(point, name), default) for name, default in _DEFAULTS.items())
    return {name: _value(value) for name, value, default in said if value != default}


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Names):
        return [value.nominative, value.genitive, value.instrumental]
    if isinstance(value, PersonName):
        return [value.surname, value.given, value.patronymic]
    if isinstance(value, Member):
        return [_value(value.who), value.capacity]
    if isinstance(value, tuple):
        return [_value(one) for one in value]
    return value


def _restored(value: dict[str, Any]) -> Point:
    return Point(**{name: _RESTORED[name](one) if name in _RESTORED else one for name, one in value.items()})


def _who(value: str | list[str]) -> Who:
    return value if isinstance(value, str) else PersonName(*value)


_RESTORED: Mapping[str, Callable[[Any], Any]] = {
    "editions": lambda value: tuple(EditionKey(*one) for one in value),
    "names": lambda value: Names(*value),
    "members": lambda value: tuple(Member(_who(who), capacity) for who, capacity in value),
    "who": _who,
    "since": date.fromisoformat,
    "until": date.fromisoformat,
}
