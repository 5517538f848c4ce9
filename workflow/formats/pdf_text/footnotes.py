"""Footnotes of a page: the small letters at its foot are told where they are called, as in a Word file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from workflow.formats.pdf_text.places import RAISED
from workflow.formats.pdf_text.rows import Row

_CALL = re.compile(f"{RAISED}([^{RAISED}]+){RAISED}")
_BEGINS = re.compile(r"(\d{1,2}|\*{1,3})\s*(?=[^\W\d]|[«\"(])")
_SMALL = 0.92


def inlined(found: Sequence[Row]) -> list[Row]:
    """The rows without those of footnotes; a row that calls some bears their words in square brackets."""
    return [row for _, own in groupby(found, key=lambda one: one.page) for row in _of_page(list(own))]


def _of_page(own: list[Row]) -> list[Row]:
    calling = [row for row in own if RAISED in row.text]
    if not calling:
        return own
    called = {name for row in calling for name in _CALL.findall(row.text)}
    notes, first = _notes(own, called, _SMALL * min(row.size for row in calling))
    return [_told(row, notes) for row in own[:first]]


def _notes(own: Sequence[Row], called: set[str], small: float) -> tuple[dict[str, str], int]:
    """The words of each note that the page calls, and the row with which the first begins.

    Notes are set in letters smaller than the words that call them.
    """
    first = len(own)
    while first and own[first - 1].size <= small:
        first -= 1
    while first < len(own) and _name(own[first], called) is None:
        first += 1
    notes: dict[str, str] = {}
    name = ""
    for row in own[first:]:
        said = row.text.replace(RAISED, "")
        if (begun := _name(row, called)) and begun not in notes:
            name, said = begun, said[len(begun) :]
        notes[name] = f"{notes.get(name, '')} {said}".strip()
    return notes, first


def _name(row: Row, called: set[str]) -> str | None:
    begun = _BEGINS.match(row.text.replace(RAISED, ""))
    return begun[1] if begun and begun[1] in called else None


def _told(row: Row, notes: dict[str, str]) -> Row:
    if RAISED not in row.text:
        return row
    names = [name for name in _CALL.findall(row.text) if name in notes]

    def said(call: re.Match[str]) -> str:
        return f" [{notes[call[1]]}]" if call[1] in notes else call[1]

    cells = tuple(replace(cell, text=_CALL.sub(said, cell.text)) for cell in row.cells)
    return replace(row, cells=cells, notes=tuple(notes[name] for name in names))
