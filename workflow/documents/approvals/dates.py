"""A tolerant reader of dates as Russian school documents print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

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
# «24.03.20 12 класс» is no year 2012: behind a blank in its middle a year is called one, «20 19 г.».
_TWO = rf"{_D}[ _]?{_D}(?![0-9])"
_YEAR = rf"(?:[2Z][ _]?[0OОoо]|1[ _]?9)(?:_{{0,4}}(?:20)?{_TWO}|[ _]{{1,4}}(?:20)?{_TWO}(?=[ _]?г))"
_SHORT = r"[0-9]{2}(?![0-9.:])"
_NUMERIC = re.compile(
    rf"(?<![0-9./:-]){_OPEN}(?P<day>{_D}{{1,2}}){_CLOSE}\s{{0,3}}(?P<sign>(?P<stop>[.,])|[/\-‐–])"
    rf"{_GAP}(?P<month>{_D}{{1,2}}){_GAP}"
    # «13/2 2012» is an order's number and a year; so is «01-06/67», whose signs differ, no date.
    rf"(?:(?:[./,\-‐–]|(?(stop)|(?!))){_GAP}(?P<year>{_YEAR})|(?=[./])(?P=sign)(?P<short>{_SHORT}))"
)
_QUOTED = re.compile(
    rf"[«\"“„<']{_GAP}(?P<day>{_D}{{1,2}}){_GAP}[»\"”“>'][\s_.»\">]{{0,9}}(?P<month>{_D}{{1,2}})"
    rf"[\s_./»\"]{{1,9}}(?P<year>{_YEAR})"
)
_WORDED = re.compile(
    rf"(?<![0-9./№-]){_OPEN}(?P<day>{_D}{{1,2}}){_CLOSE}(?:-?го)?[\s_.]{{0,12}}"
    rf"[«\"]?(?P<month>[^\W\d_]{{1,5}}[06][^\W\d_]{{2,4}}|[^\W\d_]{{3,9}})[»\"]?[\s_.,]{{0,12}}(?P<year>{_YEAR})?"
)
_ISO = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-.]([0-9]{2})[-.]([0-9]{2})(?![0-9])")
_ORDINALS = (
    "первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого "
    "двенадцатого тринадцатого четырнадцатого пятнадцатого шестнадцатого семнадцатого восемнадцатого "
    "девятнадцатого двадцатого"
).split()
_ORDINAL = {name: day for day, name in enumerate(_ORDINALS, 1)} | {"тридцатого": 30}
_LONGEST_DAY = 40
_TENS = {"двадцать": 20, "тридцать": 30}
_MONTH_AND_YEAR = re.compile(rf"(?P<month>{'|'.join(_MONTHS[0])})\s{{1,3}}(?P<year>{_YEAR})")
_DAY_IN_WORDS = re.compile(
    r"(?<![^\W_])(?:(?P<ten>двадцать|тридцать)\s{1,3})?(?P<one>[а-яё]{3,15}го)\s{1,3}\Z", re.I
)
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
    found = [*_iso(text), *_numeric(text), *_worded(text), *_in_words(text)]
    end = -1
    for one in sorted(found, key=lambda each: (each.start, each.year is None)):
        if one.start >= end:
            yield one
            end = one.end


def is_month(word: str) -> bool:
    """Whether the word is a month's undamaged name, as dates print it."""
    return fold(word) in _MONTHS[0]


@lru_cache(maxsize=2_000)
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
            month = _number(match["month"])
            day = _number(match["day"] if month is None else match["day"].translate(_DIGIT))
            year = _year(match["year"]) if match["year"] else 2000 + int(match["short"])
            if match["year"] or not _numbered(text, match.start()):
                yield from _valid(match, day, month, year)


def _worded(text: str) -> Iterator[Found]:
    for match in _WORDED.finditer(text):
        # «№ 2 август 2021»: the figure is a number's, and the day is not given.
        if match[0][0].isalnum() and _numbered(text, match.start()):
            continue
        figured = _REAL_DIGIT.search(match["day"]) or is_month(match["month"])
        if not figured or (month := month_of(match["month"])) is None:
            continue
        year = _year(match["year"]) if match["year"] else None
        # Both strokes of a day may be misread when its month, in full, and its year are not.
        whole = is_month(match["month"]) and year is not None and len(match["day"]) == 2
        day = match["day"].translate(_DIGIT) if whole else match["day"]
        yield from _valid(match, _number(day), month, year)


def _in_words(text: str) -> Iterator[Found]:
    """«двадцать пятого августа 2020»: the day in undamaged words."""
    for match in _MONTH_AND_YEAR.finditer(text):
        first = max(0, match.start() - _LONGEST_DAY)
        day = _DAY_IN_WORDS.search(text[first : match.start()])
        one = _ORDINAL.get(fold(day["one"])) if day else None
        ten = _TENS[day["ten"].lower()] if day and day["ten"] else 0
        if day and one and (one < 10 or not ten):
            found = _valid(match, ten + one, month_of(match["month"]), _year(match["year"]))
            yield from (replace(each, start=first + day.start()) for each in found)


def _numbered(text: str, place: int) -> bool:
    """Whether a number sign stands right before the place."""
    return text[max(0, place - 3) : place].rstrip(" ").endswith("№")


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
    # «24.03.20 Об утверждении» would give two letters for figures.
    if not _REAL_DIGIT.search(digits[-2:]) or not text.isdigit():
        return None
    # «20__2023»: the printed century stayed before the full year written in by hand.
    return int(text[-4:]) if len(text) in (4, 6) else None
