"""Dates as Russian documents print them, in digits and in words."""

from __future__ import annotations

from datetime import date

from workflow.values import Text

NBSP = "\u00a0"

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def numeric(day: date) -> str:
    """05.06.2016: two digits, two digits, four, and no «г.» (GOST R 7.0.97-2016, 5.10)."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def worded(day: date) -> Text:
    """«5 июня 2016 г.», without a leading zero, unbreakable; in English “5 June 2016”."""
    month = day.month - 1
    russian = f"{day.day} {_MONTHS[month]} {day.year} г."
    return Text(russian.replace(" ", NBSP), f"{day.day} {_MONTHS_EN[month]} {day.year}".replace(" ", NBSP))


def quoted(day: date) -> str:
    """«05» июня 2016 г., the form with the day in quotes, unbreakable."""
    return f"«{day.day:02}»{NBSP}{_MONTHS[day.month - 1]}{NBSP}{day.year}{NBSP}г."
