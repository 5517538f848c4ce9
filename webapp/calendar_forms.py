"""The forms of the calendar: a term to count, days that change, vacations, the school week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from webapp.filters import said
from webapp.forms import GrifForm, TypedDate
from workflow.governance.reckoning import MAX_DAYS
from workflow.values import Text

MAX_LINES = 20_000
UNITS = {
    "working": Text("рабочие", "working"),
    "working6": Text("рабочие, шестидневная неделя", "working, six-day week"),
    "school": Text("учебные", "school"),
    "calendar": Text("календарные", "calendar"),
}


class TermForm(Form):
    """A term to count; it is read from the address."""

    since = TypedDate(_l("Событие произошло"), [Optional()], format="%d.%m.%Y")
    days = IntegerField(_l("Сколько дней"), [Optional(), NumberRange(1, MAX_DAYS)])
    unit = SelectField(_l("Каких дней"), [Optional()])
    first = BooleanField(_l("День события – первый день срока"))
    roll = BooleanField(_l("Последний нерабочий день переносится"))

    def offer(self) -> TermForm:
        """The choices in the page's language."""
        self.unit.choices = [(id_, said(title)) for id_, title in UNITS.items()]
        return self


class LinesForm(GrifForm):
    """Days or vacations, one a line."""

    FIELDS: ClassVar[Mapping[str, str]] = {"year": "lines"}

    lines = TextAreaField(_l("Дни"), [Length(max=MAX_LINES)])


class WeekForm(GrifForm):
    """How many days a week the school teaches."""

    days = RadioField(_l("Учебная неделя"), [InputRequired(_l("Выберите неделю"))], choices=[])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format="%d.%m.%Y")
