"""Which documents a paper file holds: an order and what it approves are two, an act and its annexes one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from workflow.documents.reading import Reading
from workflow.governance.findings import Entry


def documents(reading: Reading, order: Entry | None) -> Iterator[tuple[Reading, Entry | None]]:
    """Each document of the file with the order to which it is annexed, if it is."""
    apart = [one for one in reading.annexes if _apart(reading, one)]
    yield replace(reading, annexes=tuple(one for one in reading.annexes if one not in apart)), order
    own = _order(reading)
    for annex in apart:
        yield from documents(annex, own)


def _apart(act: Reading, annex: Reading) -> bool:
    return act.kind == "order" or any(one.number or one.date for one in annex.approvals)


def _order(reading: Reading) -> Entry | None:
    """The number and date of a reading that is an order."""
    for one in reading.approvals if reading.kind == "order" else ():
        if one.number and one.date:
            return Entry(one.number, date.fromisoformat(one.date))
    return None
