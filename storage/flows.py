"""An organisation's decisions to keep its documents on paper or without it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from storage.tables import document_flow
from workflow.governance.paperless import FlowDecision


class Flows:
    """Rows and the values of `workflow.governance.paperless`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, organisation: str, new: FlowDecision) -> None:
        """The decision in force from its day on, in place of one of the same day."""
        self._connection.execute(
            delete(document_flow).where(
                document_flow.c.organisation == organisation, document_flow.c.since == new.since
            )
        )
        self._connection.execute(
            insert(document_flow),
            {
                "organisation": organisation,
                "since": new.since,
                "paperless": new.paperless,
                "basis": new.basis,
            },
        )


def flows_of(connection: Connection, organisation: str) -> list[FlowDecision]:
    """The organisation's decisions by their days."""
    rows = connection.execute(
        select(document_flow.c.since, document_flow.c.paperless, document_flow.c.basis)
        .where(document_flow.c.organisation == organisation)
        .order_by(document_flow.c.since)
    )
    return [FlowDecision(row.since, row.paperless, row.basis) for row in rows]
