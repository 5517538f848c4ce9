"""The points of an order that carries one decision: what the decision form signs is an order like any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from workflow.governance.orders.amending import kept_words
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.order import Point
from workflow.governance.orders.proposed import CONTROL_POINT
from workflow.values import EditionKey

Done = tuple[Point, tuple[Effect, ...]]


def decided(
    key: EditionKey,
    act: str,
    dated: date,
    since: date | None,
    former: EditionKey | None,
    changes: Sequence[str] = (),
) -> Iterator[Done]:
    """Each point with what it did, in the order of `carried.order_text`.

    `since` is None when the order does not put the edition into force; `former` lapses on that day, by a
    point of its own unless the order says the `changes`.
    """
    how = Point("amend", (key,), words=kept_words(changes)) if changes else Point("approve", (key,))
    yield how, (Effect("answered", key, day=dated, act=act),)
    if since is not None:
        lapsed = (Effect("lapsed", former, day=since),) if former is not None else ()
        entered = Effect("in_force", key, day=since)
        yield Point("enter", (key,), since=since), ((entered, *lapsed) if changes else (entered,))
        if former is not None and not changes:
            yield Point("repeal", (former,), since=since), lapsed
    yield CONTROL_POINT, ()
