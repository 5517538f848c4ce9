"""What changed inside a clause, word by word, in runs that a person can read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from workflow.documents.tables import is_row

RunKind = Literal["same", "removed", "added"]
_BAR = "|"
_TOKEN = re.compile(r"(\s*)(\w+|[^\w\s]|$)")
# Past this many words two texts are compared as wholes between their common ends: a clause is not a book.
_MOST = 4_000

Token = tuple[str, str]
Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came; the runs but the added ones make the old text, exactly."""

    kind: RunKind
    text: str


def runs(former: str, latter: str) -> tuple[Run, ...]:
    """The old and the new text as runs; islands smaller than the edits around them are edits too.

    Rows of as many cells are read cell by cell: no run goes over a bar.
    """
    if is_row(former) and is_row(latter) and former.count(_BAR) == latter.count(_BAR):
        return tuple(joined(_cells(former.split(_BAR), latter.split(_BAR))))
    return _line(former, latter)


def cells_of(line: Iterable[Run]) -> list[tuple[Run, ...]]:
    """The runs of each cell of a row, its bars left out."""
    found: list[list[Run]] = [[]]
    for run in line:
        first, *more = run.text.split(_BAR)
        found[-1].append(Run(run.kind, first))
        found += [[Run(run.kind, cell)] for cell in more]
    return [tuple(joined(cell)) for cell in found]


def _cells(former: Sequence[str], latter: Sequence[str]) -> Iterator[Run]:
    for turn, (was, now) in enumerate(zip(former, latter, strict=True)):
        if turn:
            yield Run("same", _BAR)
        yield from _line(was, now)


def _line(former: str, latter: str) -> tuple[Run, ...]:
    old, new = _tokens(former), _tokens(latter)
    return tuple(joined(_runs(old, new, _absorbed(_blocks(old, new), old, new))))


def _tokens(text: str) -> list[Token]:
    """Each word or mark with the blanks before it."""
    return [(found[1], found[2]) for found in _TOKEN.finditer(text) if found[0]]


def _blocks(old: Sequence[Token], new: Sequence[Token]) -> list[Block]:
    """Where the same words stand in both, as (start, end) of the old and of the new."""
    ours, theirs = [word for _, word in old], [word for _, word in new]
    if max(len(ours), len(theirs)) > _MOST:
        return []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [(a, a + size, b, b + size) for a, b, size in matcher.get_matching_blocks() if size]


def _absorbed(blocks: list[Block], old: Sequence[Token], new: Sequence[Token]) -> list[Block]:
    """The blocks that are longer than the edits on both sides of them, and those at the ends."""
    kept = blocks
    while True:
        left = [one for at, one in enumerate(kept) if not _island(kept, at, old, new)]
        if len(left) == len(kept):
            return kept
        kept = left


def _island(blocks: Sequence[Block], at: int, old: Sequence[Token], new: Sequence[Token]) -> bool:
    start, end, begins, ends = blocks[at]
    _, before_old, _, before_new = blocks[at - 1] if at else (0, 0, 0, 0)
    after = blocks[at + 1] if at + 1 < len(blocks) else (len(old), len(old), len(new), len(new))
    left = max(_length(old, before_old, start), _length(new, before_new, begins))
    right = max(_length(old, end, after[0]), _length(new, ends, after[2]))
    return 0 < left >= _length(old, start, end) <= right > 0


def _length(tokens: Sequence[Token], start: int, end: int) -> int:
    return sum(len(word) for _, word in tokens[start:end])


def _runs(old: Sequence[Token], new: Sequence[Token], blocks: Sequence[Block]) -> Iterator[Run]:
    at, turn = 0, 0
    for start, end, begins, ends in [*blocks, (len(old), len(old), len(new), len(new))]:
        yield from _edit(_said(old[at:start]), _said(new[turn:begins]))
        for (blank, word), (new_blank, _) in zip(old[start:end], new[begins:ends], strict=True):
            if blank == new_blank:
                yield Run("same", blank + word)
            else:
                yield from (Run("removed", blank), Run("added", new_blank), Run("same", word))
        at, turn = end, ends


def _edit(removed: str, added: str) -> Iterator[Run]:
    """What went and what came; a blank before both belongs to neither."""
    shared = 1 if removed[:1] == added[:1] and removed[:1].isspace() else 0
    yield Run("same", removed[:shared])
    yield Run("removed", removed[shared:])
    yield Run("added", added[shared:])


def _said(tokens: Sequence[Token]) -> str:
    return "".join(blank + word for blank, word in tokens)


def joined(every: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of one kind as one run; empty ones go."""
    last: Run | None = None
    for one in every:
        if not one.text:
            continue
        if last is not None and last.kind == one.kind:
            last = Run(last.kind, last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
