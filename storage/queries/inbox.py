"""«Ждут меня»: the tasks of some bodies and offices by due day, a page at a time, at any size.

One keyset page of each party, joined by UNION ALL and sorted again: every branch is one indexed read, which
`party IN (…)` is not. The total is counted up to a cap.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, func, select, tuple_, union_all

from storage.statements import Statement, in_words
from storage.tables import document, task
from workflow.errors import NotFound
from workflow.values import PartyKey

PAGE = 20
CAP = 1000

_COLUMNS = (
    task.c.party_organisation,
    task.c.party,
    task.c.due,
    task.c.organisation,
    task.c.document,
    task.c.edition,
    task.c.step,
    task.c.act,
    task.c.since,
    task.c.claimed_by,
)
_ORDER = (task.c.due, task.c.organisation, task.c.document, task.c.edition, task.c.step)
_AFTER = tuple(bindparam(f"after_{column.name}", type_=column.type) for column in _ORDER)


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


class InboxRow(NamedTuple):
    """A task with its document's title."""

    party_organisation: str
    party_id: str
    due: str
    organisation: str
    document: int
    edition: int
    step: str
    act: str
    since: str
    claimed_by: str | None
    title: str

    @property
    def party(self) -> PartyKey:
        """The body or office that must act."""
        return PartyKey(self.party_organisation, self.party_id)


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
    own = sorted(set(parties))
    if not own:
        return Page((), 0, False, None)
    asked = _named(own)
    if after is not None:
        asked |= {f"after_{name}": value for name, value in asdict(after).items()}
    rows = _pages(len(own), limit + 1, after is not None).all(connection, asked)
    shown: tuple[InboxRow, ...] = tuple(rows[:limit])
    total = waiting_count(connection, own)
    return Page(shown, min(total, CAP), total > CAP, _cursor(shown[-1]) if len(rows) > limit else None)


def waiting_count(connection: Connection, parties: Sequence[PartyKey]) -> int:
    """How many tasks wait for the parties; CAP + 1 stands for more."""
    own = sorted(set(parties))
    if not own:
        return 0
    counted = _count(len(own)).one(connection, _named(own))
    return min(int(counted.waiting), CAP + 1) if counted else 0


# A statement for so many parties is compiled once; few people sit in more than a handful of bodies.
@lru_cache(64)
def _pages(parties: int, at_most: int, after: bool) -> Statement:
    if parties == 1:
        own = and_(document.c.organisation == task.c.organisation, document.c.number == task.c.document)
        page = _page(0, after).limit(in_words(at_most))
        return Statement(page.add_columns(document.c.title).join(document, own), row=InboxRow)
    pages = [_page(number, after).limit(in_words(at_most)) for number in range(parties)]
    branches = [one.subquery().select() for one in pages]
    found = union_all(*branches).subquery()
    of_document = and_(document.c.organisation == found.c.organisation, document.c.number == found.c.document)
    order = [found.c[column.name] for column in _ORDER]
    return Statement(
        select(found, document.c.title).join(document, of_document).order_by(*order).limit(in_words(at_most)),
        row=InboxRow,
    )


@lru_cache(64)
def _count(parties: int) -> Statement:
    # In the index's order: else PostgreSQL reads the whole table in hope of finding so many soon.
    counted = [select(in_words(1).label("one")).where(_of(number)) for number in range(parties)]
    limited = [one.order_by(task.c.due).limit(in_words(CAP + 1)) for one in counted]
    branches = [one.subquery().select() for one in limited]
    return Statement(select(func.count().label("waiting")).select_from(union_all(*branches).subquery()))


def _page(number: int, after: bool) -> Select[Any]:
    query = select(*_COLUMNS).where(_of(number)).order_by(*_ORDER)
    return query.where(tuple_(*_ORDER) > tuple_(*_AFTER)) if after else query


def _of(number: int) -> Any:
    return and_(
        task.c.party_organisation == bindparam(f"organisation_{number}"),
        task.c.party == bindparam(f"party_{number}"),
    )


def _named(parties: Sequence[PartyKey]) -> dict[str, object]:
    named: dict[str, object] = {}
    for number, party in enumerate(parties):
        named[f"organisation_{number}"], named[f"party_{number}"] = party
    return named


def _cursor(row: InboxRow) -> Cursor:
    return Cursor(row.due, row.organisation, row.document, row.edition, row.step)
