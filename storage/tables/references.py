"""What rows point at without a foreign key: both are written or locked by one transaction of a sign-off.

PostgreSQL checks a foreign key by a query that locks the row it points at, and logs the lock: for these
that was an eighth of all the work of a sign-off. `storage/ownership.py` looks for what they would forbid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_

from storage.tables.cases import decision, sign_off, task
from storage.tables.documents import document, edition
from storage.tables.journal import event
from storage.tables.registers import instrument


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Rows of a table, each of which belongs to one row of another."""

    table: Table
    owner: Table
    columns: Mapping[str, str]
    """The owner's column by the table's own."""

    @property
    def on(self) -> ColumnElement[bool]:
        """The clause that joins the two."""
        return and_(*(self.table.c[own] == self.owner.c[its] for own, its in self.columns.items()))


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


_EDITION = {"organisation": "organisation", "document": "document", "edition": "number"}

EVENT = Reference(event, document, {"organisation": "organisation", "document": "number"})
SIGN_OFF = Reference(sign_off, edition, _EDITION)
TASK = Reference(task, edition, _EDITION)
DECISION = Reference(decision, sign_off, _same("organisation", "document", "edition", "step"))
BY_INSTRUMENT = Reference(
    decision, instrument, {"instrument_organisation": "organisation", "instrument": "id"}
)
REFERENCES = (EVENT, SIGN_OFF, TASK, DECISION, BY_INSTRUMENT)
