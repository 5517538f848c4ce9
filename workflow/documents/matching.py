"""Clauses of a new text matched to those of the text before, so that uids last for ever."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from workflow.documents.clauses import Clause, Kind
from workflow.documents.tables import in_rows, row_name, serial

# Measured on amended school regulations: a reworded clause keeps more than this share of its words.
_SAME_PLACE = 0.55
_ELSEWHERE = 0.62

# Marks are no words: a comma that came does not make another word of the one before it.
_WORD = re.compile(r"\w+")

Place = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A clause with its way from the top and its words; those of a row without its number, and its name."""

    clause: Clause
    place: Place
    words: tuple[str, ...]
    name: str = ""

    @property
    def kind(self) -> Kind:
        return self.clause.kind

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What makes two clauses the same wherever they stand."""
        return ("section" if self.kind == "section" else "", self.words)


def carry_uids(
    old: tuple[Clause, ...], new: tuple[Clause, ...], new_uid: Callable[[], str]
) -> tuple[Clause, ...]:
    """The new tree bearing the old uids wherever a clause is the same, reworded or moved; each at most once.

    Equal text in place goes first, then equal text elsewhere, then rows of one name in a table, then similar
    text in place, then similar text. The number of a row is no part of its text.
    """
    befores, afters = list(_placed(old, ())), list(_placed(new, ()))
    pairs = _Pairs(befores, afters)
    pairs.equal_in_place()
    pairs.equal_in_order()
    pairs.equal_anywhere()
    pairs.rows_of_one_name()
    pairs.similar_in_place()
    pairs.similar_anywhere()
    uids = iter([pairs.found.get(at) for at in range(len(afters))])
    return _renamed(new, uids, new_uid)


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """How much of their words two texts share in order: 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


class _Pairs:
    """Which old clause each new one is; every step matches only what is still free."""

    def __init__(self, old: Sequence[_Placed], new: Sequence[_Placed]) -> None:
        self.old = old
        self.new = new
        self.free_old = dict.fromkeys(range(len(old)))
        self.free_new = dict.fromkeys(range(len(new)))
        self.found: dict[int, str] = {}

    def _pair(self, before: int, after: int) -> None:
        self.found[after] = self.old[before].clause.uid
        del self.free_old[before], self.free_new[after]

    def equal_in_place(self) -> None:
        """The same words under the same number; dashes and paragraphs have no number and wait."""
        places = {(self.old[at].place, self.old[at].words): at for at in self.free_old if self._numbered(at)}
        for after in list(self.free_new):
            one = self.new[after]
            before = places.get((one.place, one.words))
            if before is not None and before in self.free_old:
                self._pair(before, after)

    def _numbered(self, at: int) -> bool:
        return self.old[at].kind in ("section", "point", "item") and bool(self.old[at].clause.label)

    def equal_in_order(self) -> None:
        """The same words in the same order, pairs already found being landmarks for repeated entries."""
        landmarks = {self.old[at].clause.uid for at in range(len(self.old)) if at not in self.free_old}
        befores = [one.clause.uid if one.clause.uid in landmarks else one.said for one in self.old]
        afters = [self.found.get(at, one.said) for at, one in enumerate(self.new)]
        for block in SequenceMatcher(None, befores, afters, autojunk=False).get_matching_blocks():
            for before, after in zip(*(range(start, start + block.size) for start in block[:2]), strict=True):
                if after in self.free_new and self.new[after].words:
                    self._pair(before, after)

    def equal_anywhere(self) -> None:
        """The same words wherever they moved."""
        waiting: dict[object, list[int]] = {}
        for before in self.free_old:
            waiting.setdefault(self.old[before].said, []).append(before)
        for after in list(self.free_new):
            befores = waiting.get(self.new[after].said)
            if befores and self.new[after].words:
                self._pair(befores.pop(0), after)

    def rows_of_one_name(self) -> None:
        """A row whose first words no other free row of its table has, whatever its other cells say now."""
        befores, afters = (
            self._named(*side) for side in ((self.old, self.free_old), (self.new, self.free_new))
        )
        for key, found in afters.items():
            if len(found) == len(befores.get(key, ())) == 1:
                self._pair(befores[key][0], found[0])

    def _named(self, side: Sequence[_Placed], free: Iterable[int]) -> dict[tuple[Place, str], list[int]]:
        found: dict[tuple[Place, str], list[int]] = {}
        for at in free:
            if side[at].name:
                found.setdefault((side[at].place[:-1], side[at].name), []).append(at)
        return found

    def similar_in_place(self) -> None:
        """Reworded under the same number."""
        places = {self.old[at].place: at for at in self.free_old}
        for after in list(self.free_new):
            before = places.get(self.new[after].place)
            if before is not None and before in self.free_old and self._alike(before, after) >= _SAME_PLACE:
                self._pair(before, after)

    def similar_anywhere(self) -> None:
        """Reworded and moved: the most similar pair first."""
        candidates = [(-self._alike(before, after), before, after) for before, after in self._candidates()]
        for likeness, before, after in sorted(candidates):
            if -likeness >= _ELSEWHERE and before in self.free_old and after in self.free_new:
                self._pair(before, after)

    def _candidates(self) -> Iterator[tuple[int, int]]:
        """Free pairs that share words enough, whatever their order: a cheap upper bound of similarity."""
        holders: dict[tuple[str, int], list[int]] = {}
        for before in self.free_old:
            for word in _counted(self.old[before].words):
                holders.setdefault(word, []).append(before)
        for after in self.free_new:
            one = self.new[after]
            shared = Counter(chain.from_iterable(holders.get(word, ()) for word in _counted(one.words)))
            for before, common in shared.items():
                other = self.old[before]
                same_sort = (one.kind == "section") == (other.kind == "section")
                if same_sort and 2 * common >= _ELSEWHERE * (len(one.words) + len(other.words)):
                    yield before, after

    def _alike(self, before: int, after: int) -> float:
        return similarity(self.old[before].words, self.new[after].words)


def _counted(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each word with its turn, so that a word said twice counts twice."""
    turns: Counter[str] = Counter()
    for word in words:
        turns[word] += 1
        yield word, turns[word]


def _placed(clauses: Iterable[Clause], above: Place) -> Iterator[_Placed]:
    """Every clause with its place: labels from the top, and a turn where labels do not tell apart."""
    turns: Counter[tuple[str, str]] = Counter()
    for run in in_rows(clauses):
        for clause in run:
            key = (clause.kind, clause.label)
            turns[key] += 1
            place = (*above, (f"{clause.kind} {clause.label}", str(turns[key])))
            words = tuple(_WORD.findall(clause.text.casefold()))
            if len(run) > 1:
                number = len(_WORD.findall(serial(clause)))
                yield _Placed(clause, place, words[number:] or words, row_name(clause).casefold())
                continue
            yield _Placed(clause, place, words)
            yield from _placed(clause.children, place)


def _renamed(
    clauses: tuple[Clause, ...], uids: Iterator[str | None], new_uid: Callable[[], str]
) -> tuple[Clause, ...]:
    return tuple(_with_uid(clause, next(uids), uids, new_uid) for clause in clauses)


def _with_uid(
    clause: Clause, uid: str | None, uids: Iterator[str | None], new_uid: Callable[[], str]
) -> Clause:
    mine = uid or new_uid()
    return Clause(mine, clause.label, clause.text, clause.kind, _renamed(clause.children, uids, new_uid))
