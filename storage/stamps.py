"""Stamps of archived paper, as they were read."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from storage.tables import paper_stamp
from workflow.chain.paper import PaperStep
from workflow.governance.findings import Entry
from workflow.values import EditionKey


def signers_of(connection: Connection, key: EditionKey) -> Mapping[str, str]:
    """Who signed each step of an archived paper, as read from it; none where no name was read."""
    of = paper_stamp.c
    wanted = select(of.step, of.signer).where(
        of.organisation == key.organisation,
        of.document == key.document,
        of.edition == key.edition,
        of.signer != "",
    )
    return {row.step: row.signer for row in connection.execute(wanted)}


class Stamps:
    """Kept once, beside the sign-off that was made of each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, key: EditionKey, one: PaperStep, order: Entry | None) -> None:
        """Keep what the paper shows; `order` is the one to which an annex belongs."""
        read = one.approval
        self._connection.execute(
            insert(paper_stamp),
            {
                "organisation": key.organisation,
                "document": key.document,
                "edition": key.edition,
                "step": one.step.id,
                "word": read.act or "",
                "party": read.by_text,
                "evidence": one.step.evidence,
                "number": read.number,
                "dated": one.dated,
                "signer": read.signer or "",
                "unsure": read.ambiguous,
                "order_number": order.number if order else None,
                "order_dated": order.dated if order else None,
            },
        )
