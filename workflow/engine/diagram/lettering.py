"""How much room words take: a generous table by kind of letter, for a page's font is not known here."""

from __future__ import annotations

import unicodedata
from functools import cache

# Shares of the letter size; at least those of PT Serif and of Helvetica, seldom a tenth more.
_NARROW = frozenset(" .,:;'’|!ijlfI/\\()[]{}tr-`\"")
_WIDE = frozenset("жмфшщыюЖМФШЩЫЮДОmwMWOQ@%—…")
_BOLD = 1.09
ELLIPSIS = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Room for `text` in letters of `size`, in the same unit."""
    return sum(map(_share, text)) * size * (_BOLD if bold else 1)


@cache
def _share(char: str) -> float:
    if char in _NARROW:
        return 0.4
    if char in _WIDE:
        return 0.94 if char.isupper() or char in "@%—…" else 0.87
    if unicodedata.combining(char):
        return 0.0
    if char == "№" or unicodedata.east_asian_width(char) in "WF":
        return 1.18
    return 0.74 if char.isupper() else 0.62


def clean(text: str) -> str:
    """The text on one line, without characters that cannot be seen or would turn it round."""
    seen = "".join(" " if _is_blank(char) else char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(seen.split())


def _is_blank(char: str) -> bool:
    return unicodedata.category(char)[0] in "CZ"


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in at most `lines` lines no wider than `room`; what does not fit ends in an ellipsis."""
    found: list[str] = []
    for word in _pieces(clean(text), size, room, bold):
        joined = f"{found[-1]} {word}" if found else word
        if found and width(joined, size, bold=bold) <= room:
            found[-1] = joined
        elif len(found) == lines:
            found[-1] = _shortened(found[-1], size, room, bold)
            break
        else:
            found.append(word)
    return tuple(found)


def _pieces(text: str, size: float, room: float, bold: bool) -> list[str]:
    """The words, each cut where it is wider than the room."""
    found = []
    for word in text.split(" "):
        rest = word
        while width(rest, size, bold=bold) > room:
            fits = max(1, _fitting(rest, size, room, bold))
            found.append(rest[:fits])
            rest = rest[fits:]
        found.extend([rest] if rest else [])
    return found


def _fitting(word: str, size: float, room: float, bold: bool) -> int:
    taken = 0.0
    for number, char in enumerate(word):
        taken += width(char, size, bold=bold)
        if taken > room:
            return number
    return len(word)


def _shortened(line: str, size: float, room: float, bold: bool) -> str:
    while line and width(line + ELLIPSIS, size, bold=bold) > room:
        line = line[:-1].rstrip()
    return line + ELLIPSIS
