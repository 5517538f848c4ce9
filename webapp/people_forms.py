"""The forms of bodies, seats, accounts and chains."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import Form, PasswordField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from webapp.filters import said
from webapp.forms import GrifForm, TypedDate
from workflow.errors import Invalid
from workflow.governance.names import Names
from workflow.governance.people import PersonName
from workflow.values import Text

SERIAL_SIGN = "№"
MAX_TEMPLATE = 30
_TYPED = "%d.%m.%Y"
_ONE_DAY = timedelta(days=1)


class OnForm(Form):
    """The day a list is shown for; it is read from the address."""

    on = TypedDate(_l("На дату"), [Optional()], format=_TYPED)


class FieldsForm(GrifForm):
    """A form whose fields are not all named as the service names them."""

    FIELDS: ClassVar[Mapping[str, str]] = {}

    def tell(self, fault: Invalid) -> None:
        """Put each fault beside the field that it is about."""
        super().tell(Invalid({self.FIELDS.get(name, name): text for name, text in fault.fields.items()}))


class PartyForm(FieldsForm):
    """A new body or office with its register."""

    FIELDS: ClassVar[Mapping[str, str]] = {"names": "nominative", "id": "kind"}

    kind = SelectField(_l("Вид"), [InputRequired(_l("Выберите вид"))])
    nominative = StringField(_l("Название: кто?"), [DataRequired(_l("Впишите название")), Length(max=300)])
    genitive = StringField(
        _l("Название: кого?"), [DataRequired(_l("Впишите название в родительном падеже")), Length(max=300)]
    )
    instrumental = StringField(
        _l("Название: кем?"), [DataRequired(_l("Впишите название в творительном падеже")), Length(max=300)]
    )
    within = SelectField(_l("При каком органе"), [Optional()])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    template = StringField(_l("Вид номера в журнале"), [InputRequired(_l("Впишите вид номера"))])
    restart = SelectField(_l("Когда номера начинаются заново"))

    @property
    def names(self) -> Names:
        """The name in three cases, as typed."""
        typed = (self.nominative.data, self.genitive.data, self.instrumental.data)
        return Names(*(" ".join((one or "").split()) for one in typed))

    @property
    def number_template(self) -> str:
        """The register's template: the typed sign № stands for the serial."""
        return (self.template.data or "").strip().replace(SERIAL_SIGN, "{serial}")

    def validate_template(self, field: StringField) -> None:
        typed = (field.data or "").strip()
        if typed.count(SERIAL_SIGN) != 1 or set("{}") & set(typed) or len(typed) > MAX_TEMPLATE:
            raise ValidationError(said(_BAD_TEMPLATE))


class SeatForm(FieldsForm):
    """A person, known or new, for a seat or an office."""

    FIELDS: ClassVar[Mapping[str, str]] = {"name": "surname", "until": "last_day"}

    who = SelectField(_l("Кто"), [Optional()])
    surname = StringField(_l("Фамилия"), [Length(max=100)])
    given = StringField(_l("Имя"), [Length(max=100)])
    patronymic = StringField(_l("Отчество"), [Length(max=100)])
    capacity = RadioField(_l("В качестве"), [InputRequired(_l("Выберите, в каком качестве"))])
    since = TypedDate(_l("С какого дня"), [InputRequired(_l("Укажите день"))], format=_TYPED)
    last_day = TypedDate(_l("Последний день"), [Optional()], format=_TYPED)
    basis = StringField(_l("Основание"), [Length(max=300)])
    category = StringField(_l("Кого представляет"), [Length(max=100)])

    @property
    def person(self) -> str | PersonName:
        """The id of the chosen person, else the name that was typed."""
        if self.who.data:
            return str(self.who.data)
        typed = (self.surname.data, self.given.data, self.patronymic.data)
        return PersonName(*(" ".join((one or "").split()) for one in typed))

    @property
    def until(self) -> date | None:
        """The first day without the seat."""
        return self.last_day.data + _ONE_DAY if self.last_day.data else None


class EndSeatForm(FieldsForm):
    """When a seat ends."""

    FIELDS: ClassVar[Mapping[str, str]] = {"until": "last_day"}

    last_day = TypedDate(_l("Последний день"), [InputRequired(_l("Укажите день"))], format=_TYPED)

    @property
    def until(self) -> date:
        """The first day without the seat."""
        last: date = self.last_day.data
        return last + _ONE_DAY


class LoginForm(GrifForm):
    """A new way in."""

    login = StringField(_l("Логин"), [InputRequired(_l("Введите логин")), Length(max=200)])


class PasswordForm(GrifForm):
    """A new password of one's own."""

    current = PasswordField(
        _l("Нынешний пароль"), [InputRequired(_l("Введите нынешний пароль")), Length(max=1000)]
    )
    new = PasswordField(_l("Новый пароль"), [InputRequired(_l("Введите новый пароль")), Length(max=1000)])
    again = PasswordField(
        _l("Новый пароль ещё раз"), [InputRequired(_l("Введите новый пароль ещё раз")), Length(max=1000)]
    )


class PublishForm(GrifForm):
    """Which of the shipped chains the organisation takes."""

    chain = RadioField(_l("Цепочка"), validators=[InputRequired(_l("Выберите цепочку"))])


_BAD_TEMPLATE = Text(
    "Один знак № на месте порядкового номера и не больше 30 знаков: №, №-Д, 01-08/№",
    "One sign № where the serial stands, 30 characters at most: №, №-Д, 01-08/№",
)
