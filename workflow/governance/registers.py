"""Registers and numbers: a printed string kept for ever, with its serial and sub-number.

«39/1» is serial 39, sub 1; «388-Д» is serial 388 with a mark. The same printed number may stand once in a
register and period; the period follows the instrument's own date (norms §4.2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflow.errors import Invalid
from workflow.values import Text

Instrument = Literal["protocol", "order"]
Restart = Literal["calendar_year", "school_year", "never"]

MAX_NUMBER = 40
_SERIAL = r"(?P<serial>\d{1,9})"
_SUB = r"(?P<sub>[/.-]?[\w./-]*)"
_FORM = re.compile(rf"(?P<lead>(?:\d{{1,3}}-\d{{1,3}}/)?){_SERIAL}{_SUB}")


@dataclass(frozen=True, slots=True)
class Register:
    """A register of one body's protocols or one office's orders; `template` holds `{serial}`."""

    organisation: str
    id: str
    instrument: Instrument
    party: str
    title: str
    template: str = "{serial}"
    restart: Restart = "calendar_year"

    def period(self, dated: date) -> str:
        """The period in which numbers of that date run: «2026», «2026/27» or one for ever."""
        if self.restart == "never":
            return ""
        if self.restart == "school_year":
            first = dated.year if dated.month >= 9 else dated.year - 1
            return f"{first}/{(first + 1) % 100:02d}"
        return str(dated.year)

    def number(self, serial: int) -> Number:
        """The number that the register gives next."""
        return Number(self.template.format(serial=serial), serial, "")

    def read(self, typed: str) -> Number:
        """A number already given on paper, by the register's own template. Raises Invalid."""
        number = typed_number(typed)
        shape = re.escape(self.template).replace(re.escape("{serial}"), _SERIAL)
        found = re.fullmatch(shape + _SUB, number.printed)
        return Number(number.printed, int(found["serial"]), found["sub"]) if found else number


@dataclass(frozen=True, slots=True)
class Number:
    """A registration number: as printed, and in parts for sorting and for the next one."""

    printed: str
    serial: int | None
    sub: str


def typed_number(typed: str) -> Number:
    """A number already given on paper. Raises Invalid when it is no number."""
    printed = re.sub(r"\s+", "", typed).lstrip("№").strip()
    if not printed or len(printed) > MAX_NUMBER or not re.search(r"\d", printed):
        raise Invalid({"number": _NO_NUMBER})
    found = _FORM.fullmatch(printed)
    if found is None:
        return Number(printed, None, printed)
    return Number(printed, int(found["serial"]), found["lead"] + found["sub"])


_NO_NUMBER = Text(
    "Впишите номер, как он стоит на бумаге: 4, 39/1, 388-Д",
    "Type the number as it stands on paper: 4, 39/1, 388-Д",
)
