"""How values are said on a page: bilingual text, dates, times, counted things, time left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import Flask, g

from webapp.language import page_language
from workflow.documents.clauses import Clause
from workflow.documents.compare.words import cells_of
from workflow.documents.tables import cells, grid, in_rows
from workflow.documents.tables import headed as names_columns
from workflow.values import Text

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "en": ("January February March April May June July August September October November December").split(),
}


class Counted(NamedTuple):
    """A noun as it stands after 1, 2 and 5 in Russian, after 1 and 2 in English."""

    one: str
    few: str
    many: str
    en_one: str
    en_many: str


COUNTED = {
    word.one: word
    for word in (
        Counted("день", "дня", "дней", "day", "days"),
        Counted("год", "года", "лет", "year", "years"),
        Counted("дело", "дела", "дел", "task", "tasks"),
        Counted("документ", "документа", "документов", "document", "documents"),
        Counted("редакция", "редакции", "редакций", "edition", "editions"),
        Counted("замечание", "замечания", "замечаний", "finding", "findings"),
        Counted("запись", "записи", "записей", "record", "records"),
        Counted("организация", "организации", "организаций", "organisation", "organisations"),
        Counted("орган", "органа", "органов", "body", "bodies"),
        Counted("ошибка", "ошибки", "ошибок", "error", "errors"),
        Counted("пункт", "пункта", "пунктов", "clause", "clauses"),
        Counted("шаг", "шага", "шагов", "step", "steps"),
        Counted("человек", "человека", "человек", "person", "people"),
    )
}


def said(text: Text | str) -> str:
    """The words in the page's language; plain text stays as it is."""
    return text.said(page_language()) if isinstance(text, Text) else str(text)


def counted(number: int, noun: str) -> str:
    """«5 документов», "5 documents"; `noun` is a key of `COUNTED`."""
    word = COUNTED[noun]
    if page_language() == "en":
        return f"{number} {word.en_one if number == 1 else word.en_many}"
    return f"{number} {_russian_form(number, word)}"


def day(value: date) -> str:
    """«28 апреля 2023 г.», "28 April 2023"."""
    language = page_language()
    words = f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"
    return words if language == "en" else f"{words} г."


def short_day(value: date) -> str:
    """28.04.2023, in both languages, as it is typed."""
    return f"{value:%d.%m}.{value.year:04d}"


def clock(instant: datetime) -> str:
    """The hour and minute of an aware instant in the organisation's zone (`g.zone`)."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    zone = g.get("zone", "Europe/Moscow")
    return f"{instant.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone):%H:%M}"


def due_words(due: date, today: date) -> str:
    """«сегодня», «завтра», «через 5 дней», «просрочено на 3 дня», and so in English."""
    left = (due - today).days
    english = page_language() == "en"
    if left in (0, 1):
        return ("today", "tomorrow")[left] if english else ("сегодня", "завтра")[left]
    days = counted(abs(left), "день")
    if left < 0:
        return f"{days} overdue" if english else f"просрочено на {days}"
    return f"in {days}" if english else f"через {days}"


def due_kind(due: date, today: date) -> str:
    """How loudly a due date is said: overdue, soon (three days or less), later."""
    left = (due - today).days
    return "overdue" if left < 0 else "soon" if left <= 3 else "later"


def headed(rows: Sequence[Clause]) -> bool:
    """Whether the first row of a table names its columns."""
    return names_columns(grid(rows))


def by_tables(shown: Iterable[Any]) -> list[list[Any]]:
    """Lines of a comparison, the rows of one table together."""
    found: list[list[Any]] = []
    for rows, run in groupby(shown, lambda one: one.row):
        together = list(run)
        found += [together] if rows else [[one] for one in together]
    return found


def init_filters(app: Flask) -> None:
    """Makes these the filters of every template."""
    filters: tuple[Callable[..., object], ...] = (
        said, counted, day, short_day, clock, due_words, due_kind, in_rows, cells, headed,
        by_tables, cells_of,
    )  # fmt: skip
    for each in filters:
        app.jinja_env.filters[each.__name__] = each


def _russian_form(number: int, word: Counted) -> str:
    tail = abs(number) % 100
    if 11 <= tail <= 14:
        return word.many
    return {1: word.one, 2: word.few, 3: word.few, 4: word.few}.get(tail % 10, word.many)
