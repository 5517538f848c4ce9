"""Registers and numbers: a printed string kept for ever, with its serial and sub-number.

«39/1» is serial 39, sub 1; «388-Д» is serial 388 with a mark. The same printed number may stand once in a
register and period; the period follows the instrument's own date (norms §4.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from workflow.errors import Invalid, Refused, Unmet
from workflow.governance.calendar import school_year, school_year_title
from workflow.values import Text

Instrument = Literal["protocol", "order"]
Restart = Literal["calendar_year", "school_year", "term", "never"]

MAX_NUMBER = 40
TERM = "с "
"""How the key of a term's period begins; its first day follows."""
_SERIAL = r"(?P<serial>\d{1,9})"
_SUB = r"(?P<sub>[/.-]?[\w./-]*)"
_FORM = re.compile(rf"(?P<lead>(?:\d{{1,3}}-\d{{1,3}}/)?){_SERIAL}{_SUB}")


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How numbers are formed from a day on: `template` holds `{serial}` and maybe `{file}`, the file's index.

    Numbers begin anew with each `restart`: a term is that of the body, from its own first day.
    """

    since: date
    template: str
    restart: Restart
    file: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A register of one body's protocols or one office's orders.

    It began with a template and a restart of its own; `changes` are the rules that followed, `terms` the
    first days of the body's terms. A number once given never changes.
    """

    organisation: str
    id: str
    instrument: Instrument
    party: str
    title: str
    template: str = "{serial}"
    restart: Restart = "calendar_year"
    file: str = ""
    changes: tuple[NumberRule, ...] = ()
    terms: tuple[date, ...] = ()

    def rule(self, dated: date | None = None) -> NumberRule:
        """The rule for an instrument of that date; without one, the rule it began with."""
        held = [one for one in self.changes if dated is not None and one.since <= dated]
        if held:
            return max(held, key=lambda one: one.since)
        return NumberRule(date.min, self.template, self.restart, self.file)

    def period(self, dated: date) -> str:
        """The period in which numbers of that date run: «2026», «2026/27», «с 2026-09-10» or one for ever.

        Raises Refused when numbers run by the body's term and no term had begun by then.
        """
        restart = self.rule(dated).restart
        if restart == "never":
            return ""
        if restart == "school_year":
            return school_year_title(school_year(dated))
        return self._term(dated) if restart == "term" else str(dated.year)

    def current(self, today: date) -> str | None:
        """The period of that day; None while the body's first term has not begun."""
        try:
            return self.period(today)
        except Refused:
            return None

    def number(self, serial: int, dated: date) -> Number:
        """The number that the register gives next to an instrument of that date."""
        rule = self.rule(dated)
        return Number(rule.template.format(serial=serial, file=rule.file), serial, "")

    def read(self, typed: str, dated: date) -> Number:
        """A number already given on paper, by the template of its date. Raises Invalid."""
        number, rule = typed_number(typed), self.rule(dated)
        found = _shape(rule.template, rule.file).fullmatch(number.printed)
        return Number(number.printed, int(found["serial"]), found["sub"]) if found else number

    def _term(self, dated: date) -> str:
        begun = [since for since in self.terms if since <= dated]
        if not begun:
            told = _NO_TERM.filled(day=f"{dated:%d.%m.%Y}")
            title = Text(f"{self.title}: {told.ru}", f"{self.title}: {told.en}")
            raise Refused("no-term", title, (Unmet("no-term", title, _ADMINISTRATOR),))
        return f"{TERM}{max(begun).isoformat()}"


@dataclass(frozen=True, slots=True)
class Number:
    """A registration number: as printed, and in parts for sorting and for the next one."""

    printed: str
    serial: int | None
    sub: str


@lru_cache(64)
def _shape(template: str, file: str) -> re.Pattern[str]:
    """What a number formed by that template looks like."""
    return re.compile(re.escape(template.format(serial=_MARK, file=file)).replace(_MARK, _SERIAL) + _SUB)


@lru_cache(256)
def typed_number(typed: str) -> Number:
    """A number already given on paper. Raises Invalid when it is none, or can be taken for another."""
    if re.search(r"\d\s+\d", typed):
        raise Invalid({"number": _TWO_NUMBERS})
    printed = re.sub(r"\s+", "", typed).lstrip("№").strip()
    if not printed or len(printed) > MAX_NUMBER or not re.search(r"\d", printed):
        raise Invalid({"number": _NO_NUMBER})
    if not printed.isprintable() or re.search(r"(?![0-9])\d", printed):
        raise Invalid({"number": _NO_NUMBER})
    if re.search(r"[A-Za-z]", printed) and re.search(r"[А-Яа-яЁё]", printed):
        raise Invalid({"number": _TWO_ALPHABETS})
    found = _FORM.fullmatch(printed)
    if found is None:
        return Number(printed, None, printed)
    if not int(found["serial"]):
        raise Invalid({"number": _NO_NUMBER})
    return Number(printed, int(found["serial"]), found["lead"] + found["sub"])


# No template and no index can hold it.
_MARK = "\0"
_ADMINISTRATOR = Text("администратор, на странице журнала", "the administrator, on the register's page")
_NO_TERM = Text(
    "номера идут по сроку полномочий, а на {day} ни один срок не начат",
    "numbers run by the term of office, and no term had begun by {day}",
)
_TWO_NUMBERS = Text(
    "Между цифрами пробел: впишите одно число, дробь или букву – 12, 39/1, 388-Д",
    "There is a space between digits: type one number – 12, 39/1, 388-Д",
)
_TWO_ALPHABETS = Text(
    "В номере и русские, и латинские буквы: на бумаге они выглядят одинаково. Впишите одни русские",
    "Russian and Latin letters in one number look alike on paper: type those of one alphabet",
)
_NO_NUMBER = Text(
    "Впишите номер, как он стоит на бумаге: 4, 39/1, 388-Д",
    "Type the number as it stands on paper: 4, 39/1, 388-Д",
)
