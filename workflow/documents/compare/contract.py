"""A comparison as JSON, in the shape that `grif compare --as json` promises."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.documents.addresses import named
from workflow.documents.compare.values import Change, Comparison, Spot
from workflow.documents.compare.words import Run, runs


def as_json(comparison: Comparison) -> dict[str, object]:
    """The comparison as JSON values; `changes` stand in the order of reading."""
    return {
        "same": comparison.same,
        "title": comparison.latter.title or comparison.former.title,
        "turns": [None if turn is None else turn + 1 for turn in comparison.turns],
        "counts": {kind: count for kind, count in comparison.counts().items()},
        "head": [
            {
                "name": head.name,
                "former": head.former,
                "latter": head.latter,
                "words": _runs(runs(head.former, head.latter)),
            }
            for head in comparison.heads
        ],
        "changes": [_change(one) for one in comparison.changes],
        "annexes": [as_json(one) for one in comparison.annexes],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "uid": change.uid,
        "kinds": list(change.kinds),
        "former": _spot(change.former),
        "latter": _spot(change.latter),
        "words": _runs(change.words),
    }


def _spot(spot: Spot | None) -> dict[str, object] | None:
    if spot is None:
        return None
    return {
        "name": named(spot.address).ru,
        "parent": spot.parent,
        "turn": spot.turn,
        "kind": spot.clause.kind,
        "label": spot.clause.label,
        "text": spot.clause.text,
    }


def _runs(every: Iterable[Run]) -> list[list[str]]:
    return [[run.kind, run.text] for run in every]
