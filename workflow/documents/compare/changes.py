"""Two texts that share their clauses' uids, compared: the rows of both, and the changes among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from typing import get_args

from workflow.documents.addresses import Address, addresses
from workflow.documents.clauses import Clause
from workflow.documents.compare.order import stayers
from workflow.documents.compare.values import Change, Comparison, Head, HeadName, Row, Spot
from workflow.documents.document import EditionText

NOTHING = EditionText("", "", "", ())
_TITLES_ALIKE = 0.62

Clauses = tuple[Clause, ...]
Pairs = list[tuple[int | None, int | None]]


def compare(former: EditionText, latter: EditionText) -> Comparison:
    """All in which the texts differ. A clause is the same by its uid; see `aligned` for texts read apart."""
    heads = tuple(
        Head(name, getattr(former, name), getattr(latter, name))
        for name in get_args(HeadName)
        if getattr(former, name) != getattr(latter, name)
    )
    changes = tuple(row.change for row in rows(former.clauses, latter.clauses) if row.change and not row.left)
    annexes = tuple(_annexes(former.annexes, latter.annexes))
    return Comparison(former, latter, heads, changes, annexes)


def rows(former: Clauses, latter: Clauses) -> Iterator[Row]:
    """Both texts read together: the new one in its order, what went where it stood."""
    yield from _Reading(_Side(former), _Side(latter)).rows("", 0)


class _Side:
    """One tree taken apart: each clause with its parent and turn; the children of each."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.spots: dict[str, tuple[str, int, Clause]] = {}
        self.children: dict[str, list[str]] = {"": []}
        self.sizes: dict[str, int] = {}
        self._known: dict[str, Address] | None = None
        self._take(clauses, "")

    def _take(self, clauses: Clauses, parent: str) -> int:
        total = 0
        for turn, one in enumerate(clauses):
            self.spots[one.uid] = (parent, turn, one)
            self.children[parent].append(one.uid)
            self.children[one.uid] = []
            self.sizes[one.uid] = len(one.text) + self._take(one.children, one.uid)
            total += self.sizes[one.uid]
        return total

    def spot(self, uid: str) -> Spot:
        """Where the clause stands, under the address that people know it by."""
        if self._known is None:
            self._known = addresses(self.clauses)
        parent, turn, clause = self.spots[uid]
        return Spot(parent, turn, self._known[uid], replace(clause, children=()))


class _Reading:
    """Both sides with what moved between them."""

    def __init__(self, former: _Side, latter: _Side) -> None:
        self.former = former
        self.latter = latter
        self.weights = {
            uid: size + latter.sizes[uid] for uid, size in former.sizes.items() if uid in latter.sizes
        }
        self.stay = {uid for parent in former.children for uid in self._stay(parent)}

    def _stay(self, parent: str) -> set[str]:
        """The children that are in this parent on both sides, and in the same order."""
        if parent not in self.latter.children:
            return set()
        here = [uid for uid in self.former.children[parent] if self._parent(self.latter, uid) == parent]
        there = [uid for uid in self.latter.children[parent] if self._parent(self.former, uid) == parent]
        return stayers(here, there, self.weights)

    def _parent(self, side: _Side, uid: str) -> str | None:
        return side.spots[uid][0] if uid in side.spots else None

    def rows(self, parent: str, depth: int) -> Iterator[Row]:
        """The rows below a clause."""
        gone = self._groups(self.former.children.get(parent, []))
        come = self._groups(self.latter.children.get(parent, []))
        for anchor in ["", *(uid for uid in self.latter.children.get(parent, []) if uid in self.stay)]:
            if anchor:
                yield from self._row(anchor, depth)
            for uid in gone.get(anchor, []):
                yield from self._gone(uid, depth)
            for uid in come.get(anchor, []):
                yield from self._row(uid, depth)

    def _groups(self, children: list[str]) -> dict[str, list[str]]:
        """Those that do not stay, by the last one before them that does."""
        groups: dict[str, list[str]] = {}
        anchor = ""
        for uid in children:
            if uid in self.stay:
                anchor = uid
            else:
                groups.setdefault(anchor, []).append(uid)
        return groups

    def _row(self, uid: str, depth: int) -> Iterator[Row]:
        was = self.former.spots.get(uid)
        now = self.latter.spots[uid][2]
        yield Row(depth, was[2] if was else None, now, self._change(uid))
        yield from self.rows(uid, depth + 1)

    def _gone(self, uid: str, depth: int) -> Iterator[Row]:
        was = self.former.spots[uid][2]
        if uid in self.latter.spots:
            yield Row(depth, was, None, self._change(uid), left=True)
            return
        yield Row(depth, was, None, self._change(uid))
        yield from self.rows(uid, depth + 1)

    def _change(self, uid: str) -> Change | None:
        was, now = self.former.spots.get(uid), self.latter.spots.get(uid)
        if was and now and uid in self.stay and _said(was[2]) == _said(now[2]):
            return None
        moved = was is not None and now is not None and uid not in self.stay
        return Change(
            uid, self.former.spot(uid) if was else None, self.latter.spot(uid) if now else None, moved
        )


def _said(one: Clause) -> tuple[str, str, str]:
    return one.kind, one.label, one.text


def _annexes(former: tuple[EditionText, ...], latter: tuple[EditionText, ...]) -> Iterator[Comparison]:
    for before, after in annex_pairs(former, latter):
        was = NOTHING if before is None else former[before]
        now = NOTHING if after is None else latter[after]
        yield replace(compare(was, now), turns=(before, after))


def annex_pairs(former: tuple[EditionText, ...], latter: tuple[EditionText, ...]) -> Pairs:
    """Annexes of one title, then of titles alike, then of the same place; the rest stand alone."""
    free, found = dict.fromkeys(range(len(former))), dict[int, int]()
    for alike in (_one_title, _titles_alike, None):
        for after in range(len(latter)):
            before = _partner(former, latter, after, free, alike)
            if after not in found and before is not None:
                found[after] = before
                del free[before]
    alone: Pairs = [(before, None) for before in free]
    return [*((found.get(after), after) for after in range(len(latter))), *alone]


def _partner(
    former: tuple[EditionText, ...],
    latter: tuple[EditionText, ...],
    after: int,
    free: dict[int, None],
    alike: Callable[[str, str], bool] | None,
) -> int | None:
    if alike is None:
        return after if after in free else None
    return next((at for at in free if alike(former[at].title, latter[after].title)), None)


def _one_title(one: str, other: str) -> bool:
    return one == other


def _titles_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _TITLES_ALIKE
