"""«Ждут меня»: the tasks of some bodies and offices by due day, a page at a time, at any size.

One keyset page of each party, joined by UNION ALL and sorted again: every branch is one indexed read, which
`party IN (…)` is not. The total is counted up to a cap.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal, select, tuple_, union_all

from storage.tables import document, task
from workflow.errors import NotFound
from workflow.values import PartyKey

PAGE = 20
CAP = 1000

_ORDER = (task.c.due, task.c.organisation, task.c.document, task.c.edition, task.c.step)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the next page begins after it."""

    due: str
    organisation: str
    document: int
    edition: int
    step: str

    @property
    def text(self) -> str:
        """The cursor as an address carries it."""
        return json.dumps([self.due, self.organisation, self.document, self.edition, self.step])

    @classmethod
    def read(cls, text: str) -> Cursor:
        """The cursor of an address. Raises NotFound when it is none."""
        try:
            due, organisation, number, edition, step = json.loads(text)
            return cls(str(due), str(organisation), int(number), int(edition), str(step))
        except (ValueError, TypeError):
            raise NotFound from None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A task with its document's title."""

    party: PartyKey
    due: str
    organisation: str
    document: int
    edition: int
    step: str
    act: str
    since: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of tasks; `total` is exact unless `capped`."""

    tasks: tuple[InboxRow, ...]
    total: int
    capped: bool
    next: Cursor | None


def inbox(
    connection: Connection, parties: Sequence[PartyKey], after: Cursor | None = None, limit: int = PAGE
) -> Page:
    """The tasks of the parties, the most urgent first."""
    if not parties:
        return Page((), 0, False, None)
    pages = [_page(party, after, limit + 1).subquery().select() for party in sorted(set(parties))]
    found = union_all(*pages).subquery()
    query = (
        select(found, document.c.title)
        .join(
            document,
            and_(document.c.organisation == found.c.organisation, document.c.number == found.c.document),
        )
        .order_by(found.c.due, found.c.organisation, found.c.document, found.c.edition, found.c.step)
        .limit(limit + 1)
    )
    rows = [_row(row) for row in connection.execute(query)]
    total = waiting_count(connection, parties)
    shown = rows[:limit]
    following = _cursor(shown[-1]) if len(rows) > limit else None
    return Page(tuple(shown), min(total, CAP), total > CAP, following)


def waiting_count(connection: Connection, parties: Sequence[PartyKey]) -> int:
    """How many tasks wait for the parties; CAP + 1 stands for more."""
    if not parties:
        return 0
    branches = [
        select(literal(1)).where(_of(party)).limit(CAP + 1).subquery().select() for party in sorted(set(parties))
    ]
    capped = union_all(*branches).subquery()
    limited = select(literal(1)).select_from(capped).limit(CAP + 1).subquery()
    return connection.scalar(select(func.count()).select_from(limited)) or 0


def _page(party: PartyKey, after: Cursor | None, limit: int) -> Select[Any]:
    query = select(task).where(_of(party)).order_by(*_ORDER).limit(limit)
    if after is None:
        return query
    last = (after.due, after.organisation, after.document, after.edition, after.step)
    return query.where(tuple_(*_ORDER) > tuple_(*(literal(value) for value in last)))


def _of(party: PartyKey) -> Any:
    return and_(task.c.party_organisation == party.organisation, task.c.party == party.party)


def _row(row: Any) -> InboxRow:  # a task row with a title
    return InboxRow(
        PartyKey(row.party_organisation, row.party), row.due, row.organisation, row.document, row.edition,
        row.step, row.act, row.since, row.title,
    )


def _cursor(row: InboxRow) -> Cursor:
    return Cursor(row.due, row.organisation, row.document, row.edition, row.step)
