"""The special days of a year as a person types them, and as the law alone gives them.

One day or run of days a line: «01.01-06.01 праздник Новогодние каникулы», «09.01 выходной с 03.01»,
«20.02 рабочий». What the government moves in a year is known from its decree alone, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workflow.errors import Invalid
from workflow.governance.calendar import DayKind, SpecialDay, Vacation, school_year
from workflow.values import Text

MAX_TITLE = 100
_CHRISTMAS = (1, 7)
_NEW_YEAR = "Новогодние каникулы"
# Labour Code art. 112, part 1.
STATUTORY: dict[tuple[int, int], str] = {
    **{(1, day): _NEW_YEAR for day in (1, 2, 3, 4, 5, 6, 8)},
    _CHRISTMAS: "Рождество Христово",
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}
ENGLISH = {
    _NEW_YEAR: "New Year holidays",
    "Рождество Христово": "Christmas Day",
    "День защитника Отечества": "Defender of the Fatherland Day",
    "Международный женский день": "International Women's Day",
    "Праздник Весны и Труда": "Spring and Labour Day",
    "День Победы": "Victory Day",
    "День России": "Russia Day",
    "День народного единства": "Unity Day",
}
WORDS: dict[DayKind, str] = {
    "holiday": "праздник",
    "off": "выходной",
    "working": "рабочий",
    "short": "короткий",
    "usual": "обычный",
}
_KIND_OF = {word: kind for kind, word in WORDS.items()} | {
    "holiday": "holiday", "off": "off", "working": "working", "short": "short", "usual": "usual",
}  # fmt: skip
_DAY = r"\d{1,2}\.\d{1,2}(?:\.\d{4})?"
_LINE = re.compile(
    rf"(?P<first>{_DAY})(?:\s*[-–—]\s*(?P<last>{_DAY}))?\s+(?P<kind>\w+)"
    rf"(?:\s+(?:с|на|from|to)\s+(?P<moved>{_DAY}))?(?:\s+(?P<title>.+))?"
)
_VACATION = re.compile(rf"(?P<first>{_DAY})\s*[-–—]\s*(?P<last>{_DAY})(?:\s+(?P<title>.+))?")
_ONE_DAY = timedelta(days=1)


def statutory(year: int) -> tuple[SpecialDay, ...]:
    """The holidays of a year and the days off that move by law alone; January's wait for the decree."""
    holidays = [SpecialDay(date(year, *day), "holiday", title) for day, title in STATUTORY.items()]
    taken = {one.day for one in holidays}
    moved = [
        SpecialDay(_free(one.day, taken), "off", one.title, one.day)
        for one in holidays
        if one.day.month > 1 and one.day.weekday() > 4
    ]
    return tuple(sorted([*holidays, *moved], key=lambda one: one.day))


def typed_days(text: str, year: int) -> tuple[SpecialDay, ...]:
    """The special days of that year, one line each. Raises Invalid that names the first wrong line."""
    found: dict[date, SpecialDay] = {}
    for number, line in _lines(text):
        for one in _special(line, number, year):
            if one.day in found:
                raise _wrong(number, line, _TWICE)
            found[one.day] = one
    return tuple(found[day] for day in sorted(found))


def written_days(days: Sequence[SpecialDay]) -> str:
    """The special days as they are typed."""
    return "\n".join(_written(one) for one in days)


def typed_vacations(text: str, first: int) -> tuple[Vacation, ...]:
    """The vacations of the school year that begins in `first`, one line each. Raises Invalid."""
    found: list[Vacation] = []
    for number, line in _lines(text):
        one = _vacation(line, number, first)
        if any(one.since < other.until and other.since < one.until for other in found):
            raise _wrong(number, line, _OVERLAP)
        found.append(one)
    return tuple(sorted(found, key=lambda one: one.since))


def written_vacations(vacations: Sequence[Vacation]) -> str:
    """The vacations as they are typed."""
    return "\n".join(
        f"{one.since:%d.%m.%Y} – {one.until - _ONE_DAY:%d.%m.%Y} {one.title}".rstrip() for one in vacations
    )


