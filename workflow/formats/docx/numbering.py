"""Automatic numbers counted through a document, as Word prints them."""

from __future__ import annotations

import re

from workflow.formats.docx.lists import LEVELS, Level, List, Lists
from workflow.formats.docx.numbers import figure

_PLACE = re.compile(r"%([1-9])")
_PLAIN = re.compile(r"\d+(?:\.\d+)*")
# A sign that marks an entry without counting it, whatever font it is drawn in.
DASH = "–"


class Counting:
    """The counters of all lists; paragraphs are told in the order of the document."""

    def __init__(self, known: Lists) -> None:
        self._known = known
        self._counters: dict[int, list[int | None]] = {}
        self._begun: set[tuple[int, int]] = set()

    def label(self, list_id: int, level: int) -> str:
        """The number of the next paragraph of a list at a level; empty when it prints none.

        A sign that does not count is set in by two blanks for each level.
        """
        found = self._known.lists.get(list_id)
        shown = found.levels.get(level) if found else None
        if found is None or shown is None:
            return ""
        self._count(list_id, found, level, shown)
        if shown.manner == "bullet":
            return "  " * level + DASH
        return _closed(self._printed(found, level, shown))

    def _count(self, list_id: int, found: List, level: int, shown: Level) -> None:
        counters = self._counters.setdefault(found.shared, [None] * LEVELS)
        anew = self._starts_anew(list_id, found, level)
        now = counters[level]
        if anew is not None:
            counters[level] = anew
        else:
            counters[level] = shown.start if now is None else now + 1
        for deeper in range(level + 1, LEVELS):
            one = found.levels.get(deeper)
            if one is None or one.restart is None or one.restart > level:
                counters[deeper] = None

    def _starts_anew(self, list_id: int, found: List, level: int) -> int | None:
        """A list with a start of its own begins there once, at its first paragraph of that level."""
        if level not in found.starts or (list_id, level) in self._begun:
            return None
        self._begun.add((list_id, level))
        return found.starts[level]

    def _printed(self, found: List, level: int, shown: Level) -> str:
        counters = self._counters[found.shared]

        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            one = found.levels.get(at)
            if one is None or at > level:
                return ""
            now = counters[at]
            manner = "decimal" if shown.legal and one.manner not in ("none", "decimalZero") else one.manner
            return figure(one.start if now is None else now, manner)

        return _PLACE.sub(number, shown.text).strip()


def _closed(label: str) -> str:
    """A bare number is closed with a dot: in text a number without one may be part of the sentence."""
    return f"{label}." if _PLAIN.fullmatch(label) else label
