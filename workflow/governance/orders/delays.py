"""The point by which single clauses enter later than their edition: its sentence and its faults."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workflow.documents.clause_days import day_fault, meant, typed
from workflow.documents.dates import numeric
from workflow.governance.orders.known import Known, KnownEdition
from workflow.governance.orders.order import MISSING, Order, Point
from workflow.values import Text


def sentence(known: Known, point: Point) -> str:
    """«Пункты 3.1, 3.2 Положения о хоре вступают в силу с 01.09.2026.»."""
    labels, edition = typed(point.clauses), known.edition(point)
    name = edition.name.genitive if edition else MISSING
    day = numeric(point.since) if point.since else MISSING
    if len(labels) > 1:
        return f"Пункты {', '.join(labels)} {name} вступают в силу с {day}."
    return f"Пункт {''.join(labels) or MISSING} {name} вступает в силу с {day}."


def faults(order: Order, known: Known, dated: date, point: Point) -> Iterator[tuple[str, Text]]:
    """What is wrong with it, field by field."""
    edition = known.edition(point)
    if edition is None:
        yield "editions", _NO_EDITION
        return
    _clauses, told = meant(point.clauses, edition.clauses)
    yield from (("clauses", one) for one in told[:1])
    since = _since(order, edition, dated)
    if since is None:
        yield "editions", _NOT_APPROVED.filled(title=edition.title)
    elif point.since is None:
        yield "since", _NO_DAY
    elif point.since <= dated:
        yield "since", _BEFORE_ORDER.filled(day=numeric(dated))
    elif fault := day_fault(point.since, since, edition.until):
        yield "since", fault
    if _before_approval(order, point):
        yield "kind", _AFTER_APPROVAL


def _since(order: Order, edition: KnownEdition, dated: date) -> date | None:
    """The day from which the whole edition is in force, by this order or already."""
    if edition.key not in order.approved:
        return edition.since
    entry = order.entry(edition.key)
    return (entry.since if entry else None) or dated


def _before_approval(order: Order, point: Point) -> bool:
    """Points work in their order: the edition has no day yet when this one comes first."""
    later = order.points[order.points.index(point) :]
    return any(one.kind in ("approve", "amend") and one.editions == point.editions for one in later)


_NO_EDITION = Text("Выберите документ", "Choose the document")
_NO_DAY = Text("Укажите дату: ДД.ММ.ГГГГ", "Give the date: DD.MM.YYYY")
_BEFORE_ORDER = Text("Позже дня самого приказа: {day}", "After the day of the order itself: {day}")
_NOT_APPROVED = Text(
    "«{title}»: редакция не утверждена. Добавьте пункт об утверждении",
    "“{title}”: the edition is not approved. Add a point that approves it",
)
_AFTER_APPROVAL = Text(
    "Этот пункт стоит после утверждения документа", "It stands after the point that approves the document"
)