def title(of: str) -> Text:
    """A day's title in both languages; what an administrator typed is the same in both."""
    return Text(of, ENGLISH.get(of, of))


def _free(day: date, taken: set[date]) -> date:
    while day.weekday() > 4 or day in taken:
        day += _ONE_DAY
    return day


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, " ".join(line.split())


def _special(line: str, number: int, year: int) -> Iterator[SpecialDay]:
    typed = _LINE.fullmatch(line)
    kind = _KIND_OF.get(typed["kind"].lower()) if typed else None
    if typed is None or kind is None:
        raise _wrong(number, line, _NO_LINE)
    said = typed["title"] or ""
    if len(said) > MAX_TITLE:
        raise _wrong(number, line, _LONG)
    first = _day(typed["first"], number, line, year)
    last = _day(typed["last"], number, line, year) if typed["last"] else first
    moved = _day(typed["moved"], number, line, year) if typed["moved"] else None
    if not first <= last or {first.year, last.year} != {year}:
        raise _wrong(number, line, _NOT_IN_YEAR.filled(year=year))
    if (moved is not None and (kind not in ("off", "working") or first != last)) or moved == first:
        raise _wrong(number, line, _MOVES)
    for n in range((last - first).days + 1):
        yield SpecialDay(first + timedelta(days=n), kind, said, moved)


def _vacation(line: str, number: int, first: int) -> Vacation:
    typed = _VACATION.fullmatch(line)
    if typed is None:
        raise _wrong(number, line, _NO_VACATION)
    said = typed["title"] or ""
    if len(said) > MAX_TITLE:
        raise _wrong(number, line, _LONG)
    since, last = (_day(typed[end], number, line, first, by_school=True) for end in ("first", "last"))
    if not since <= last or {school_year(since), school_year(last)} != {first}:
        raise _wrong(number, line, _NOT_IN_SCHOOL_YEAR.filled(first=first, next=first + 1))
    return Vacation(since, last + _ONE_DAY, said)


def _day(typed: str, number: int, line: str, year: int, *, by_school: bool = False) -> date:
    """A day typed with or without its year; without, it is of that year or that school year."""
    day, month, *said = (int(part) for part in typed.split("."))
    ours = year + (by_school and month < 9)
    try:
        return date(said[0] if said else ours, month, day)
    except ValueError:
        raise _wrong(number, line, _NO_DAY.filled(day=typed)) from None


def _written(one: SpecialDay) -> str:
    turned = "с" if one.kind == "off" else "на"
    moved = f" {turned} {one.moved:%d.%m.%Y}" if one.moved else ""
    return f"{one.day:%d.%m} {WORDS[one.kind]}{moved} {one.title}".rstrip()


def _wrong(number: int, line: str, why: Text) -> Invalid:
    # Not `filled`: the line is what people typed and may hold braces.
    ru = f"Строка {number}, «{line}»: {why.ru}"
    return Invalid({"lines": Text(ru, f"Line {number}, “{line}”: {why.en}")})


_NO_LINE = Text(
    "так: 09.01 выходной с 03.01; 01.01-06.01 праздник Новогодние каникулы; 20.02 рабочий",
    "like this: 09.01 off from 03.01; 01.01-06.01 holiday New Year; 20.02 working",
)
_NO_VACATION = Text("так: 26.10-01.11 осенние", "like this: 26.10-01.11 autumn")
_NO_DAY = Text("дня {day} нет", "there is no day {day}")
_TWICE = Text("этот день уже назван выше", "this day is named above already")
_OVERLAP = Text("эти дни уже входят в каникулы выше", "these days are in a vacation above already")
_LONG = Text("название длиннее 100 знаков", "the title has more than 100 characters")
_NOT_IN_YEAR = Text("дни идут по порядку и все в {year} году", "the days run forward, all in {year}")
_NOT_IN_SCHOOL_YEAR = Text(
    "дни идут по порядку и все с 01.09.{first} по 31.08.{next}",
    "the days run forward, all from 01.09.{first} to 31.08.{next}",
)
_MOVES = Text(
    "переносится один выходной: 09.01 выходной с 03.01 или 20.02 рабочий",
    "one day moves: 09.01 off from 03.01, or 20.02 working",
)
