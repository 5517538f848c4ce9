"""A year of the calendar as its page draws it: months of weeks, each day in words as well as by look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from webapp.filters import said, short_day
from webapp.language import gettext as _
from webapp.language import page_language
from webapp.parts import Fact
from workflow.errors import Refused
from workflow.governance.calendar import KINDS, SATURDAY, Calendar, SpecialDay
from workflow.governance.production_year import title
from workflow.governance.reckoning import working_days

MONTHS = {
    "ru": "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {"ru": "Пн Вт Ср Чт Пт Сб Вс".split(), "en": "Mon Tue Wed Thu Fri Sat Sun".split()}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month; `look` is how it is drawn, `told` what is special about it."""

    day: date
    look: str
    told: str
    short: bool
    vacation: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks from Monday; a place without a day is None."""

    title: str
    weekdays: list[str]
    weeks: list[list[Cell | None]]
    working: int


def months(calendar: Calendar, year: int) -> list[Month]:
    """The twelve months of a year that is known."""
    return [_month(calendar, year, month) for month in range(1, 13)]


def year_facts(calendar: Calendar, year: int) -> list[Fact]:
    """How many working and school days the year has."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    every = [first + timedelta(days=n) for n in range((after - first).days)]
    facts = [
        Fact(_("Рабочих дней"), str(working_days(calendar, first, after))),
        Fact(_("При шестидневной неделе"), str(sum(calendar.works(day, 6) for day in every))),
    ]
    try:
        facts.append(Fact(_("Учебных дней"), str(sum(map(calendar.teaches, every)))))
    except Refused as fault:
        facts.append(Fact(_("Учебных дней"), said(fault.message)))
    return facts


def told_days(calendar: Calendar, year: int) -> list[tuple[object, ...]]:
    """The special days of the year as rows: the day, what it is, why."""
    found = sorted(
        (one for one in calendar.special.values() if one.day.year == year), key=lambda one: one.day
    )
    return [(one.day, KINDS[one.kind], _why(one, one.day in calendar.own)) for one in found]


def days_off(calendar: Calendar, year: int) -> list[tuple[object, ...]]:
    """The vacations that touch the year as rows: title, first day, last day."""
    found = [one for one in calendar.vacations if year in (one.since.year, (one.until - _ONE_DAY).year)]
    return [(one.title or _("Каникулы"), one.since, one.until - _ONE_DAY) for one in found]


def _month(calendar: Calendar, year: int, month: int) -> Month:
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    days: list[Cell | None] = [None] * first.weekday()
    days += [_cell(calendar, first + timedelta(days=n)) for n in range((after - first).days)]
    days += [None] * (-len(days) % 7)
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
    language = page_language()
    return Month(
        f"{MONTHS[language][month - 1]}", WEEKDAYS[language], weeks, working_days(calendar, first, after)
    )


def _cell(calendar: Calendar, day: date) -> Cell:
    special = calendar.special.get(day)
    vacation = any(one.holds(day) for one in calendar.vacations)
    short = calendar.shortened(day)
    words = [said(KINDS[special.kind])] if special else []
    if short and not (special and special.kind == "short"):
        words.append(said(KINDS["short"]))
    if vacation:
        words.append(_("каникулы"))
    return Cell(day, _look(calendar, day, special), ", ".join(words), short, vacation)


def _look(calendar: Calendar, day: date, special: SpecialDay | None) -> str:
    if special and special.kind == "holiday":
        return "holiday"
    if not calendar.works(day):
        return "off"
    return "working" if day.weekday() >= SATURDAY else "usual"


def _why(one: SpecialDay, own: bool) -> str:
    words = [said(title(one.title))] if one.title else []
    if one.moved:
        words.append(
            _("перенесено с %(day)s", day=short_day(one.moved))
            if one.kind == "off"
            else _("выходной перенесён на %(day)s", day=short_day(one.moved))
        )
    if own:
        words.append(_("своё правило организации"))
    return ", ".join(words)
