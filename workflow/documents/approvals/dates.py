"""A tolerant reader of dates as Russian school documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.documents.approvals.letters import distance, fold

_MONTHS = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
    "янв фев мар апр мая июн июл авг сен окт ноя дек".split(),
    "янв февр март апр май июн июл авг сент окт нояб дек".split(),
)
_MONTH_OF = {name: month for row in _MONTHS for month, name in enumerate(row, 1)}

_D = r"[0-9OОoоЗзlI|бSБ]"
# Runs of blanks are bounded, so that no text can make a search slow.
_GAP = r"[\s_]{0,9}"
_OPEN = rf"(?:[«\"“”„‟‘'<(\[,]{{1,2}}{_GAP})?"
_CLOSE = rf"{_GAP}[»\"”“’'>)\]]{{0,2}}"
_YEAR = rf"((?:[2Z][\s_]?[0OОoо]|1[\s_]?9)[\s_]{{0,4}}(?:20)?{_D}[\s_]?{_D})(?![0-9])"
_SHORT = r"([0-9]{2})(?![0-9.:])"
_NUMERIC = re.compile(
    rf"(?<![0-9./:-]){_OPEN}({_D}{{1,2}}){_CLOSE}\s{{0,3}}[./,\-‐–]{_GAP}({_D}{{1,2}}){_GAP}"
    rf"[./,\-‐–]?{_GAP}(?:{_YEAR}|(?<=[./]){_SHORT})"
)
_QUOTED = re.compile(
    rf"[«\"“„<']{_GAP}({_D}{{1,2}}){_GAP}[»\"”“>'][\s_.»\">]{{0,9}}({_D}{{1,2}})[\s_./»\"]{{1,9}}{_YEAR}"
)
_WORDED = re.compile(
    rf"(?<![0-9./№-]){_OPEN}({_D}{{1,2}}){_CLOSE}(?:-?го)?[\s_.]{{0,12}}[«\"]?([^\W\d_]{{3,9}})[»\"]?"
    rf"[\s_.,]{{0,12}}(?:{_YEAR})?"
)
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-.]([0-9]{2})[-.]([0-9]{2})(?![0-9])")
_DIGIT = str.maketrans("OОoоЗзlI|бБSZ", "0000331116652", " _\n")
_REAL_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Found:
    """A date at a place in the text; `year` is None where only day and month stand together."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def date(self) -> date | None:
        """The whole date; None without a year."""
        return None if self.year is None else date(self.year, self.month, self.day)


def read_date(text: str) -> date | None:
    """The first complete date of `text`; None when day, month or year is missing or impossible."""
    return next((found.date for found in dates_in(text) if found.year is not None), None)


def dates_in(text: str) -> Iterator[Found]:
    """Dates and year-less dates of `text` from left to right, none overlapping another."""
    found = [*_iso(text), *_numeric(text), *_worded(text)]
    end = -1
    for one in sorted(found, key=lambda each: (each.start, each.year is None)):
        if one.start >= end:
            yield one
            end = one.end


def month_of(word: str) -> int | None:
    """The month a word names, through a misread letter; None when it names none or two equally well."""
    form = fold(word)
    if form in _MONTH_OF:
        return _MONTH_OF[form]
    limit = 2 if len(form) >= 6 else 1
    if len(form) < 4:
        return None
    near = sorted(
        (distance(form, name, limit), month) for row in _MONTHS[:2] for month, name in enumerate(row, 1)
    )
    best, month = near[0]
    clear = best <= limit and all(other == month or far > best for far, other in near)
    return month if clear else None


def _iso(text: str) -> Iterator[Found]:
    for match in _ISO.finditer(text):
        yield from _valid(match, int(match[3]), int(match[2]), int(match[1]))


def _numeric(text: str) -> Iterator[Found]:
    for pattern in (_NUMERIC, _QUOTED):
        for match in pattern.finditer(text):
            # Both strokes of a day may be misread, as in «ЗО.08.2019», when its month is not.
            month = _number(match[2])
            day = _number(match[1] if month is None else match[1].translate(_DIGIT))
            year = _year(match[3]) if match[3] else 2000 + int(match[4])
            yield from _valid(match, day, month, year)


def _worded(text: str) -> Iterator[Found]:
    for match in _WORDED.finditer(text):
        if not _REAL_DIGIT.search(match[1]) or (month := month_of(match[2])) is None:
            continue
        year = _year(match[3]) if match[3] else None
        yield from _valid(match, _number(match[1]), month, year)


def _valid(match: re.Match[str], day: int | None, month: int | None, year: int | None) -> Iterator[Found]:
    if day is None or month is None or (year is not None and not 1900 <= year <= 2099):
        return
    try:
        date(year or 2000, month, day)
    except ValueError:
        return
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    yield Found(start, match.end(), day, month, year)


def _number(digits: str) -> int | None:
    text = digits.translate(_DIGIT)
    return int(text) if text.isdigit() and _REAL_DIGIT.search(digits) else None


def _year(digits: str) -> int | None:
    text = re.sub(r"\s", "", digits).translate(_DIGIT)
    # «20__2023»: the printed century stayed before the full year written in by hand.
    return int(text[-4:]) if text.isdigit() and len(text) in (4, 6) else None
