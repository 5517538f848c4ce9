"""Live numbers: each label is given the list and level that prints exactly it, or is typed where none can."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workflow.documents.clauses import Clause
from workflow.formats.docx.lists import LEVELS
from workflow.formats.docx.numbers import figure
from workflow.formats.docx_out.markup import attribute

BULLETS = 1
"""The list of dashes; its levels are the depths of a list in a list."""

_LABEL = re.compile(
    r"(?P<before>(?:[^\W\d]+\s|§\s?)?)(?P<count>[1-9]\d{0,3}(?:\.[1-9]\d{0,3})*|[^\W\d_])(?P<after>\)?)"
)
_MANNERS = ("russianLower", "russianUpper", "lowerLetter", "upperLetter", "upperRoman")
_ROMAN = re.compile(r"(?P<before>(?:[^\W\d]+\s)?)(?P<count>[IVXLC]+)(?P<after>\)?)")
_SMALL_ROMAN = re.compile(r"(?P<before>)(?P<count>[ivx]+)(?P<after>\)?)")
_MOST_LETTERS = 29


@dataclass(frozen=True, slots=True)
class Numbered:
    """A label taken apart: what stands around the count, how it counts, the count of each level."""

    before: str
    after: str
    manner: str
    counts: tuple[int, ...]

    @property
    def family(self) -> tuple[str, str, str]:
        """Labels of one family may run on in one list."""
        return self.before, self.after, self.manner


@dataclass(slots=True)
class _List:
    """A list that is open: how deep it is set in, where its levels begin, and how far they have come."""

    number: int
    depth: int
    family: tuple[str, str, str]
    starts: tuple[int, ...]
    counters: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def next(self, level: int) -> tuple[int, ...]:
        """What the next paragraph of a level would print."""
        upper = [self._now(at) for at in range(level)]
        now = self.counters[level]
        return (*upper, self._start(level) if now is None else now + 1)

    def take(self, counts: tuple[int, ...]) -> None:
        """A paragraph prints these counts; deeper levels begin anew."""
        level = len(counts) - 1
        self.counters[level] = counts[-1]
        self.counters[level + 1 :] = [None] * (LEVELS - level - 1)

    def _now(self, at: int) -> int:
        now = self.counters[at]
        return self._start(at) if now is None else now

    def _start(self, at: int) -> int:
        return self.starts[at] if at < len(self.starts) else 1


class Numbering:
    """The lists of one document; its clauses are told in the order of reading."""

    def __init__(self) -> None:
        self._lists: list[_List] = []

    def place(self, clause: Clause, depth: int = 0) -> tuple[int, int] | None:
        """The list and level that print the clause's label; None when it must be typed.

        `depth` is that of a list in a list of its manner: it never goes on with the one around it.
        """
        told = numbered(clause.printed)
        if told is None:
            return None
        level = len(told.counts) - 1
        for one in reversed(self._lists):
            # A level above the one a list began at was never printed: programs differ on what comes after it.
            began = len(one.starts) - 1
            alike = one.family == told.family and one.depth == depth
            if alike and level >= began and one.next(level) == told.counts:
                break
        else:
            one = _List(len(self._lists) + BULLETS + 1, depth, told.family, told.counts)
            self._lists.append(one)
        one.take(told.counts)
        return one.number, level

    def part(self) -> str:
        """The definitions of all lists, as the part of the package says them."""
        defined = [_bullets(), *(_abstract(one) for one in self._lists)]
        named = [_named(at) for at in range(BULLETS, len(self._lists) + BULLETS + 1)]
        return "".join([*defined, *named])


def numbered(printed: str) -> Numbered | None:
    """A printed label as a list would count it; None for one that no list prints."""
    bare = printed.removesuffix(".") if not printed.endswith(")") else printed
    if bare == printed and not printed.endswith(")"):
        return None
    if found := _ROMAN.fullmatch(bare):
        return _lettered(found, ("upperRoman",))
    if found := _SMALL_ROMAN.fullmatch(bare):
        return _lettered(found, ("lowerRoman",))
    found = _LABEL.fullmatch(bare)
    if found is None or not found["count"][0].isdecimal():
        return _lettered(found, _MANNERS) if found else None
    counts = tuple(map(int, found["count"].split(".")))
    return Numbered(found["before"], found["after"], "decimal", counts) if len(counts) <= LEVELS else None


def _lettered(found: re.Match[str], manners: tuple[str, ...]) -> Numbered | None:
    for manner in manners:
        for count in range(1, _MOST_LETTERS + 1):
            if figure(count, manner) == found["count"]:
                return Numbered(found["before"], found["after"], manner, (count,))
    return None


def _abstract(one: _List) -> str:
    before, after, manner = one.family
    starts = (*one.starts, *[1] * LEVELS)
    levels = "".join(_level(at, before, after, manner, starts[at]) for at in range(LEVELS))
    return _definition(one.number, levels)


def _level(at: int, before: str, after: str, manner: str, start: int) -> str:
    text = before + ".".join(f"%{each}" for each in range(1, at + 2)) + (after or ".")
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{manner}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val={attribute(text)}/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _bullets() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="–"/><w:lvlJc w:val="left"/></w:lvl>'
        for at in range(LEVELS)
    )
    return _definition(BULLETS, levels)


def _definition(number: int, levels: str) -> str:
    # Word makes one list of those whose nsid is the same.
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x47520000 + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _named(number: int) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
