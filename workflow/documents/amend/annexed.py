"""Operations on annexes told apart by annex: each annex is amended as a text of its own."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.documents.addresses import Address, Step
from workflow.documents.amend.operations import InAnnex, Operation, PartOperation
from workflow.documents.document import EditionText


def by_annex(operations: Iterable[Operation]) -> dict[int, tuple[PartOperation, ...]]:
    """What is done inside each annex, by its turn from 0."""
    found: dict[int, tuple[PartOperation, ...]] = {}
    for one in operations:
        if isinstance(one, InAnnex):
            found[one.turn] = (*found.get(one.turn, ()), one.of)
    return found


def within(operations: Iterable[Operation], turn: int | None) -> tuple[Operation, ...]:
    """What is done to one text: that of an annex, or the act with all else (None)."""
    if turn is None:
        return tuple(one for one in operations if not isinstance(one, InAnnex))
    return by_annex(operations).get(turn, ())


def annex_address(base: EditionText, turn: int) -> Address:
    """How an order names the annex: by its number, without one where it is the only one."""
    return (Step("annex", "" if len(base.annexes) == 1 else str(turn + 1)),)
