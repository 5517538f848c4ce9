"""Which points of one order can stand together: nothing is decided twice, nothing is undone at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.errors import Unmet
from workflow.governance.orders.known import Known
from workflow.governance.orders.order import Order, Point
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field of a point, and what is missing; point 1 is the first, 0 the order."""

    point: int
    field: str
    message: Text
    unmet: tuple[Unmet, ...] = ()


def clashes(order: Order, known: Known) -> Iterator[Fault]:
    """Points that say the same thing twice, or that undo one another."""
    seen: dict[tuple[object, ...], int] = {}
    for number, point in enumerate(order.points, 1):
        for act, what in _subjects(order, known, point):
            for against in _AGAINST[act]:
                if (against, what) in seen:
                    first = seen[against, what]
                    yield Fault(number, _FIELD[act], _CLASH.filled(first=first))
        for subject in _subjects(order, known, point):
            seen.setdefault(subject, number)


def _subjects(order: Order, known: Known, point: Point) -> Iterator[tuple[str, object]]:
    act = "approve" if point.kind == "amend" else point.kind
    if point.editions:
        yield from ((act, key) for key in point.editions)
    elif point.kind == "revoke":
        yield act, (point.order, point.number)
    elif point.kind == "appoint":
        yield act, (point.party, point.capacity)
        yield "office", _body_of(known, point.party)
    elif point.party:
        yield act, point.party
    elif point.kind == "control":
        yield act, ""
    if point.kind == "liquidate":
        yield "body", point.party


def _body_of(known: Known, office: str) -> str:
    found = known.parties.get(office)
    return (found.party.within if found else None) or office


# What each act cannot stand beside, about the same thing.
_AGAINST: Mapping[str, tuple[str, ...]] = {
    "approve": ("approve", "repeal"),
    "enter": ("enter", "repeal"),
    "delay": ("repeal",),
    "repeal": ("repeal", "approve", "enter"),
    "revoke": ("revoke",),
    "create": ("create", "reorganise", "liquidate"),
    "reorganise": ("reorganise", "liquidate", "create"),
    "liquidate": ("liquidate", "reorganise", "create", "members"),
    "members": ("members", "liquidate"),
    "appoint": ("appoint",),
    "office": ("body",),
    "body": ("office",),
    "control": ("control",),
    "free": (),
}
_FIELD: Mapping[str, str] = {
    "approve": "editions", "enter": "editions", "delay": "editions", "repeal": "editions", "revoke": "order",
    "create": "party", "reorganise": "party", "liquidate": "party", "members": "party", "appoint": "party",
    "office": "party", "body": "party", "control": "kind", "free": "words",
}  # fmt: skip
_CLASH = Text(
    "С пунктом {first} не сочетается: об этом же там решено",
    "It cannot stand beside point {first}, which decides on the same thing",
)
