"""Which elements of two orders stay: the heaviest run common to both, whichever of them comes first."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence


def stayers(former: Sequence[str], latter: Sequence[str], weights: Mapping[str, int]) -> set[str]:
    """The elements, all in both orders, that need not move; the others weigh least together."""
    start = _common(former, latter)
    if start == len(former):
        return set(former)
    end = _common(former[start:][::-1], latter[start:][::-1])
    middle = slice(start, len(former) - end)
    places = {one: at for at, one in enumerate(former[middle])}
    kept = _heaviest(latter[middle], places, weights)
    return {*former[:start], *former[len(former) - end :], *kept}


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    for at, (first, second) in enumerate(zip(one, other, strict=True)):
        if first != second:
            return at
    return len(one)


def _heaviest(order: Sequence[str], places: Mapping[str, int], weights: Mapping[str, int]) -> set[str]:
    """The heaviest part of the order whose places rise, by a tree of the best so far (Fenwick)."""
    best: list[tuple[int, str]] = [(0, "")] * (len(order) + 1)
    before: dict[str, str] = {}
    for one in order:
        weight, last = _best(best, places[one])
        before[one] = last
        _raise(best, places[one] + 1, (weight + _weight(one, weights), one))
    kept, last = set(), _best(best, len(order))[1]
    while last:
        kept.add(last)
        last = before[last]
    return kept


def _weight(one: str, weights: Mapping[str, int]) -> int:
    """The weight with a fraction of its own: no two runs weigh the same, so chance decides nothing."""
    own = int.from_bytes(hashlib.blake2b(one.encode(), digest_size=8).digest())
    return ((weights[one] + 1) << 80) + own


def _best(tree: Sequence[tuple[int, str]], until: int) -> tuple[int, str]:
    found = (0, "")
    while until > 0:
        found = max(found, tree[until])
        until -= until & -until
    return found


def _raise(tree: list[tuple[int, str]], at: int, to: tuple[int, str]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], to)
        at += at & -at
