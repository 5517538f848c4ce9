"""The heading that an order's points suggest: «Об утверждении Положения о хоре» (norms §1.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from workflow.documents.dates import numeric
from workflow.governance.orders.amending import amending_title
from workflow.governance.orders.carried import ACTS, LAPSED
from workflow.governance.orders.known import Known, party_names
from workflow.governance.orders.order import Order, Point, PointKind
from workflow.governance.people import ACTING

_ACTS, _OF_ACTS = "локальные нормативные акты", "локальных нормативных актов"


def suggested_title(order: Order, known: Known) -> str:
    """The heading that the first point with one gives; several documents are told as acts together."""
    if len(order.approved) > 1:
        kinds = {one.kind for one in order.points if one.kind in ("approve", "amend")}
        return f"О внесении изменений в {_ACTS}" if kinds == {"amend"} else f"Об утверждении {_OF_ACTS}"
    suggested = (_TITLES[one.kind](order, known, one) for one in order.points if one.kind in _TITLES)
    return next((title for title in suggested if title), "")


def _approval(_order: Order, known: Known, point: Point) -> str:
    edition = known.edition(point)
    if edition is None:
        return ""
    about = ACTS.get(edition.act, ACTS["approve"])[1]
    return f"{about} {edition.name.genitive}"


def _amendment(_order: Order, known: Known, point: Point) -> str:
    edition = known.edition(point)
    if edition is None:
        return ""
    if edition.changed is not None:
        return amending_title(edition.changed)
    return f"О внесении изменений в {edition.name.accusative}"


def _entry(_order: Order, known: Known, point: Point) -> str:
    edition = known.edition(point)
    return f"О введении в действие {edition.name.genitive}" if edition else ""


def _delay(_order: Order, known: Known, point: Point) -> str:
    edition = known.edition(point)
    return f"О вступлении в силу отдельных пунктов {edition.name.genitive}" if edition else ""


def _repeal(_order: Order, known: Known, point: Point) -> str:
    edition = known.edition(point)
    return f"О признании {LAPSED[edition.name.ending]} силу {edition.name.genitive}" if edition else ""


def _revocation(_order: Order, known: Known, point: Point) -> str:
    issued = known.points.get((point.order, point.number))
    if issued is None:
        return ""
    order = f"от {numeric(issued.dated)} № {issued.printed}"
    return f"О признании утратившим силу пункта {issued.number} приказа {order}"


def _creation(_order: Order, _known: Known, point: Point) -> str:
    return f"О создании {point.names.genitive}" if point.names else ""


def _reorganisation(order: Order, known: Known, point: Point) -> str:
    return f"О реорганизации {party_names(order, known, point.party).genitive}"


def _liquidation(order: Order, known: Known, point: Point) -> str:
    return f"О прекращении деятельности {party_names(order, known, point.party).genitive}"


def _members(order: Order, known: Known, point: Point) -> str:
    return f"Об утверждении состава {party_names(order, known, point.party).genitive}"


def _appointment(order: Order, known: Known, point: Point) -> str:
    about = "О возложении обязанностей" if point.capacity == ACTING else "О назначении"
    return f"{about} {party_names(order, known, point.party).genitive}"


# A point on control and one in free words give an order no heading.
_TITLES: Mapping[PointKind, Callable[[Order, Known, Point], str]] = {
    "approve": _approval,
    "amend": _amendment,
    "enter": _entry,
    "delay": _delay,
    "repeal": _repeal,
    "revoke": _revocation,
    "create": _creation,
    "reorganise": _reorganisation,
    "liquidate": _liquidation,
    "members": _members,
    "appoint": _appointment,
}
