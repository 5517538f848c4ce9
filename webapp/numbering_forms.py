"""The forms of registers: the rule of their numbers, the day a term begins, a void number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.filters import said
from webapp.forms import GrifForm, TypedDate
from workflow.governance.registers import NumberRule
from workflow.values import Text

SERIAL_SIGN = "№"
RESTARTS: Mapping[str, Text] = {
    "calendar_year": Text("С каждого календарного года", "Every calendar year"),
    "school_year": Text("С каждого учебного года", "Every school year"),
    "term": Text("С каждого срока полномочий органа", "Every term of the body"),
    "never": Text("Никогда: нумерация сквозная", "Never: they run on"),
}
_INDEX = "{file}/"


def typed_template(template: str) -> str:
    """A template as people type it: the sign № stands for the serial, the file's index has its own field."""
    return template.removeprefix(_INDEX).replace("{serial}", SERIAL_SIGN)


class _RuleFields(GrifForm):
    template = StringField(_l("Вид номера"), [InputRequired(_l("Впишите вид номера")), Length(max=40)])
    file = StringField(_l("Индекс дела"), [Length(max=40)])
    restart = SelectField(_l("Когда номера начинаются заново"))

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.restart.choices = [(id_, said(title)) for id_, title in RESTARTS.items()]

    def rule(self, since: date) -> NumberRule:
        """The rule as the service takes it."""
        typed, file = (self.template.data or "").strip(), (self.file.data or "").strip()
        # A brace is not for people: it reaches the service as what it is, and is refused there.
        template = typed.replace(SERIAL_SIGN, "{serial}") if not set("{}") & set(typed) else "{"
        return NumberRule(since, f"{_INDEX}{template}" if file else template, self.restart.data, file)


class NewRegisterForm(_RuleFields):
    """A new register of a body or an office."""

    party = SelectField(_l("Чей журнал"), [InputRequired(_l("Выберите орган или должность"))])
    title = StringField(_l("Название журнала"), [InputRequired(_l("Впишите название"))])


class RuleForm(_RuleFields):
    """Another rule from a day on."""

    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format="%d.%m.%Y")


class TermStartForm(GrifForm):
    """The first day of a body's term."""

    since = TypedDate(_l("Первый день срока"), [InputRequired(_l("Укажите день"))], format="%d.%m.%Y")


class VoidForm(GrifForm):
    """A void number with the reason."""

    number = StringField(_l("Номер"), [InputRequired(_l("Впишите номер")), Length(max=60)])
    dated = TypedDate(_l("Дата"), [InputRequired(_l("Укажите день"))], format="%d.%m.%Y")
    reason = TextAreaField(_l("Причина"), [Length(max=4000)])
