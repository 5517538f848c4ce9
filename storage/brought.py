"""Files that people brought and have not kept yet."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass, replace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from storage.tables import brought
from workflow.documents.reading import Transcript
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.brought import Answer, Brought
from workflow.errors import NotFound, Stale
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """A file in the list of those that wait."""

    number: int
    name: str
    made_at: str


class BroughtFiles:
    """A file is changed over the version that was seen, until it is kept or put away."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation: str, one: Brought) -> Brought:
        """Keep a file under the organisation's next number; the caller has locked its numbers."""
        last = self._connection.scalar(
            select(func.max(brought.c.number)).where(brought.c.organisation == organisation)
        )
        made = replace(one, number=(last or 0) + 1)
        fixed = {
            "organisation": organisation,
            "number": made.number,
            "name": made.name,
            "sha256": made.sha256,
            "made_by": made.made_by,
            "made_at": made.made_at,
        }
        self._connection.execute(insert(brought), {**fixed, **_changing(made)})
        return made

    def get(self, organisation: str, number: int) -> Brought:
        """The file as it stands. Raises NotFound."""
        row = self._connection.execute(
            select(brought).where(brought.c.organisation == organisation, brought.c.number == number)
        ).first()
        if row is None:
            raise NotFound
        return _restored(row)

    def save(self, organisation: str, one: Brought, seen: int) -> None:
        """Keep a changed file. Raises Stale when another version than `seen` is there now."""
        done = self._connection.execute(
            update(brought)
            .where(
                brought.c.organisation == organisation,
                brought.c.number == one.number,
                brought.c.version == seen,
                brought.c.state == "open",
            )
            .values(_changing(one))
        )
        if not done.rowcount:
            raise Stale("file-changed", _CHANGED)


def brought_open(connection: Connection, organisation: str) -> list[BroughtRow]:
    """The files that wait for a decision, newest first."""
    rows = connection.execute(
        select(brought.c.number, brought.c.name, brought.c.made_at)
        .where(brought.c.organisation == organisation, brought.c.state == "open")
        .order_by(brought.c.number.desc())
    )
    return [BroughtRow(row.number, row.name, row.made_at) for row in rows]


def _changing(one: Brought) -> dict[str, object]:
    remarks = [[remark.code, remark.line, remark.facts] for remark in one.transcript.remarks]
    return {
        "content": one.content,
        "text": one.transcript.text,
        "remarks": json.dumps(remarks, ensure_ascii=False),
        "answers": json.dumps([astuple(answer) for answer in one.answers], ensure_ascii=False),
        "version": one.version,
        "state": one.state,
        "document": one.document,
    }


def _restored(row: Any) -> Brought:
    remarks = tuple(
        Remark(code, line, tuple((name, fact) for name, fact in facts))
        for code, line, facts in json.loads(row.remarks)
    )
    return Brought(
        row.number,
        row.name,
        row.sha256,
        row.content,
        Transcript(row.text, remarks),
        tuple(Answer(*answer) for answer in json.loads(row.answers)),
        row.version,
        row.state,
        row.made_by,
        row.made_at,
        row.document,
    )


_CHANGED = Text(
    "Файл тем временем изменили или уже внесли: посмотрите его ещё раз",
    "The file was changed or kept meanwhile: look at it again",
)
