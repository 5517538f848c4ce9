"""The points of an order that carries one decision: what the decision form signs is an order like any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workflow.governance.orders.effect import Effect
from workflow.governance.orders.order import Point
from workflow.governance.orders.proposed import CONTROL_POINT
from workflow.values import EditionKey

Done = tuple[Point, tuple[Effect, ...]]


def decided(
    key: EditionKey, act: str, dated: date, since: date | None, former: EditionKey | None
) -> Iterator[Done]:
    """Each point with what it did, in the order of `carried.order_text`.

    `since` is None when the order does not put the edition into force; `former` lapses on that day.
    """
    yield Point("approve", (key,)), (Effect("answered", key, day=dated, act=act),)
    if since is not None:
        yield Point("enter", (key,), since=since), (Effect("in_force", key, day=since),)
        if former is not None:
            yield Point("repeal", (former,), since=since), (Effect("lapsed", former, day=since),)
    yield CONTROL_POINT, ()
