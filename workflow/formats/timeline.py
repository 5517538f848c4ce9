"""The life of a document as a drawing: its days down the page, beside them how long each edition held."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from workflow.documents.dates import numeric
from workflow.documents.life import EditionLife, Happening, happenings
from workflow.engine.diagram import Box, Dot, Drawing, Words
from workflow.engine.diagram.drawing import Mark
from workflow.engine.diagram.lettering import wrapped
from workflow.values import Language, Text

WIDTH = 280.0
"""So much fits on a page of 320 pixels without being made smaller."""
_MARGIN, _BAR, _WORDS = 10.0, 24.0, 46.0
_LINE, _SIZE, _LINES = 17.0, 13.0, 4
_LEAST, _MOST = 14.0, 52.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A day at its height, with the lines that are told of it."""

    day: date
    y: float
    lines: tuple[str, ...]
    today: bool


def draw(
    known: Sequence[EditionLife],
    today: date,
    title: str,
    language: Language,
    annexes: Sequence[Happening] = (),
) -> Drawing:
    """The picture of `known`, with what happened to annexes apart; the same input gives the same drawing."""
    told = happenings(known, today, annexes)
    placed = list(_placed(told, today, language))
    height = placed[-1].y + _LINE * (1 + len(placed[-1].lines)) + _MARGIN
    boxes, numbers = _bars(known, placed, today, height)
    return Drawing(
        WIDTH,
        height,
        language,
        title,
        described(told, language),
        tuple(boxes),
        (),
        tuple(Dot(_WORDS - 8, one.y - 4, "step") for one in placed),
        (*numbers, *(words for one in placed for words in _words(one, language))),
    )


def described(told: Sequence[Happening], language: Language) -> str:
    """The same in words."""
    return " ".join(f"{numeric(one.day)}: {one.said.said(language)}." for one in told)


def _placed(told: Sequence[Happening], today: date, language: Language) -> Iterator[_Placed]:
    """Each day below the one before it: further where more time lies between, but never far."""
    days = {day: list(found) for day, found in groupby(told, key=lambda one: one.day)}
    days.setdefault(today, [])
    y, former = _MARGIN + _SIZE, None
    for day in sorted(days):
        if former is not None:
            y += min(_MOST, _LEAST + 4 * math.log2(1 + (day - former).days / 15))
        room = WIDTH - _WORDS - _MARGIN
        said = [wrapped(one.said.said(language), _SIZE, room, _LINES) for one in days[day]]
        lines = tuple(line for each in said for line in each)
        yield _Placed(day, y, lines, day == today)
        y += _LINE * (1 + len(lines))
        former = day


def _words(one: _Placed, language: Language) -> Iterator[Words]:
    room = WIDTH - _WORDS - _MARGIN
    named = _TODAY.filled(day=numeric(one.day)).said(language) if one.today else numeric(one.day)
    yield Words(_WORDS, one.y, room, named, "mark" if one.today else "title")
    for turn, line in enumerate(one.lines, 1):
        yield Words(_WORDS, one.y + turn * _LINE, room, line, "row")


def _bars(
    known: Sequence[EditionLife], placed: Sequence[_Placed], today: date, height: float
) -> tuple[list[Box], list[Words]]:
    at = {one.day: one.y - 4 for one in placed}
    boxes, numbers = [], []
    for one in known:
        if one.days is None or not one.days.lasted:
            continue
        top = at[one.days.since]
        bottom = at[one.days.until] if one.days.until else height - _MARGIN / 2
        mark: Mark = "current" if one.days.holds(today) else "ahead" if today < one.days.since else ""
        boxes.append(Box(str(one.edition), _MARGIN / 2, top, _BAR, bottom - top, False, mark))
        middle, y = _MARGIN / 2 + _BAR / 2, (top + bottom) / 2 + 4
        numbers.append(Words(middle, y, _BAR, str(one.edition), "title", middle=True))
    return boxes, numbers


_TODAY = Text("{day}, сегодня", "{day}, today")
