"""The mark a line begins with: a number, a bracketed number or letter, a dash, «Раздел I»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from workflow.documents.numerals import manner, roman

Sort = Literal["none", "number", "bracket", "dash", "roman", "worded"]

_DASH = re.compile(
    r"(?:[-–—−‒―•●▪■◦○·∙►➢➤✓✔\uf0b7\uf0a7\uf0d8\uf02d\uf0fc](?:\s+|(?=[^\W_]|[«\"„“(]))|[*+]\s+)(?=\S)"
)
# «3.1(1)» and «а(1))» stand between their neighbours: a clause added where no number was free.
_INDEX = r"(?:\(\d{1,2}\))?"
_NUMBER = re.compile(
    rf"(\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}{_INDEX})(?:(\.)(?:\s+|$|(?=[^\W\d_]|[«\"„“(]))|\s+|$)"
)
_BRACKET = re.compile(rf"((?:\d{{1,3}}|[^\W\d_]){_INDEX})\)(?:\s+|$|(?=[^\W_]|[«\"„“(]))")
# The second and third level that Word offers by itself: «a.», «i.», «ii)».
_LATIN = re.compile(r"([a-z]|[ivx]{2,6})([.)])\s+(?=\S)")
_COMPOUND_BRACKET = re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,5})()\)(?:\s+|$)")
_ROMAN = re.compile(r"([IVX]{1,7})(?:\.(\d{1,3}(?:\.\d{1,3}){0,4}))?(\.|\s*[-–—])?(?:\s+|$)")
_WORDED = re.compile(
    r"((?:раздел|глава|часть|статья)\s*(?:№\s*)?(?:\d{1,3}|[IVX]{1,7})|§\s*\d{1,3})(?=[\s.:]|$)\s*[.:]?\s*",
    re.IGNORECASE,
)
# A date or an hour at the start of a line («21.02.2023 № 95», «10.00») is never a number of a clause.
_DATED = re.compile(
    r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}(?!\d)|\d{2}(?!\d)\s?г?)|\d{1,2}[.:]\d{2}\s*[-–—]\s*\d{1,2}[.:]\d{2}"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A line taken apart: `label` without its final dot, `parts` as numbers, `rest` the words after it.

    The index of «3.1(1)» is in the label alone: it is the 3.1 of its place once more.
    """

    sort: Sort
    label: str
    parts: tuple[int, ...]
    rest: str
    dashed: bool = False
    dotted: bool = False

    @property
    def number(self) -> int:
        """The last component of the label; 0 when it has none."""
        return self.parts[-1] if self.parts else 0

    @property
    def indexed(self) -> bool:
        """Whether it stands between two numbers, «3.1(1)»."""
        return indexed(self.label)


def indexed(label: str) -> bool:
    """Whether a label bears an index, «3.1(1)», «а(1))»."""
    return "(" in label


def mark(text: str) -> Mark:
    """The mark at the start of a cleaned line."""
    dash = _DASH.match(text)
    if dash:
        rest = text[dash.end() :]
        inner = _numbered(rest)
        if inner and (inner.dotted or inner.sort == "bracket") and inner.rest:
            return Mark(inner.sort, inner.label, inner.parts, inner.rest, True, inner.dotted)
        return Mark("dash", "–", (), rest)
    return _numbered(text) or Mark("none", "", (), text)


def _numbered(text: str) -> Mark | None:
    return _number(text) or _latin(text) or _bracket(text) or _worded(text) or _roman(text)


def _number(text: str) -> Mark | None:
    found = _NUMBER.match(text) or _COMPOUND_BRACKET.match(text)
    if not found or _DATED.match(text):
        return None
    label = found.group(1)
    if any(part.startswith("0") for part in label.split(".")):
        return None
    parts = tuple(int(part) for part in label.partition("(")[0].split("."))
    rest = text[found.end() :]
    if not rest and found.group(2) is None:
        return None
    return Mark("number", label, parts, rest, dotted=bool(found.group(2)))


def _bracket(text: str) -> Mark | None:
    found = _BRACKET.match(text)
    if not found:
        return None
    inner = found.group(1)
    first = inner.partition("(")[0]
    value = int(first) if first.isdecimal() else _letter(first)
    return Mark("bracket", f"{inner})", (value,), text[found.end() :])


def _latin(text: str) -> Mark | None:
    """A Latin letter or a small Roman figure; «i» alone counts as one, for a list of nine letters is rare."""
    found = _LATIN.match(text)
    if not found:
        return None
    said = found[1]
    value = roman(said.upper()) if manner(said) == "roman" else _letter(said)
    label = said if found[2] == "." else f"{said})"
    return Mark("bracket", label, (value,), text[found.end() :]) if value else None


def _letter(letter: str) -> int:
    """The place of a list letter: Russian lists skip ё, й and the signs."""
    return (
        max(
            "абвгдежзиклмнопрстуфхцчшщэюя".find(letter.lower()),
            "abcdefghijklmnopqrstuvwxyz".find(letter.lower()),
        )
        + 1
    )


def _worded(text: str) -> Mark | None:
    found = _WORDED.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    if rest and not (rest[0].isupper() or rest[0] in '«"„“'):
        return None
    label = found.group(1)
    figure = label.replace("§", " ").split()[-1]
    value = int(figure) if figure.isdecimal() else roman(figure.upper())
    return Mark("worded", label, (value,), rest) if value else None


def _roman(text: str) -> Mark | None:
    found = _ROMAN.match(text)
    if not found:
        return None
    value = roman(found.group(1))
    rest = text[found.end() :]
    upper = not rest or rest[0].isupper() or rest[0] in '«"„“'
    if not value or not (found.group(2) or (upper and (found.group(3) or rest))):
        return None
    tail = tuple(int(part) for part in found.group(2).split(".")) if found.group(2) else ()
    label = found.group(1) + (f".{found.group(2)}" if tail else "")
    return Mark("number" if tail else "roman", label, (value, *tail), rest, dotted=found.group(3) == ".")
