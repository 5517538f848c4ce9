"""The year-end sheet of a register: its entries in order, totals, the last number, what is void or missing.

A skipped number is explained in the closing entry of the year, signed documents are not renumbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.chain.acts import ACTS
from workflow.governance.entries import Carried, Entry, gaps
from workflow.values import Text, both

# 39/1 and 101а stand between 39 and 40; 01-08/121 is 121 under a file's index.
_INSERTED = re.compile(r"[/.-]?[^\W_][\w.]*")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One entry: its number and day, what was decided, who signed or recorded it, what else to know."""

    number: str
    dated: date
    decided: Text
    who: str
    note: Text


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A period of a register as it is printed and kept: `inserted` are the numbers like 39/1 and 101а."""

    title: str
    organisation: str
    period: Text
    rows: tuple[SheetRow, ...]
    last: str
    void: tuple[tuple[str, str], ...]
    inserted: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def closing(self) -> tuple[tuple[Text, str], ...]:
        """The lines under the list: how many, the last number, void ones with reasons, inserted, missing."""
        void = "; ".join(f"№ {number}: {reason}" for number, reason in self.void)
        lines = (
            (_TOTAL, str(len(self.rows))),
            (_LAST, f"№ {self.last}" if self.last else ""),
            (_VOID, void),
            (_INSERTED_TITLE, ", ".join(f"№ {number}" for number in self.inserted)),
            (_MISSING, ", ".join(self.missing)),
        )
        return tuple((name, value) for name, value in lines if value)


def year_sheet(title: str, organisation: str, period: Text, entries: Sequence[Entry]) -> YearSheet:
    """The sheet of all entries of one period, in the order of their numbers."""
    standing = [entry for entry in entries if not entry.annulled]
    serials = [entry.serial for entry in entries if entry.serial is not None]
    return YearSheet(
        title,
        organisation,
        period,
        tuple(_row(entry) for entry in entries),
        entries[-1].instrument.printed if entries else "",
        tuple((entry.instrument.printed, entry.annulled) for entry in entries if entry.annulled),
        tuple(entry.instrument.printed for entry in standing if _INSERTED.fullmatch(entry.sub)),
        tuple(runs(serials)),
    )


def runs(serials: Iterable[int]) -> list[str]:
    """The serials without an entry as people write them: 1, 4–6."""
    return [str(first) if first == last else f"{first}–{last}" for first, last in gaps(serials)]


def period_title(period: str, terms_prefix: str) -> Text:
    """«2026 год», «2026/27 учебный год», «срок полномочий с 10.09.2026», «за всё время»."""
    if not period:
        return Text("за всё время", "of all time")
    if period.startswith(terms_prefix):
        begun = date.fromisoformat(period.removeprefix(terms_prefix))
        return Text(f"срок полномочий с {begun:%d.%m.%Y}", f"term of office from {begun:%d.%m.%Y}")
    return (
        Text(f"{period} учебный год", f"school year {period}") if "/" in period else _YEAR.filled(year=period)
    )


def _row(entry: Entry) -> SheetRow:
    signer = entry.signer.signature if entry.signer else entry.recorder.signature
    return SheetRow(entry.instrument.printed, entry.instrument.dated, _decided(entry), signer, _note(entry))


def _decided(entry: Entry) -> Text:
    """What the entry is about, then each decision that it carries."""
    said = [(one, _outcome(one)) for one in entry.carried]
    ru = "; ".join(f"{one.title} (редакция {one.key.edition}): {answer.ru.lower()}" for one, answer in said)
    en = "; ".join(f"{one.title} (edition {one.key.edition}): {answer.en.lower()}" for one, answer in said)
    about = [entry.title] if entry.title else []
    return Text("; ".join([*about, ru] if ru else about), "; ".join([*about, en] if en else about))


def _outcome(one: Carried) -> Text:
    answers = ACTS[one.act].outcomes if one.act in ACTS else ()
    return next((answer.title for answer in answers if answer.id == one.outcome), both(one.outcome))


def _note(entry: Entry) -> Text:
    if entry.annulled:
        return Text(f"аннулирован: {entry.annulled}", f"void: {entry.annulled}")
    return _FROM_PAPER if entry.stated else _NOTHING


_NOTHING = both("")
_FROM_PAPER = Text("внесён с бумаги", "entered from paper")
_YEAR = Text("{year} год", "{year}")
_TOTAL = Text("Всего записей", "Entries in all")
_LAST = Text("Последний номер", "Last number")
_VOID = Text("Аннулированы", "Void")
_INSERTED_TITLE = Text("С дробью или буквой", "With a fraction or a letter")
_MISSING = Text("Номера без записи", "Numbers without an entry")
