"""Two trees as one run of lines for tracked changes: all taken back are the old, all taken the new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from workflow.documents.clauses import Clause
from workflow.documents.compare.table import Line, words_between
from workflow.documents.compare.values import Comparison
from workflow.documents.depth import TOP, Depth

Fate = Literal["stays", "goes", "comes", "leaves", "arrives"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause and how far it is set in."""

    clause: Clause
    depth: int


@dataclass(frozen=True, slots=True)
class Redline:
    """One line and its fate; a clause that moved has two, where it `leaves` and where it `arrives`."""

    fate: Fate
    former: Placed | None
    latter: Placed | None

    @property
    def uid(self) -> str:
        """The clause that the line is of."""
        found = self.latter or self.former
        return found.clause.uid if found else ""

    @property
    def words(self) -> Line:
        """The line with its label: all of the old words at the old place, what it became at the new."""
        was, now = (one.clause if one else None for one in (self.former, self.latter))
        if self.fate == "leaves":
            return words_between(was, None)
        found = words_between(was, now)
        return tuple(run for run in found if run.kind != "removed") if self.fate == "arrives" else found


def redlines(comparison: Comparison) -> Iterator[Redline]:
    """The lines of both texts, each once, moved ones twice; what stands below a clause moves with it."""
    former, latter = comparison.former.clauses, comparison.latter.clauses
    old = {one.clause.uid: one for one in _placed(former, TOP)}
    new = {one.clause.uid: one for one in _placed(latter, TOP)}
    moved = {one.uid for one in comparison.changes if one.moved}
    staying = {uid for uid in _unmoved(former, moved) if uid in new}
    gone, come = _between(old, staying), _between(new, staying)
    for anchor in ["", *(uid for uid in new if uid in staying)]:
        if anchor:
            yield Redline("stays", old[anchor], new[anchor])
        for uid in gone.get(anchor, ()):
            yield Redline("leaves" if uid in new else "goes", old[uid], new.get(uid))
        for uid in come.get(anchor, ()):
            yield Redline("arrives" if uid in old else "comes", old.get(uid), new[uid])


def _unmoved(clauses: Iterable[Clause], moved: set[str]) -> Iterator[str]:
    for one in clauses:
        if one.uid not in moved:
            yield one.uid
            yield from _unmoved(one.children, moved)


def _placed(clauses: Iterable[Clause], around: Depth) -> Iterator[Placed]:
    for one in clauses:
        yield Placed(one, around.of(one))
        yield from _placed(one.children, around.under(one))


def _between(order: Iterable[str], staying: set[str]) -> dict[str, list[str]]:
    """Those that do not stay, by the last one before them that does."""
    groups: dict[str, list[str]] = {}
    anchor = ""
    for uid in order:
        if uid in staying:
            anchor = uid
        else:
            groups.setdefault(anchor, []).append(uid)
    return groups
