"""The points of signed orders and what each did, as rows that are only ever added.

An order of one decision is written in the transaction of a sign-off: its points are one statement, their
effects another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert

from storage.statements import Statement
from storage.tables import order_effect, order_point
from workflow.governance.orders.effect import NO_EDITION, Effect
from workflow.governance.orders.order import Point
from workflow.governance.orders.written import point_text_of

AT_ONCE = 8
"""How many rows one statement adds at most."""
Row = tuple[object, ...]


def add_points(
    connection: Connection, organisation: str, id_: str, points: Iterable[tuple[Point, Sequence[Effect]]]
) -> None:
    """Keep the points of a signed order with what each did."""
    said: list[Row] = []
    done: list[Row] = []
    for number, (point, effects) in enumerate(points, 1):
        said.append((organisation, id_, number, point.kind, point_text_of(point)))
        done += [
            (organisation, id_, number, n, *_effect(organisation, one)) for n, one in enumerate(effects, 1)
        ]
    _add(connection, order_point, said)
    _add(connection, order_effect, done)


def _add(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        batch = rows[first : first + AT_ONCE]
        statement, names = _adding(table, len(batch))
        statement.run(connection, dict(zip(names, chain.from_iterable(batch), strict=True)))


@lru_cache(64)
def _adding(table: Table, rows: int) -> tuple[Statement, Sequence[str]]:
    """The statement that adds so many rows, and the names of its values, row after row."""
    named = [{column.name: f"{column.name}_{at}" for column in table.columns} for at in range(rows)]
    values: list[dict[Any, Any]] = [
        {column: bindparam(name) for column, name in row.items()} for row in named
    ]
    return Statement(insert(table).values(values)), [name for row in named for name in row.values()]


def _effect(organisation: str, effect: Effect) -> Row:
    """The columns after the effect's place, in the order of the table."""
    edition = effect.edition if effect.edition != NO_EDITION else (None, None, None)
    party = (organisation, effect.party) if effect.party else (None, None)
    revoked = (organisation, effect.order, effect.number) if effect.order else (None, None, None)
    who = (effect.who or None, effect.capacity, effect.day, effect.until)
    return (effect.kind, effect.act, *edition, *party, *who, *revoked)
