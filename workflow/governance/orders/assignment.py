"""What an order tells somebody to do by a day: a point kept under control until it is closed with a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.governance.orders.order import PointKind
from workflow.values import PartyKey


@dataclass(frozen=True, slots=True)
class Assignment:
    """A point of a signed order that `person` answers for; `due` is its last day.

    `office` issued the order, `document` is the order's text; `closed_on` is None while it is open.
    """

    office: PartyKey
    order: str
    point: int
    kind: PointKind
    printed: str
    dated: date
    document: int
    title: str
    person: str
    due: date
    closed_on: date | None = None
    closed_by: str = ""
    note: str = ""

    def overdue(self, today: date) -> bool:
        """Whether its last day has passed and it is still open."""
        return self.closed_on is None and self.due < today
