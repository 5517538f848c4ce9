"""By what paper a text came to differ: each edition on the way to it says which units it touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.compare.values import Comparison
from workflow.values import Text

NONE = Text("", "")


@dataclass(frozen=True, slots=True)
class Made:
    """One edition on the way from the former text to the latter: what it changed, and by what paper."""

    comparison: Comparison
    grounds: Text


def grounds_of(uid: str, way: Sequence[Made]) -> Text:
    """The papers that touched a clause; all of them where the unit has no uid or none is seen to touch it."""
    if not way:
        return NONE
    touched = [made for made in way if uid in _touched(made.comparison)] if uid else []
    return all_grounds(touched or way)


def all_grounds(way: Sequence[Made]) -> Text:
    """The papers of the whole way, each once, in its order; empty without any."""
    said = dict.fromkeys(made.grounds for made in way if made.grounds.ru)
    return Text("; ".join(one.ru for one in said), "; ".join(one.en for one in said))


def _touched(comparison: Comparison) -> Iterator[str]:
    return (change.uid for part in comparison.parts() for change in part.changes)
