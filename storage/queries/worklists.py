"""The documents on worklists: one keyset page of each state, joined by UNION ALL, in one statement.

They are found by the index of open cases whose definition has worklists; who waits longest comes first.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    union_all,
)

from storage.cases import spelled
from storage.definitions import plan_of
from storage.statements import Statement, in_words
from storage.tables import case, definition, document, publication
from workflow.engine.machine import Plan
from workflow.errors import NotFound
from workflow.services.listing import Cursor, Place, Row

AT_ONCE = 100
"""How many states are asked in one statement; a database takes no more than some hundreds."""

_ORDER = (case.c.since, case.c.document, case.c.edition)
_AFTER = tuple(bindparam(f"after_{column.name}", type_=column.type) for column in _ORDER)
_OFFERED = Statement(
    select(publication.c.definition)
    .join(definition, definition.c.hash == publication.c.definition)
    .where(publication.c.organisation == bindparam("of_organisation"), definition.c.worklists)
    .group_by(publication.c.definition)
    .order_by(func.min(publication.c.since), publication.c.definition)
)


class Offered(NamedTuple):
    """A definition with worklists that an organisation has published, now or before."""

    organisation: str
    digest: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class _Branch:
    """One state of one definition for one list; `kept` are the spellings of which each needs one."""

    place: int
    organisation: str
    definition: str
    state: str
    kept: tuple[tuple[str, ...], ...]


def with_worklists(connection: Connection, organisations: Sequence[str]) -> list[Offered]:
    """What the organisations have published that has worklists, the first published first."""
    return [
        Offered(one, row.definition, plan_of(connection, row.definition))
        for one in organisations
        for row in _OFFERED.all(connection, {"of_organisation": one})
    ]


def standing(
    connection: Connection, places: Sequence[Place], limit: int, after: Cursor | None = None
) -> list[list[Row]]:
    """The documents on each worklist, at most `limit` of each, after one of them."""
    found: list[list[Row]] = [[] for _ in places]
    branches = [one for number, place in enumerate(places) for one in _branches(number, place)]
    last = {} if after is None else {f"after_{name}": value for name, value in after._asdict().items()}
    for first in range(0, len(branches), AT_ONCE):
        asked = branches[first : first + AT_ONCE]
        shape = tuple(tuple(map(len, one.kept)) for one in asked)
        for row in _pages(shape, limit, after is not None).all(connection, {**_named(asked), **last}):
            found[row.place].append(Row(*row[1:]))
    return [sorted(rows, key=lambda row: row.cursor)[:limit] for rows in found]


def _branches(number: int, place: Place) -> Iterator[_Branch]:
    for digest, search in place.searches:
        kept = tuple(
            tuple(one for value in values for one in _spellings(name, value))
            for name, values in search.values.items()
        )
        for state in search.states:
            yield _Branch(number, place.organisation, digest, state, kept)


def _named(branches: Sequence[_Branch]) -> dict[str, object]:
    named: dict[str, object] = {}
    for number, one in enumerate(branches):
        named[f"place_{number}"] = one.place
        named[f"organisation_{number}"] = one.organisation
        named[f"definition_{number}"] = one.definition
        named[f"state_{number}"] = one.state
        spellings = [spelling for each in one.kept for spelling in each]
        named |= {f"kept_{number}_{place}": spelling for place, spelling in enumerate(spellings)}
    return named


# People come back to the same lists: a statement of one shape is compiled once.
@lru_cache(64)
def _pages(shape: tuple[tuple[int, ...], ...], at_most: int, after: bool) -> Statement:
    pages = [_page(number, kept, after).limit(in_words(at_most)) for number, kept in enumerate(shape)]
    branches = [one.subquery().select() for one in pages]
    found = union_all(*branches).subquery()
    own = and_(document.c.organisation == found.c.organisation, document.c.number == found.c.document)
    columns = ("place", "organisation", "document", "edition", "definition", "state", "since")
    return Statement(select(*(found.c[name] for name in columns), document.c.title).join(document, own))


def _page(number: int, kept: tuple[int, ...], after: bool) -> Select[Any]:
    place = bindparam(f"place_{number}", type_=Integer).label("place")
    ends = list(accumulate(kept))
    query = select(place, case.c.organisation, case.c.definition, case.c.state, *_ORDER).where(
        case.c.organisation == bindparam(f"organisation_{number}"),
        case.c.definition == bindparam(f"definition_{number}"),
        case.c.state == bindparam(f"state_{number}"),
        case.c.listed,
        case.c.open,
        *(_keeps(number, end - count, end) for count, end in zip(kept, ends, strict=True)),
    )
    if after:
        query = query.where(tuple_(*_ORDER) > tuple_(*_AFTER))
    return query.order_by(*_ORDER)


def _keeps(number: int, first: int, end: int) -> ColumnElement[bool]:
    """That the case keeps a value in one of the spellings.

    Its JSON is flat and of one spelling, and a quotation mark inside a value is escaped: the spelling of a
    pair stands in it where the pair does, and nowhere else.
    """
    kept = case.c.variables
    spellings = (bindparam(f"kept_{number}_{place}", type_=String) for place in range(first, end))
    return or_(*(func.replace(kept, one, "") != kept for one in spellings))


def _spellings(name: str, value: str) -> Iterator[str]:
    yield spelled({name: value})[1:-1]
    for plain in _plain(value):
        pair = spelled({name: plain})[1:-1]
        yield from (f"{pair},", f"{pair}}}")


def _plain(value: str) -> Iterator[object]:
    """What else is written like that: yes, no, nothing, or a number."""
    named = {"True": True, "False": False, "None": None}
    if value in named:
        yield named[value]
        return
    try:
        number = json.loads(value)
    except ValueError:
        return
    if isinstance(number, int | float) and str(number) == value:
        yield number


def cursor(text: str) -> Cursor:
    """The cursor of an address. Raises NotFound when it is none."""
    try:
        since, number, edition = json.loads(text)
        return Cursor(str(since), int(number), int(edition))
    except (ValueError, TypeError):
        raise NotFound from None
