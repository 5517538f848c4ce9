"""Text whose line ends were lost: one long line divided again at its title and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from workflow.documents.kinds import spelling, words

_FLAT = re.compile(r"(?:^|\s)1\.\s+[А-ЯЁ][^\n]{3,160}?\s1\.1\.?\s")
_NUMBER = re.compile(r"(?<=\s)(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[А-ЯЁ«])")
_TITLE = re.compile(r"(?<=\s)[А-ЯЁ][А-ЯЁа-яё]{3,14}(?=\s+(?:[оО][бБ]?\s|[А-ЯЁа-яё]{3,}))")
_SHORTEST = 150


def is_flat(line: str) -> bool:
    """A line that holds both «1. Общие положения» and «1.1»."""
    return len(line) >= _SHORTEST and _FLAT.search(line) is not None


def divided(line: str) -> Iterator[str]:
    """The pieces of a flat line, nothing left out: its head, its title, each heading and point."""
    cuts = [0, *_cuts(line), len(line)]
    for start, end in pairwise(cuts):
        if line[start:end].strip():
            yield line[start:end]


def _cuts(line: str) -> list[int]:
    cuts: list[int] = []
    last: tuple[int, ...] = ()
    for found in _NUMBER.finditer(line):
        number = tuple(int(part) for part in found.group(1).split("."))
        if _follows(number, last):
            cuts.append(found.start(1))
            last = number
    title = _title(line[: cuts[0]]) if cuts else None
    return [title, *cuts] if title else cuts


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """The next number of a text that counts without gaps: 1, 1.1, 1.2, 1.2.1, 2."""
    if not last:
        return number == (1,)
    successors = {(*last, 1)} | {(*last[:depth], last[depth] + 1) for depth in range(len(last))}
    return number in successors


def _title(head: str) -> int | None:
    """Where the title begins: the last word for a document, capitals first."""
    found = [one for one in _TITLE.finditer(head) if spelling(one.group(0)) in words]
    best = [one for one in found if one.group(0).isupper()] or found
    return best[-1].start() if best else None
