"""A label taken apart: «3.1(1)», «а)», «IV», «Раздел 2» as a stem, a serial, an index and a tail."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from workflow.documents.clauses import Clause, Kind

Style = Literal["figure", "letter", "roman"]
LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Lists skip ё, й and the signs."""
_LABEL = re.compile(
    r"(?P<stem>(?:(?:раздел|глава|часть|статья)\s*(?:№\s*)?|§\s*)?(?:(?:\d+|[IVX]+)\.)*)"
    r"(?P<serial>\d+|[IVX]+|[а-я])(?:\((?P<index>\d+)\))?(?P<tail>\)?)",
    re.IGNORECASE,
)
_SMALL_ROMAN = re.compile("[ivx]+")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_ROMAN_FIGURES = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A label whose last part counts; `index` is 1 in «3.1(1)» and 0 in «3.1»."""

    stem: str
    style: Style
    serial: int
    index: int = 0
    tail: str = ""

    @property
    def label(self) -> str:
        """The label as it stands in a clause; "" past the last letter."""
        serial = _said(self.style, self.serial)
        index = f"({self.index})" if self.index else ""
        return f"{self.stem}{serial}{index}{self.tail}" if serial else ""

    @property
    def manner(self) -> tuple[str, Style, str]:
        """What the numbers of one count have in common."""
        return (self.stem, self.style, self.tail)

    def at(self, serial: int, index: int = 0) -> Numeral:
        """The same manner under another number."""
        return replace(self, serial=serial, index=index)


def manner(label: str) -> str:
    """How a label counts: 1 and 1.1 in figures, 1) with a bracket, а) in letters, ii) in small Roman ones."""
    bare = label.partition("(")[0].removesuffix(")")
    if bare[:1].isdecimal():
        return "bracket" if label.count(")") > label.count("(") else "number"
    if _SMALL_ROMAN.fullmatch(bare):
        return "roman"
    return "letter" if len(bare) == 1 else ""


def numeral(label: str) -> Numeral | None:
    """The label taken apart; None when it does not count."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return None
    said = found["serial"]
    if said.isdecimal():
        style, serial = "figure", int(said)
    elif said.isupper() and roman(said):
        style, serial = "roman", roman(said)
    else:
        style, serial = "letter", LETTERS.find(said.casefold()) + 1
    made = Numeral(found["stem"], _style(style), serial, int(found["index"] or 0), found["tail"])
    return made if made.label == label else None


def roman(figure: str) -> int:
    """The value of a Roman number up to XXXIX; 0 when it is none."""
    total = 0
    for this, following in zip(figure, [*figure[1:], " "], strict=True):
        value = _ROMAN_VALUES.get(this, 0)
        total += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return total if total and _said("roman", total) == figure else 0


def first_label(kind: Kind, parent: Clause | None) -> str | None:
    """The label of the first clause of its kind in a parent; None where the parent's own tells nothing."""
    if kind in ("dash", "paragraph"):
        return "–" if kind == "dash" else ""
    if kind == "section":
        return "1" if parent is None else None
    if kind == "item":
        inside = parent is not None and parent.kind == "item" and parent.label[:1].isdecimal()
        return "а)" if inside else "1)"
    own = numeral(parent.label) if parent else None
    if own is None or own.index or own.tail or own.style == "letter":
        return None
    return f"{own.stem if own.stem[:1].isdecimal() else ''}{_said(own.style, own.serial)}.1"


def _style(said: str) -> Style:
    return "figure" if said == "figure" else "roman" if said == "roman" else "letter"


def _said(style: Style, serial: int) -> str:
    if style == "figure":
        return str(serial)
    if style == "letter":
        return LETTERS[serial - 1] if 1 <= serial <= len(LETTERS) else ""
    said, left = "", serial
    for figure, value in _ROMAN_FIGURES:
        while left >= value:
            said, left = said + figure, left - value
    return said
