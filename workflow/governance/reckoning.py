"""A term counted day by day, and the sum said in one line.

The day of the event does not count, the term begins on the next one (Civil Code art. 191, Labour Code
art. 14); a last day that nobody works moves to the next working day where the rule says so (art. 193).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.documents.dates import numeric
from workflow.errors import Invalid
from workflow.governance.calendar import Calendar, Unit
from workflow.values import Text

MAX_DAYS = 366
LISTED = 10
"""So many counted days are all named; of more the first three and the last."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a term is; `first_counts`: the day of the event is its first day; `roll`: see art. 193."""

    days: int
    unit: Unit
    first_counts: bool = False
    roll: bool = False


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A counted term: the days that count, and its last day, which may be moved past the count's end."""

    since: date
    length: Length
    counted: tuple[date, ...]
    last: date

    @property
    def moved(self) -> bool:
        """Whether the last day moved to the next working day."""
        return self.last != self.counted[-1]

    @property
    def told(self) -> Text:
        """«5 рабочих дней с 28.04.2023: 02.05, 03.05, 04.05, 05.05, последний день 10.05.2023»."""
        start = _COUNTING if self.length.first_counts else _FROM
        said = counted_days(self.length.days, self.length.unit)
        count = said.ru, said.en
        day = numeric(self.since)
        ru, en = start.ru.format(count=count[0], day=day), start.en.format(count=count[1], day=day)
        days = self._listed()
        if self.moved:
            end = _MOVED.filled(end=numeric(self.counted[-1]), last=numeric(self.last))
        else:
            end = _LAST.filled(last=numeric(self.last))
        return Text(f"{ru}: {days}{end.ru}", f"{en}: {days}{end.en}")

    def _listed(self) -> str:
        """The days before the last; calendar days need no list."""
        before = self.counted[:-1]
        if not before or self.length.unit == "calendar":
            return ""
        if len(before) < LISTED:
            return ", ".join(self._short(day) for day in before) + ", "
        return ", ".join(self._short(day) for day in before[:3]) + " …, "

    def _short(self, day: date) -> str:
        return f"{day:%d.%m}" if day.year == self.since.year else numeric(day)


def reckon(calendar: Calendar, since: date, length: Length) -> Reckoned:
    """The term that an event of that day begins.

    Raises Invalid for no sensible length, Refused where the calendar has no data for a day that it meets.
    """
    if not 1 <= length.days <= MAX_DAYS:
        raise Invalid({"days": _NO_LENGTH.filled(most=MAX_DAYS)})
    counted: list[date] = []
    for day in _days(since if length.first_counts else since + _ONE_DAY):
        if calendar.counts(day, length.unit):
            counted.append(day)
        if len(counted) == length.days:
            break
    last = next_working(calendar, counted[-1]) if length.roll else counted[-1]
    return Reckoned(since, length, tuple(counted), last)


def next_working(calendar: Calendar, day: date) -> date:
    """The day itself if it is a working one, else the next that is. Raises Refused without data."""
    return next(one for one in _days(day) if calendar.works(one))


def working_days(calendar: Calendar, since: date, until: date) -> int:
    """The working days of a five-day week on [since, until). Raises Refused without data."""
    return sum(calendar.works(since + timedelta(days=n)) for n in range((until - since).days))


def _days(since: date) -> Iterator[date]:
    while True:
        yield since
        since += _ONE_DAY


def counted_days(days: int, unit: Unit) -> Text:
    """«5 рабочих дней», as it stands after «через»."""
    ru, en = _NOUNS[unit], _NOUNS_EN[unit]
    return Text(f"{days} {ru[_form(days)]}", f"{days} {en[days != 1]}")


def _form(number: int) -> int:
    tail = number % 100
    if 11 <= tail <= 14:
        return 2
    return {1: 0, 2: 1, 3: 1, 4: 1}.get(tail % 10, 2)


_NOUNS: Mapping[Unit, tuple[str, str, str]] = {
    "calendar": ("календарный день", "календарных дня", "календарных дней"),
    "working": ("рабочий день", "рабочих дня", "рабочих дней"),
    "working6": (
        "рабочий день шестидневной недели",
        "рабочих дня шестидневной недели",
        "рабочих дней шестидневной недели",
    ),
    "school": ("учебный день", "учебных дня", "учебных дней"),
}
_NOUNS_EN: Mapping[Unit, tuple[str, str]] = {
    "calendar": ("calendar day", "calendar days"),
    "working": ("working day", "working days"),
    "working6": ("working day of a six-day week", "working days of a six-day week"),
    "school": ("school day", "school days"),
}
_FROM = Text("{count} с {day}", "{count} from {day}")
_COUNTING = Text("{count}, считая с {day}", "{count} counting from {day}")
_LAST = Text("последний день {last}", "the last day is {last}")
_MOVED = Text(
    "срок кончается {end}, это нерабочий день, последний день {last}",
    "the count ends on {end}, which is no working day, so the last day is {last}",
)
_NO_LENGTH = Text("Срок: от 1 до {most} дней", "A term has 1 to {most} days")
