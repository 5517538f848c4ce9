"""The forms, and how the product's own faults reach their fields."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar

import wtforms.i18n
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from flask_wtf.file import FileField
from markupsafe import Markup
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.filters import said
from webapp.language import page_language
from workflow.errors import Invalid
from workflow.values import EditionKey, Text

MAX_TEXT = 1_000_000


class TypedDate(DateField):
    """A day typed as ДД.ММ.ГГГГ; what was typed stays in the field when it is no day."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = day_of(valuelist[0].strip())
        except ValueError:
            self.data = None
            raise ValueError(said(NO_SUCH_DAY)) from None


def day_of(typed: str) -> date:
    """The day typed as ДД.ММ.ГГГГ. Raises ValueError."""
    day, month, year = (int(part) for part in typed.rstrip("г. ").split("."))
    if year < 1900:
        raise ValueError(typed)
    return date(year, month, day)


def number_of(typed: str) -> int | None:
    """The number; None for what is none, or is of more than nine digits, which no column holds."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None


def edition_of(organisation: str, typed: str, between: str) -> EditionKey | None:
    """The edition that «12/3» or «12.3» names in the organisation; None when it names none."""
    number, _between, edition = typed.partition(between)
    document, of = number_of(number), number_of(edition)
    return EditionKey(organisation, document, of) if document and of else None


def version_of(typed: str | None) -> int:
    """The version that a form was made from; 0, which nothing has, when it is no number."""
    return number_of(typed or "") or 0


@cache
def _library_words(language: str) -> Any:
    """What WTForms itself says of a field; Flask-WTF would read its catalogue anew for every form."""
    return wtforms.i18n.get_translations([language])


class GrifForm(FlaskForm):
    """A form that can carry the faults that a service told; `FIELDS` are those of another name there."""

    FIELDS: ClassVar[Mapping[str, str]] = {}

    class Meta(FlaskForm.Meta):
        """CSRFProtect has looked at every POST before a form is made; and where WTForms finds its words."""

        csrf = False

        def get_translations(self, _form: object) -> Any:
            return _library_words(page_language())

    command = HiddenField()

    @property
    def csrf_token(self) -> Markup:
        """The hidden field of the page's token."""
        return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())

    def tell(self, fault: Invalid) -> None:
        """Put each fault beside its field; one without a field stands above the form."""
        for name, text in fault.fields.items():
            field = getattr(self, self.FIELDS.get(name, name), None)
            if field is None:
                self.form_errors.append(said(text))
            else:
                field.errors = [*field.errors, said(text)]

    def new_command(self) -> None:
        """A fresh idempotency key for a form that is shown."""
        self.command.data = secrets.token_hex(16)


class DecisionForm(GrifForm):
    """The answer of a step."""

    text_sha256 = HiddenField()
    definition = HiddenField()
    outcome = RadioField(
        _l("Решение"), [InputRequired(_l("Выберите решение"))], choices=[], validate_choice=False
    )
    number = StringField(_l("Номер"), [Length(max=60)])
    dated = TypedDate(_l("Дата"), [Optional()], format="%d.%m.%Y")
    remark = TextAreaField(_l("Замечания к тексту"))


class TextForm(GrifForm):
    """A document's text, pasted or as a file."""

    seen_sha256 = HiddenField()
    title = StringField(_l("Название"), [Length(max=500)])
    word = SelectField(_l("Вид документа"))
    body = SelectField(_l("Ответственный орган"))
    text = TextAreaField(_l("Текст"), [Length(max=MAX_TEXT)])
    file = FileField(_l("Или файл"))


class DayForm(GrifForm):
    """A day on which something is asked."""

    day = TypedDate(_l("Текст на дату"), [Optional()], format="%d.%m.%Y")


class SearchForm(GrifForm):
    """Words to be found and what narrows them; the page fills the lists."""

    q = StringField(_l("Слова"), [Length(max=200)])
    of = SelectField(_l("Организация"), [Optional()])
    status = SelectField(_l("Редакции, которые"), [Optional()])
    day = TypedDate(_l("На дату"), [Optional()], format="%d.%m.%Y")
    kind = SelectField(_l("Вид документа"), [Optional()])
    body = SelectField(_l("Орган"), [Optional()])
    number = StringField(_l("Номер документа, приказа или протокола"), [Length(max=50)])
    order = SelectField(_l("Сначала"), [Optional()])


class ToldDayForm(GrifForm):
    """A day of an edition that a person tells, with where it is seen."""

    day = TypedDate(_l("Дата"), [Optional()], format="%d.%m.%Y")
    note = StringField(_l("Где и как"), [Length(max=300)])


class LateClausesForm(GrifForm):
    """Clauses that come into force on a day of their own."""

    clauses = StringField(_l("Номера пунктов"), [Length(max=500)])
    day = TypedDate(_l("Вступают в силу с"), [Optional()], format="%d.%m.%Y")
    basis = StringField(_l("Чем решено"), [Length(max=300)])


class CorrectionForm(GrifForm):
    """One unit of a text written anew, and why."""

    seen = HiddenField()
    words = TextAreaField(_l("Как должно быть"), [Length(max=MAX_TEXT)])
    reason = TextAreaField(_l("Причина"), [Length(max=500)])


class SubmitForm(GrifForm):
    """Which published chain an edition goes by."""

    definition = RadioField(_l("Цепочка"), validators=[InputRequired(_l("Выберите цепочку"))])


class ReasonForm(GrifForm):
    """A reason in words."""

    remark = TextAreaField(_l("Причина"), [Length(max=4000)])


class PerformForm(ReasonForm):
    """A transition with its remark, and what was seen when it was asked for."""

    text_sha256 = HiddenField()
    definition = HiddenField()
    state = HiddenField()


NO_SUCH_DAY = Text("Такой даты нет: впишите ДД.ММ.ГГГГ", "There is no such date: type DD.MM.YYYY")
